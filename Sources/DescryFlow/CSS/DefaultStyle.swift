import DescryCore

/// How an element looks before any sheet: what its tag does by default (HTML, "Rendering"), and, where
/// the sheets are not there, what its class names say.
struct DefaultStyle {
  let tree: PageTree
  /// Whether every sheet of the page was read.
  let isComplete: Bool
  /// What lists of class names say, for those that were met.
  private var hiding: [String: Hiding] = [:]

  init(tree: PageTree, isComplete: Bool) {
    self.tree = tree
    self.isComplete = isComplete
  }

  /// Applies it to what was inherited.
  mutating func apply(to own: inout ComputedStyle, of index: Int) {
    let node = tree.nodes[index]
    own.display = node.traits.isBlock ? .block : .inline
    applyTag(node, to: &own)
    if node.attribute("hidden") != nil { own.display = .none }
    if node.parent > 0, tree.nodes[node.parent].tag == "details", node.tag != "summary",
      tree.nodes[node.parent].attribute("open") == nil
    {
      own.isDisplayed = false
    }
    if !isComplete { applyClassNames(node, to: &own) }
  }

  private func applyTag(_ node: PageTree.Node, to own: inout ComputedStyle) {
    if let level = node.traits.headingLevel {
      own.weight = 700
      own.fontSize *= Self.headingSizes[level - 1]
      return
    }
    switch node.tag {
    case "div", "span", "p", "li", "td": break
    case "b", "strong", "th": own.weight = 700
    case "small", "sub", "sup":
      own.fontSize /= 1.2
      own.knowsFont = true
    case "big": own.fontSize *= 1.2
    case "del", "s", "strike": own.isStruck = true
    case "u", "ins": own.isUnderlined = true
    case "a" where node.attribute("href") != nil:
      own.setDefaultColor(ElementStyle.Color(red: 0, green: 0, blue: 238))
      own.isUnderlined = true
      own.knowsUnderline = false
    case "button", "select":
      own.display = .inlineBlock
      own.fontSize = 13.333
      own.setDefaultColor(ElementStyle.Color(red: 0, green: 0, blue: 0))
      if isComplete {
        own.background = ElementStyle.Color(red: 239, green: 239, blue: 239)
        own.isFilled = true
      }
    case "input", "textarea": own.display = .inlineBlock
    case "dialog" where node.attribute("open") == nil && node.attribute("role") == nil:
      own.isDisplayed = false
    default: break
    }
  }

  /// The sizes of `h1` to `h6` in `em`.
  private static let headingSizes = [2.0, 1.5, 1.17, 1, 0.83, 0.67]

  /// What the class names of common style sheets say when the sheets are not there.
  private mutating func applyClassNames(_ node: PageTree.Node, to own: inout ComputedStyle) {
    guard let names = node.attribute("class"), !names.isEmpty else { return }
    let hiding = self.hiding[names] ?? Hiding(names)
    self.hiding[names] = hiding
    if hiding.isOffScreen { own.isOffScreen = true }
    if hiding.isNotDisplayed { own.display = .none }
  }

  /// How class names hide what has them.
  private struct Hiding {
    private(set) var isOffScreen = false
    private(set) var isNotDisplayed = false

    init(_ names: String) {
      for name in WhiteSpace.tokens(of: names) {
        switch name {
        case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text",
          "u-visually-hidden", "a-offscreen", "screenreader-only":
          isOffScreen = true
        case "d-none", "hidden", "hide", "is-hidden", "display-none", "u-hidden":
          // `hidden md:block` shows it in wide windows.
          if !names.contains(":"), !names.contains("d-md-"), !names.contains("d-lg-"),
            !names.contains("d-sm-")
          {
            isNotDisplayed = true
          }
        default: break
        }
      }
    }
  }
}
