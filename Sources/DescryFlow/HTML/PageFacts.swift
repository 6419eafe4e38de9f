/// What a page says of itself outside of its visible part.
struct PageFacts {
  /// A style sheet: its text, or where it is.
  enum Style {
    case text(String)
    case link(String)
  }

  struct Comment {
    let text: String
    let range: Range<Int>?
  }

  private(set) var title: String?
  private(set) var language: String?
  private(set) var address: String?
  private(set) var styles: [Style] = []
  private(set) var scripts: [String] = []
  private(set) var scriptAddresses: [String] = []
  private(set) var comments: [Comment] = []
  /// The class names of the page's elements.
  private(set) var classes: Set<Substring> = []

  init(_ tree: PageTree) {
    var lists: Set<String> = []
    for (index, node) in tree.nodes.enumerated() {
      if node.kind == .comment {
        if node.text.contains("descry-") {
          comments.append(Comment(text: node.text, range: node.source))
        }
        continue
      }
      guard node.kind == .element else { continue }
      read(node, at: index, of: tree)
      if let names = node.attribute("class"), lists.insert(names).inserted {
        classes.formUnion(WhiteSpace.tokens(of: names))
      }
    }
  }

  private mutating func read(_ node: PageTree.Node, at index: Int, of tree: PageTree) {
    switch node.tag {
    case "html": language = node.attribute("lang").flatMap { $0.isEmpty ? nil : $0 }
    case "title":
      if title == nil, !node.isForeign {
        let text = WhiteSpace.folded(tree.text(of: index))
        if !text.isEmpty { title = text }
      }
    case "style":
      let media = node.attribute("media") ?? "all"
      if CSSStyleSheet.applies(media.lowercased()) { styles.append(.text(tree.text(of: index))) }
    case "link":
      let relation = node.attribute("rel")?.lowercased() ?? ""
      let media = node.attribute("media")?.lowercased() ?? "all"
      if relation.split(separator: " ").contains("stylesheet"), !relation.contains("alternate"),
        let href = node.attribute("href"), CSSStyleSheet.applies(media)
      {
        styles.append(.link(href))
      } else if relation == "canonical", let href = node.attribute("href"), !href.isEmpty {
        address = href
      }
    case "script":
      let type = node.attribute("type")?.lowercased() ?? ""
      let text = tree.text(of: index)
      if !text.isEmpty, type.isEmpty || type.contains("javascript") || type == "module" {
        scripts.append(text)
      }
      if let source = node.attribute("src"), !source.isEmpty { scriptAddresses.append(source) }
    default: break
    }
  }
}
