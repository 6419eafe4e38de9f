import DescryCore

// Runs of text: what stands between two line starts becomes one element.
extension PageWalk {
  mutating func take(text index: Int) {
    let node = tree.nodes[index]
    let look = looks[node.parent]
    if !run.accepts(look, length: node.text.utf8.count), !node.text.utf8.allSatisfy({ $0 <= 0x20 })
    {
      flush()
    }
    run.append(
      node.text, holder: node.parent, source: node.source, look: look, isOwn: true, in: tree)
  }

  mutating func lineBreak(_ index: Int) {
    if index > 0, tree.nodes[index - 1].tag == "br" { flush() } else { run.breakLine() }
  }

  mutating func flush() {
    defer { run.reset() }
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
}

extension ElementStyle {
  /// Whether anything is known.
  var isKnown: Bool { self != ElementStyle() }
}
