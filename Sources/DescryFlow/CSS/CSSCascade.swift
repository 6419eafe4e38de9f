import DescryCore

/// Computes how every element of a page looks: declarations applied, then inherited.
struct CSSCascade {
  private let tree: PageTree
  private var matching: CSSMatching
  private let variables: CSSVariables
  private var defaults: DefaultStyle
  private let isComplete: Bool
  private var rootFont = 16.0

  /// How the elements look.
  ///
  /// - Parameter isComplete: whether every sheet of the page is in `sheet`; otherwise only what is
  ///   declared in what is there counts as known.
  static func looks(of tree: PageTree, sheet: CSSStyleSheet, isComplete: Bool) -> PageLooks {
    var cascade = CSSCascade(tree, sheet, isComplete: isComplete)
    return cascade.run()
  }

  private init(_ tree: PageTree, _ sheet: CSSStyleSheet, isComplete: Bool) {
    self.tree = tree
    self.isComplete = isComplete
    variables = CSSVariables(sheet.custom)
    matching = CSSMatching(tree, sheet, variables)
    defaults = DefaultStyle(tree: tree, isComplete: isComplete)
  }

  private mutating func run() -> PageLooks {
    let root = ComputedStyle()
    var computed = [root]
    var looks = PageLooks(root.look(isComplete: isComplete), isComplete: isComplete)
    computed.reserveCapacity(tree.nodes.count * 3 / 5)
    looks.reserve(tree.nodes.count)
    for index in tree.nodes.indices.dropFirst() {
      let outer = looks.place(of: tree.nodes[index].parent)
      // A text looks as what it stands in.
      guard tree.nodes[index].kind == .element else {
        looks.append(sharing: outer)
        continue
      }
      let own = compute(index, computed[outer])
      if tree.nodes[index].tag == "html" { rootFont = own.fontSize }
      computed.append(own)
      var look = own.look(isComplete: isComplete)
      if let live = tree.live[index] { look.overlay(live, in: looks[tree.nodes[index].parent]) }
      looks.append(look)
    }
    if matching.isExhausted { looks.giveUp() }
    return looks
  }

  private mutating func compute(_ index: Int, _ parent: ComputedStyle) -> ComputedStyle {
    var own = parent
    own.isFilled = nil
    defaults.apply(to: &own, of: index)
    var box = CSSBox()
    var opacity = 1.0
    var background: ElementStyle.Color?
    for declaration in matching.declarations(for: index) {
      let value = declaration.value
      switch declaration.property {
      case .display: own.display = CSSDisplay(value)
      case .visibility:
        if value == "visible" || value == "initial" { own.isVisible = true }
        if value == "hidden" || value == "collapse" { own.isVisible = false }
      case .opacity:
        opacity = (CSSLength.pixels(value + (value.hasSuffix("%") ? "" : "px"), font: 1) ?? 1)
      case .fontSize: own.setFont(value, parent: parent.fontSize, root: rootFont)
      case .fontWeight: own.setWeight(value)
      case .font:
        for word in value.split(separator: " ") {
          own.setWeight(word)
          own.setFont(word.prefix { $0 != "/" }, parent: parent.fontSize, root: rootFont)
        }
      case .color: own.setColor(value, parent: parent)
      case .backgroundColor, .background, .backgroundImage:
        read(background: value, of: declaration.property, to: &own, &background)
      case .textDecoration, .textDecorationLine:
        own.isUnderlined = value.contains("underline")
        own.knowsUnderline = true
        own.isStruck = value.contains("line-through") || parent.isStruck
      default: box.set(declaration.property, value, font: own.fontSize)
      }
    }
    if let display = tree.live[index]?.display { own.display = CSSDisplay(display) }
    finish(&own, box, opacity: opacity, background: background, parent, tag: tree.nodes[index].tag)
    return own
  }

  private func finish(
    _ own: inout ComputedStyle, _ box: CSSBox, opacity: Double, background: ElementStyle.Color?,
    _ parent: ComputedStyle, tag: String
  ) {
    if own.display == .none { own.isDisplayed = false }
    own.opacity = parent.opacity * min(1, max(0, opacity))
    if box.isOffScreen { own.isOffScreen = true }
    if box.isZero || own.fontSize == 0 { own.isZero = true }
    if box.isOutOfFlow, own.display == .inline { own.display = .block }
    if let background { own.paint(background, over: parent) }
    if parent.display.holdsBlocks { own.display = own.display.blockified }
    if tag == "body" || tag == "html", !own.isDisplayed || own.opacity < 0.02 {
      // Pages hide their body until a script has run: that is no hiding from a person.
      own.isDisplayed = parent.isDisplayed
      own.opacity = 1
    }
  }

  private func read(
    background value: String, of property: CSSDeclaration.Property, to own: inout ComputedStyle,
    _ background: inout ElementStyle.Color?
  ) {
    if value.contains("gradient(") || value.contains("url(") {
      // What a picture shows behind a text is not known.
      own.background = nil
      own.isFilled = value.contains("gradient(") ? true : nil
    }
    if property == .backgroundImage { return }
    for word in CSSDeclaration.split(value, at: " ") {
      if let color = CSSColor.read(word) { background = color }
    }
    if value == "none" || value == "initial" {
      background = ElementStyle.Color(red: 0, green: 0, blue: 0, alpha: 0)
    }
  }
}
