import DescryCore

// Pictures and frames.
extension PageWalk {
  /// A frame, whose content may be in the page itself (`srcdoc`) or at an address.
  struct Frame {
    let element: Int
    let markup: String?
    let address: String?
  }

  mutating func picture(_ index: Int) {
    let node = tree.nodes[index]
    let name = WhiteSpace.folded(
      node.attribute("alt") ?? node.attribute("aria-label") ?? node.attribute("title") ?? "")
    if name.isEmpty || labelDepth > 0 { return }
    run.append(TextRun.Inline(node: index, role: .image), source: node.source)
  }

  mutating func frame(_ index: Int) {
    let node = tree.nodes[index]
    flush()
    let id = builder.begin(
      .frame, name: WhiteSpace.folded(node.attribute("title") ?? ""), at: locate(node.source))
    describe(id, by: index)
    frames.append(
      Frame(element: id, markup: node.attribute("srcdoc"), address: node.attribute("src")))
    builder.end()
  }
}
