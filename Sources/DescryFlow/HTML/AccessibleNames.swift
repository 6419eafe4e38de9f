import DescryCore

/// Finds the names of a page's controls: a part of the W3C's "Accessible Name and Description
/// Computation" 1.2, sections 4.3.2 B to 4.3.2 I.
struct AccessibleNames {
  private let tree: PageTree
  private let looks: PageLooks
  private static let mostNodes = 4000
  private var ids: [String: Int] = [:]
  /// The labels of a control, by node.
  private(set) var labels: [Int: [Int]] = [:]
  /// Labels whose text is the name of a control, so that it is no text of its own.
  private(set) var consumed: Set<Int> = []

  init(_ tree: PageTree, looks: PageLooks) {
    self.tree = tree
    self.looks = looks
    for (index, node) in tree.nodes.enumerated() where node.kind == .element {
      if let id = node.attribute("id"), !id.isEmpty, ids[id] == nil { ids[id] = index }
    }
    for (index, node) in tree.nodes.enumerated() where node.kind == .element {
      if node.tag == "label" {
        bind(label: index)
      } else if let references = node.attribute("aria-labelledby"),
        TagFacts.control(node)?.isTickable == true
      {
        let targets = references.split(separator: " ").compactMap { ids[String($0)] }
        if !targets.isEmpty {
          labels[index, default: []] += targets
          for target in targets where isPlain(target) { consumed.insert(target) }
        }
      }
    }
  }

  /// The name of a control.
  func name(of index: Int) -> String {
    let node = tree.nodes[index]
    if let references = node.attribute("aria-labelledby") {
      let text = references.split(separator: " ").compactMap { ids[String($0)] }
        .map { self.text(of: $0) }.filter { !$0.isEmpty }.joined(separator: " ")
      if !text.isEmpty { return text }
    }
    if let label = filled(node, "aria-label") { return label }
    if let labels = labels[index] {
      let text = joined(labels, without: index)
      if !text.isEmpty { return text }
    }
    switch node.tag {
    case "input":
      switch node.attribute("type")?.lowercased() {
      case "submit", "button", "reset":
        if let value = filled(node, "value") { return value }
      case "image":
        if let alt = filled(node, "alt") ?? filled(node, "value") { return alt }
      default: break
      }
    case "img", "area": if let alt = filled(node, "alt") { return alt }
    case "select", "textarea": break
    default:
      let text = self.text(of: index)
      if !text.isEmpty { return text }
    }
    return filled(node, "title") ?? filled(node, "placeholder") ?? ""
  }

  /// The name that a grouping is given by `aria-labelledby` or `aria-label`; empty without.
  func groupName(of index: Int) -> String {
    let node = tree.nodes[index]
    let text = (node.attribute("aria-labelledby") ?? "").split(separator: " ")
      .compactMap { ids[String($0)] }.map { self.text(of: $0) }.joined(separator: " ")
    return text.isEmpty ? filled(node, "aria-label") ?? "" : text
  }

  /// What is visible of the labels of a control, or nil when it has none.
  func labelText(of index: Int) -> String? {
    labels[index].map { joined($0, without: index) }
  }

  /// The texts of labels one after the other; a label inside a label says its text once.
  private func joined(_ labels: [Int], without control: Int) -> String {
    var texts: [String] = []
    for label in labels {
      let text = self.text(of: label, without: control)
      if !text.isEmpty, texts.last?.contains(text) != true { texts.append(text) }
    }
    return texts.joined(separator: " ")
  }

  /// The text of a node as a person reads it: hidden parts left out, pictures by their names.
  func text(of index: Int, without control: Int? = nil) -> String {
    var join = TextJoin()
    let outer = looks[index].visibility
    var next = index
    // Thousands of controls may name the whole page as their label.
    let end = min(tree.nodes[index].subtreeEnd, index + Self.mostNodes)
    while next < end {
      let node = tree.nodes[next]
      switch node.kind {
      case .comment: next += 1
      case .text:
        join.append(node.text, of: node.parent)
        next += 1
      case .element:
        let look = looks[next]
        if next != index,
          node.traits.isSilent || node.tag == "select" || node.tag == "textarea"
            || next == control || (node.tag == "button" && control != nil)
            || (look.visibility == .notDisplayed && outer != .notDisplayed)
            || (node.attribute("aria-hidden") == "true" && node.tag != "label" && isIcon(next))
        {
          next = node.subtreeEnd
          continue
        }
        if node.tag == "img" || node.tag == "svg" {
          if let alt = filled(node, "alt") ?? filled(node, "aria-label") {
            join.breakLine()
            join.append(alt, of: next)
            join.breakLine()
          }
          next = node.subtreeEnd
          continue
        }
        if node.tag == "br" || look.isBlock || look.isApart { join.breakLine() }
        if next != index, let label = filled(node, "aria-label"), TagFacts.control(node) != nil {
          join.append(label, of: next)
          next = node.subtreeEnd
          continue
        }
        next += 1
        continue
      }
    }
    return join.text
  }

  private func isIcon(_ index: Int) -> Bool { tree.text(of: index).utf8.count < 3 }

  private func filled(_ node: PageTree.Node, _ name: String) -> String? {
    guard let value = node.attribute(name) else { return nil }
    let text = WhiteSpace.folded(value)
    return text.isEmpty ? nil : text
  }

  private mutating func bind(label index: Int) {
    let node = tree.nodes[index]
    var target = filled(node, "for").flatMap { ids[$0] }
    if target == nil {
      target = (index..<node.subtreeEnd).first { inner in
        guard inner != index, tree.nodes[inner].kind == .element else { return false }
        switch TagFacts.control(tree.nodes[inner]) {
        case .checkbox, .radio, .toggle, .textbox, .combobox: return true
        default: return false
        }
      }
    }
    guard let target, TagFacts.control(tree.nodes[target]) != nil else { return }
    labels[target, default: []].append(index)
    consumed.insert(index)
  }

  /// Whether a node is a text only, that a name may swallow.
  private func isPlain(_ index: Int) -> Bool {
    let node = tree.nodes[index]
    guard node.subtreeEnd - index < 40 else { return false }
    return !(index..<node.subtreeEnd).contains {
      tree.nodes[$0].kind == .element
        && (tree.nodes[$0].traits.headingLevel != nil
          || TagFacts.control(tree.nodes[$0]) != nil)
    }
  }
}
