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
  private var open: [(end: Int, isGroup: Bool, isBlock: Bool, heading: Int?, isLabel: Bool)] = []
  var labelDepth = 0
  /// A tick box without a label, which the text behind it names.
  var unnamed: (element: Int, node: Int)?
  /// A frame, whose content may be in the page itself (`srcdoc`) or at an address.
  struct Frame {
    let element: Int
    let markup: String?
    let address: String?
  }

  /// The element that each node became, for nodes that became one.
  private var shown: [Int: Int] = [:]

  /// The element that shows a node, or the nearest one around it that is no group.
  func element(showing node: Int) -> Int? {
    var node = node
    while node > 0 {
      if let element = shown[node] { return element }
      node = tree.nodes[node].parent
    }
    return nil
  }

  /// The page's frames.
  private(set) var frames: [Frame] = []

  init(
    _ tree: PageTree, looks: PageLooks, names: AccessibleNames,
    locate: @escaping (Range<Int>?) -> SourceLocation
  ) {
    self.tree = tree
    self.looks = looks
    self.names = names
    self.locate = locate
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
    if TagFacts.silent.contains(node.tag) { return node.subtreeEnd }
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
    let group = TagFacts.group(tag: node.tag, role: node.attribute("role")?.lowercased())
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
    return TagFacts.headingLevel(node.tag)
  }

  private func groupName(_ index: Int) -> String {
    let node = tree.nodes[index]
    if node.attribute("aria-label") != nil || node.attribute("aria-labelledby") != nil {
      return names.groupName(of: index)
    }
    let wanted = ["fieldset": "legend", "table": "caption", "details": "summary"][node.tag]
    guard let wanted else { return "" }
    return tree.children(of: index).first { tree.nodes[$0].tag == wanted }
      .map { names.text(of: $0) } ?? ""
  }

  // MARK: - Texts

  private mutating func take(text index: Int) {
    let node = tree.nodes[index]
    let look = looks[node.parent]
    if !run.accepts(look, length: node.text.utf8.count), !node.text.utf8.allSatisfy({ $0 <= 0x20 })
    {
      flush()
    }
    run.append(
      node.text, holder: node.parent, source: node.source, look: look, isOwn: true, in: tree)
  }

  private mutating func lineBreak(_ index: Int) {
    if index > 0, tree.nodes[index - 1].tag == "br" { flush() } else { run.breakLine() }
  }

  mutating func flush() {
    defer { run = TextRun() }
    if run.isEmpty { return }
    let heading = open.last { $0.isBlock }?.heading
    let text = run.join.text
    let isText = run.hasOwnText || (heading != nil && !text.isEmpty)
    var id: Int?
    if isText {
      if let box = unnamed, names(box, text) {
        // The text behind a bare box is its label.
      } else {
        id = add(text, heading: heading)
      }
    }
    for inline in run.inlines {
      let child = addControl(inline.node, inline.role)
      if let id, child > id { builder.reparent(child, to: id) }
    }
  }

  private mutating func add(_ text: String, heading: Int?) -> Int {
    let holder = run.holder ?? 0
    let role: ElementRole =
      heading != nil ? .heading : isTimer(holder, text) ? .timer : .text
    let id = builder.add(role, text: text, at: locate(run.source))
    describe(id, by: holder)
    let look = looks[run.dominant]
    builder.change(id) {
      $0.visibility = run.visibility
      $0.style = look.style.isKnown ? look.style : nil
      if let heading { $0.attributes["level"] = String(heading) }
    }
    return id
  }

  /// Gives a bare tick box the text behind it when that stands in the same line or row.
  private mutating func names(_ box: (element: Int, node: Int), _ text: String) -> Bool {
    unnamed = nil
    guard let holder = run.holder else { return false }
    var ancestor = tree.nodes[box.node].parent
    for _ in 0..<3 where ancestor > 0 && tree.nodes[ancestor].subtreeEnd <= holder {
      ancestor = tree.nodes[ancestor].parent
    }
    guard ancestor <= holder, holder < tree.nodes[ancestor].subtreeEnd,
      !["body", "form", "main", "table", "tbody", "html"].contains(tree.nodes[ancestor].tag)
        || ancestor == tree.nodes[box.node].parent
    else { return false }
    let visibility = run.visibility
    builder.change(box.element) {
      $0.name = text
      $0.text = text
      if !$0.visibility.maySee { $0.visibility = visibility }
    }
    return true
  }

  private func isTimer(_ holder: Int, _ text: String) -> Bool {
    guard text.utf8.count < 80, ClockText.isIn(text) else { return false }
    var node = holder
    for _ in 0..<4 where node > 0 {
      let attributes = tree.nodes[node].attributes
      for attribute in attributes
      where attribute.name == "class" || attribute.name == "id" || attribute.name == "role" {
        let value = attribute.value.lowercased()
        if value.contains("timer") || value.contains("countdown")
          || value.contains("compte-a-rebours")
        {
          return true
        }
      }
      node = tree.nodes[node].parent
    }
    return false
  }

  // MARK: - Pictures and frames

  private mutating func picture(_ index: Int) {
    let node = tree.nodes[index]
    let name = WhiteSpace.folded(
      node.attribute("alt") ?? node.attribute("aria-label") ?? node.attribute("title") ?? "")
    if name.isEmpty || labelDepth > 0 { return }
    run.append(TextRun.Inline(node: index, role: .image), source: node.source)
  }

  private mutating func frame(_ index: Int) {
    let node = tree.nodes[index]
    flush()
    let id = builder.begin(
      .frame, name: WhiteSpace.folded(node.attribute("title") ?? ""), at: locate(node.source))
    describe(id, by: index)
    frames.append(
      Frame(element: id, markup: node.attribute("srcdoc"), address: node.attribute("src")))
    builder.end()
  }

  // MARK: - What is common to all

  mutating func describe(_ id: Int, by index: Int) {
    let node = tree.nodes[index]
    let look = looks[index]
    let box = tree.live[index]?.box
    shown[index] = shown[index] ?? id
    builder.change(id) { element in
      element.tag = node.tag
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

extension ElementStyle {
  /// Whether anything is known.
  var isKnown: Bool { self != ElementStyle() }
}
