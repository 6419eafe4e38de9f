import DescryCore

/// A page as flat nodes in document order, whatever it was parsed from.
struct PageTree {
  enum Kind { case element, text, comment }

  struct Node {
    var kind: Kind
    /// The tag in lower case; empty for texts.
    var tag = ""
    /// What the tag means.
    fileprivate(set) var traits = TagTraits.none
    /// The text of a text or a comment, entities decoded.
    var text = ""
    var attributes: [(name: String, value: String)] = []
    var parent: Int
    /// The index behind the last descendant.
    var subtreeEnd: Int
    /// The bytes of the source that spell it, of an element those of its start tag.
    ///
    /// Nil when the parser made it up or the source is not text.
    var source: Range<Int>?
    /// The byte behind its end tag.
    var sourceEnd: Int?
    /// Whether it holds SVG or MathML.
    var isForeign = false

    /// The value of an attribute; empty when it has none.
    func attribute(_ name: String) -> String? {
      for attribute in attributes where attribute.name == name { return attribute.value }
      return nil
    }
  }

  private(set) var nodes: [Node] = []
  /// By tag.
  private var traits: [String: TagTraits] = [:]
  /// What a recording says of nodes beyond their attributes, by index.
  var live: [Int: LiveFacts] = [:]

  /// What was so when the page was captured.
  struct LiveFacts {
    var checked: Bool?
    var value: String?
    var selected: Bool?
    var display: String?
    var style: ElementStyle?
    var box: ElementBox?
    var visibility: ElementVisibility?
  }

  /// The children of a node, in order.
  func children(of index: Int) -> Children {
    Children(tree: self, upcoming: index + 1, end: nodes[index].subtreeEnd)
  }

  struct Children: Sequence, IteratorProtocol {
    let tree: PageTree
    var upcoming: Int
    let end: Int

    mutating func next() -> Int? {
      guard upcoming < end else { return nil }
      let index = upcoming
      upcoming = tree.nodes[index].subtreeEnd
      return index
    }
  }

  /// The text of all descendants that carry any, unfolded.
  func text(of index: Int) -> String {
    var text = ""
    for node in nodes[index..<nodes[index].subtreeEnd] where node.kind == .text {
      text += node.text
    }
    return text
  }

  /// Makes the templates that hold shadow roots part of the page: `shadowrootmode` of the standard,
  /// `shadowmode` of Chrome's MHTML, `shadowroot` of SingleFile, `__playwright_shadow_root_` of traces.
  mutating func openShadowRoots() {
    for index in nodes.indices where nodes[index].tag == "template" {
      if nodes[index].attributes.contains(where: {
        $0.name == "shadowrootmode" || $0.name == "shadowmode" || $0.name == "shadowroot"
          || $0.name == "__playwright_shadow_root_"
      }) {
        nodes[index].tag = "#shadow"
        nodes[index].traits = TagTraits(tag: "#shadow")
      }
    }
  }

  /// Adds a node and gives its index; its subtree ends behind it until `close`.
  mutating func open(_ node: Node) -> Int {
    nodes.append(node)
    if node.kind == .element { nodes[nodes.count - 1].traits = traits(of: node.tag) }
    return nodes.count - 1
  }

  private mutating func traits(of tag: String) -> TagTraits {
    if let known = traits[tag] { return known }
    let new = TagTraits(tag: tag)
    traits[tag] = new
    return new
  }

  /// Makes room for so many nodes.
  mutating func reserve(_ count: Int) { nodes.reserveCapacity(count) }

  /// Ends the subtree of a node behind the last node.
  mutating func close(_ index: Int) { nodes[index].subtreeEnd = nodes.count }
}
