import DescryCore

/// A link with more text than this is a card, and what stands in it is read as if it were none.
private let longestLink = 400

// Buttons, links, boxes, fields and lists.
extension PageWalk {
  mutating func control(_ index: Int, _ role: ElementRole) -> Int {
    let node = tree.nodes[index]
    switch role {
    case .timer:
      flush()
      let id = builder.add(.timer, text: names.text(of: index), at: locate(span(index)))
      describe(id, by: index)
    case .link:
      let name = names.name(of: index)
      if name.utf8.count > longestLink {
        // A card that is one link: what stands in it is read as if it were none.
        enter(index)
        return index + 1
      }
      let look = looks[index]
      if labelDepth > 0 || look.isBlock || look.isApart || holdsBlocks(index) {
        flush()
        addControl(index, .link)
      } else {
        inlineLink(index)
      }
    case .button where (index..<node.subtreeEnd).count > 200 && node.tag != "button":
      enter(index)
      return index + 1
    case .combobox where node.tag != "select" && node.tag != "input":
      enter(index)
      return index + 1
    default:
      if role.isTickable || labelDepth == 0 { flush() }
      let id = addControl(index, role)
      if node.tag == "select" { addOptions(of: index, to: id) }
    }
    return node.subtreeEnd
  }

  private mutating func inlineLink(_ index: Int) {
    let node = tree.nodes[index]
    let look = looks[index]
    let text = names.text(of: index)
    if !run.accepts(look, length: text.utf8.count) { flush() }
    run.append(text, holder: index, source: span(index), look: look, isOwn: false, in: tree)
    run.append(TextRun.Inline(node: index, role: .link), source: node.source)
    unnamedEnds(at: .link)
  }

  private func holdsBlocks(_ index: Int) -> Bool {
    (index + 1..<tree.nodes[index].subtreeEnd).contains {
      tree.nodes[$0].kind == .element && looks[$0].isBlock
    }
  }

  /// A control between a bare box and a text parts them; a link is part of the text.
  private mutating func unnamedEnds(at role: ElementRole) {
    if role != .link && role != .image { unnamed = nil }
  }

  @discardableResult
  mutating func addControl(_ index: Int, _ role: ElementRole) -> Int {
    let node = tree.nodes[index]
    let name = names.name(of: index)
    let id = builder.add(role, name: name, text: name, at: locate(span(index)))
    unnamedEnds(at: role)
    describe(id, by: index)
    let state = ControlState.read(node, live: tree.live[index], role: role)
    let labelLook = names.labels[index]?.first.map { looks[$0] }
    let look = looks[
      labelLook != nil && role.isTickable ? names.labels[index]?.first ?? index : index]
    builder.change(id) { element in
      element.state = state
      if role == .textbox || role == .combobox { element.text = names.labelText(of: index) ?? name }
      if role.isTickable, let labelLook, labelLook.visibility.maySee {
        element.visibility = labelLook.visibility
      }
      let style = look.style
      element.style = style.isKnown ? style : nil
    }
    if role.isTickable, name.isEmpty, role != .option { unnamed = (id, index) }
    return id
  }

  private mutating func addOptions(of index: Int, to list: Int) {
    var options: [(id: Int, node: Int)] = []
    builder.reopen(list)
    for node in (index + 1)..<tree.nodes[index].subtreeEnd where tree.nodes[node].tag == "option" {
      options.append((addControl(node, .option), node))
    }
    builder.end()
    unnamed = nil
    // Of a list without a mark the first is chosen (HTML, "ask for a reset").
    let isMultiple = tree.nodes[index].attribute("multiple") != nil
    let marked = options.last { tree.nodes[$0.node].attribute("selected") != nil }
    let standard = marked ?? (isMultiple ? nil : options.first)
    let live = options.first { tree.live[$0.node]?.selected == true }
    for option in options {
      let isDefault = option.id == standard?.id
      let isChosen = live.map { $0.id == option.id } ?? isDefault
      builder.change(option.id) {
        $0.state.defaultChecked = isDefault
        $0.state.checked = isChosen
      }
    }
    if let chosen = live ?? standard {
      let value = builder.elements[chosen.id].name
      builder.change(list) { $0.state.value = value }
    }
  }
}
