import DescryCore

/// Turns the nodes of a page into the elements of a screen, in one pass without recursion.
struct PageWalk {
  let tree: PageTree
  let looks: PageLooks
  let names: AccessibleNames
  /// The place of a node's bytes.
  let locate: (Range<Int>?) -> SourceLocation
  var builder = ScreenBuilder()
  var run = TextRun()
  /// What has to be closed, the innermost last.
  var open: [(end: Int, isGroup: Bool, isBlock: Bool, heading: Int?, isLabel: Bool)] = []
  var labelDepth = 0
  /// A tick box without a label, which the text behind it names.
  var unnamed: (element: Int, node: Int)?
  /// By node, the element that it became first; -1 for nodes that became none.
  private var shown: [Int]
  /// The page's frames.
  var frames: [Frame] = []

  init(
    _ tree: PageTree, looks: PageLooks, names: AccessibleNames,
    locate: @escaping (Range<Int>?) -> SourceLocation
  ) {
    self.tree = tree
    self.looks = looks
    self.names = names
    self.locate = locate
    shown = Array(repeating: -1, count: tree.nodes.count)
    builder.reserve(tree.nodes.count / 2)
  }

  /// The elements of the page.
  mutating func elements() -> [Element] {
    var index = 1
    while index < tree.nodes.count {
      close(upTo: index)
      index = visit(index)
    }
    close(upTo: tree.nodes.count + 1)
    flush()
    return builder.finish()
  }

  /// The element that shows a node, or the nearest one around it that is no group.
  func element(showing node: Int) -> Int? {
    var node = node
    while node > 0 {
      if shown[node] >= 0 { return shown[node] }
      node = tree.nodes[node].parent
    }
    return nil
  }

  // MARK: - One node

  /// Takes a node in and gives the index of the next one to visit.
  private mutating func visit(_ index: Int) -> Int {
    let node = tree.nodes[index]
    switch node.kind {
    case .comment: return index + 1
    case .text:
      if labelDepth == 0 { take(text: index) }
      return index + 1
    case .element: break
    }
    if node.traits.isSilent { return node.subtreeEnd }
    if node.isForeign && node.tag != "svg" { return node.subtreeEnd }
    switch node.tag {
    case "br", "wbr":
      if node.tag == "br" { lineBreak(index) }
      return index + 1
    case "svg", "img":
      picture(index)
      return node.subtreeEnd
    case "iframe", "frame":
      // A recording holds what the frame shows.
      if node.subtreeEnd > index + 1, tree.nodes[index + 1].tag == "html" {
        enter(index)
        return index + 1
      }
      frame(index)
      return node.subtreeEnd
    case "input" where node.attribute("type")?.lowercased() == "hidden": return node.subtreeEnd
    default: break
    }
    if let role = TagFacts.control(node) { return control(index, role) }
    enter(index)
    return index + 1
  }

  mutating func enter(_ index: Int) {
    let node = tree.nodes[index]
    let look = looks[index]
    let heading = headingLevel(node)
    let group = TagFacts.group(node)
    let isBlock = look.isBlock || group != nil || heading != nil
    if look.isApart { run.breakLine() }
    let isLabel = names.consumed.contains(index)
    if isBlock || isLabel { flush() }
    if let group, heading == nil {
      let id = builder.begin(group, name: groupName(index), at: locate(node.source))
      describe(id, by: index)
      if group == .disclosure {
        builder.change(id) { $0.state.expanded = node.attribute("open") != nil }
      }
      if node.attribute("aria-modal") == "true" { builder.change(id) { $0.role = .dialog } }
    }
    if isLabel { labelDepth += 1 }
    if isBlock || isLabel || group != nil {
      open.append((node.subtreeEnd, group != nil && heading == nil, isBlock, heading, isLabel))
    }
  }

  private mutating func close(upTo index: Int) {
    while let top = open.last, top.end <= index {
      if top.isBlock || top.isLabel { flush() }
      open.removeLast()
      if top.isLabel { labelDepth -= 1 }
      if top.isGroup { builder.end() }
    }
  }

  private func headingLevel(_ node: PageTree.Node) -> Int? {
    if node.attribute("role") == "heading" {
      return node.attribute("aria-level").flatMap { Int($0) } ?? 2
    }
    return node.traits.headingLevel
  }

  private func groupName(_ index: Int) -> String {
    let node = tree.nodes[index]
    if node.attribute("aria-label") != nil || node.attribute("aria-labelledby") != nil {
      return names.groupName(of: index)
    }
    let wanted: String
    switch node.tag {
    case "fieldset": wanted = "legend"
    case "table": wanted = "caption"
    case "details": wanted = "summary"
    default: return ""
    }
    return tree.children(of: index).first { tree.nodes[$0].tag == wanted }
      .map { names.text(of: $0) } ?? ""
  }

  // MARK: - What is common to all

  mutating func describe(_ id: Int, by index: Int) {
    let node = tree.nodes[index]
    let look = looks[index]
    let box = tree.live[index]?.box
    if shown[index] < 0 { shown[index] = id }
    builder.change(id) { element in
      element.tag = node.tag
      element.attributes.reserveCapacity(node.attributes.count)
      for attribute in node.attributes where TagFacts.keeps(attribute.name) {
        element.attributes[attribute.name] =
          attribute.value.utf8.count > 300
          ? String(decoding: attribute.value.utf8.prefix(300), as: UTF8.self) : attribute.value
      }
      element.visibility = look.visibility
      element.box = box
    }
  }

  /// The bytes from an element's start tag to its end tag.
  func span(_ index: Int) -> Range<Int>? {
    let node = tree.nodes[index]
    guard let source = node.source else { return nil }
    return source.lowerBound..<max(source.upperBound, node.sourceEnd ?? source.upperBound)
  }
}
