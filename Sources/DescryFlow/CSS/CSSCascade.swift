import DescryCore

/// Computes how every element of a page looks: declarations applied, then inherited.
struct CSSCascade {
  /// What is computed of an element on the way to its look.
  private struct Computed {
    var display = "inline"
    var isDisplayed = true
    var isVisible = true
    var isOffScreen = false
    var isZero = false
    var opacity = 1.0
    var fontSize = 16.0
    var knowsFont = false
    var weight = 400.0
    var knowsWeight = false
    var color = ElementStyle.Color(red: 0, green: 0, blue: 0)
    var knowsColor = false
    var background: ElementStyle.Color? = ElementStyle.Color(red: 255, green: 255, blue: 255)
    var knowsBackground = false
    var isFilled: Bool?
    var isUnderlined = false
    var knowsUnderline = false
    var isStruck = false
  }

  private let tree: PageTree
  private let matching: CSSMatching
  private let custom: [String: String]
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
    matching = CSSMatching(tree, sheet)
    custom = sheet.custom
    self.isComplete = isComplete
  }

  private mutating func run() -> PageLooks {
    var computed: [Computed] = []
    var looks: [PageLooks.Look] = []
    computed.reserveCapacity(tree.nodes.count)
    looks.reserveCapacity(tree.nodes.count)
    for index in tree.nodes.indices {
      let node = tree.nodes[index]
      guard node.kind == .element, index > 0 else {
        computed.append(index == 0 ? Computed() : computed[node.parent])
        looks.append(index == 0 ? look(computed[0], node, parent: nil) : looks[node.parent])
        continue
      }
      let parent = computed[node.parent]
      let own = compute(index, node, parent)
      if node.tag == "html" { rootFont = own.fontSize }
      computed.append(own)
      var result = look(own, node, parent: parent)
      if let live = tree.live[index] { Self.overlay(live, on: &result, in: looks[node.parent]) }
      looks.append(result)
    }
    return PageLooks(looks, isComplete: isComplete)
  }

  // MARK: - Declarations to computed values

  private func compute(_ index: Int, _ node: PageTree.Node, _ parent: Computed) -> Computed {
    var own = parent
    own.display = TagFacts.blocks.contains(node.tag) ? "block" : "inline"
    own.isFilled = nil
    own.isZero = parent.isZero
    applyTag(node, to: &own)
    var box = CSSBox()
    var opacity = 1.0
    var background: ElementStyle.Color?
    for declaration in matching.declarations(for: index) {
      let value = resolved(declaration.value)
      switch declaration.property {
      case .display: own.display = value
      case .visibility:
        if value == "visible" || value == "initial" { own.isVisible = true }
        if value == "hidden" || value == "collapse" { own.isVisible = false }
      case .opacity:
        opacity = (CSSLength.pixels(value + (value.hasSuffix("%") ? "" : "px"), font: 1) ?? 1)
      case .fontSize: setFont(value, of: &own, parent)
      case .fontWeight: setWeight(value, of: &own)
      case .font:
        for word in value.split(separator: " ") {
          setWeight(String(word), of: &own)
          setFont(String(word.prefix { $0 != "/" }), of: &own, parent)
        }
      case .color:
        if let color = CSSColor.read(value) {
          own.color = color
          own.knowsColor = true
        } else if value == "inherit" {
          own.color = parent.color
          own.knowsColor = parent.knowsColor
        }
      case .backgroundColor, .background, .backgroundImage:
        read(background: value, of: declaration.property, to: &own, &background)
      case .textDecoration, .textDecorationLine:
        own.isUnderlined = value.contains("underline")
        own.knowsUnderline = true
        own.isStruck = value.contains("line-through") || parent.isStruck
      default: box.set(declaration.property, value, font: own.fontSize)
      }
    }
    if let display = tree.live[index]?.display { own.display = display }
    finish(&own, box, opacity: opacity, background: background, parent, node)
    return own
  }

  private func finish(
    _ own: inout Computed, _ box: CSSBox, opacity: Double, background: ElementStyle.Color?,
    _ parent: Computed, _ node: PageTree.Node
  ) {
    if own.display == "none" { own.isDisplayed = false }
    own.opacity = parent.opacity * min(1, max(0, opacity))
    if box.isOffScreen { own.isOffScreen = true }
    if box.isZero || own.fontSize == 0 { own.isZero = true }
    if box.isOutOfFlow, own.display == "inline" { own.display = "block" }
    if let color = background {
      let blended = parent.background.map { color.over($0) } ?? (color.alpha > 0.99 ? color : nil)
      own.isFilled = color.alpha > 0.05 && blended != parent.background
      own.background = blended
      own.knowsBackground = own.knowsBackground || color.alpha > 0.99
    }
    // Flex and grid containers make blocks of their children (CSS Display 3, section 2.7).
    if parent.display.hasSuffix("flex") || parent.display.hasSuffix("grid"),
      own.display.hasPrefix("inline")
    {
      own.display = own.display == "inline-flex" ? "flex" : "block"
    }
    if node.tag == "body" || node.tag == "html", !own.isDisplayed || own.opacity < 0.02 {
      // Pages hide their body until a script has run: that is no hiding from a person.
      own.isDisplayed = parent.isDisplayed
      own.opacity = 1
    }
  }

  private func setFont(_ value: String, of own: inout Computed, _ parent: Computed) {
    guard let size = CSSLength.fontSize(value, parent: parent.fontSize, root: rootFont),
      size.isFinite
    else { return }
    own.fontSize = size
    own.knowsFont = true
  }

  private func setWeight(_ value: String, of own: inout Computed) {
    switch value {
    case "bold", "bolder": own.weight = 700
    case "normal", "lighter": own.weight = 400
    default:
      guard let weight = Double(value), (1...1000).contains(weight) else { return }
      own.weight = weight
    }
    own.knowsWeight = true
  }

  private func read(
    background value: String, of property: CSSDeclaration.Property, to own: inout Computed,
    _ background: inout ElementStyle.Color?
  ) {
    if value.contains("gradient(") || value.contains("url(") {
      // What a picture shows behind a text is not known.
      own.background = nil
      own.isFilled = value.contains("gradient(") ? true : nil
      if property == .backgroundImage { return }
    }
    if property == .backgroundImage { return }
    for word in CSSDeclaration.split(value, at: " ") {
      if let color = CSSColor.read(word) { background = color }
    }
    if value == "none" || value == "initial" {
      background = ElementStyle.Color(red: 0, green: 0, blue: 0, alpha: 0)
    }
  }

  /// What a tag does by default (HTML, "Rendering").
  private func applyTag(_ node: PageTree.Node, to own: inout Computed) {
    switch node.tag {
    case "b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6":
      own.weight = 700
      let sizes = ["h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67]
      if let factor = sizes[node.tag] { own.fontSize *= factor }
    case "small", "sub", "sup":
      own.fontSize /= 1.2
      own.knowsFont = true
    case "big": own.fontSize *= 1.2
    case "del", "s", "strike": own.isStruck = true
    case "u", "ins": own.isUnderlined = true
    case "a" where node.attribute("href") != nil:
      own.color = ElementStyle.Color(red: 0, green: 0, blue: 238)
      own.isUnderlined = true
      own.knowsUnderline = false
    case "button", "select":
      own.display = "inline-block"
      own.fontSize = 13.333
      own.color = ElementStyle.Color(red: 0, green: 0, blue: 0)
      if isComplete {
        own.background = ElementStyle.Color(red: 239, green: 239, blue: 239)
        own.isFilled = true
      }
    case "input", "textarea": own.display = "inline-block"
    case "dialog" where node.attribute("open") == nil && node.attribute("role") == nil:
      own.isDisplayed = false
    default: break
    }
    if node.attribute("hidden") != nil { own.display = "none" }
    if node.parent > 0, node.tag != "summary" {
      let parent = tree.nodes[node.parent]
      if parent.tag == "details", parent.attribute("open") == nil { own.isDisplayed = false }
    }
    if !isComplete { applyClassNames(node, to: &own) }
  }

  /// What the class names of common style sheets say when the sheets are not there.
  private func applyClassNames(_ node: PageTree.Node, to own: inout Computed) {
    guard let names = node.attribute("class"), !names.isEmpty else { return }
    for name in names.split(whereSeparator: \.isWhitespace) {
      switch name {
      case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text",
        "u-visually-hidden",
        "a-offscreen", "screenreader-only":
        own.isOffScreen = true
      case "d-none", "hidden", "hide", "is-hidden", "display-none", "u-hidden":
        // `hidden md:block` shows it in wide windows.
        if !names.contains(":"), !names.contains("d-md-"), !names.contains("d-lg-"),
          !names.contains("d-sm-")
        {
          own.display = "none"
        }
      default: break
      }
    }
  }

  /// The value with custom properties put in, eight levels deep at most.
  private func resolved(_ value: String) -> String {
    var value = value
    for _ in 0..<8 {
      guard let start = value.range(ofVariable: "var(") else {
        return String(CSSDeclaration.trimmed(value[...]))
      }
      let inside = value[start.lowerBound...].dropFirst(4)
      var depth = 1
      guard
        let close = inside.firstIndex(where: { character in
          if character == "(" { depth += 1 }
          if character == ")" { depth -= 1 }
          return depth == 0
        })
      else { return value }
      let parts = CSSDeclaration.split(inside[..<close], at: ",")
      let name = String(CSSDeclaration.trimmed(parts[0]))
      let fallback = parts.dropFirst().joined(separator: ",")
      let known = custom[name] ?? custom.first { $0.key.lowercased() == name }?.value
      let replacement = known?.lowercased() ?? fallback
      if value.utf8.count + replacement.utf8.count > 4096 { return value }
      value = String(value[..<start.lowerBound]) + replacement + value[value.index(after: close)...]
    }
    return String(CSSDeclaration.trimmed(value[...]))
  }

  // MARK: - Computed values to looks

  private func look(_ own: Computed, _ node: PageTree.Node, parent: Computed?) -> PageLooks.Look {
    var look = PageLooks.Look()
    switch own.display {
    case "inline", "contents", "ruby", "unset", "initial", "inherit": break
    case "inline-block", "inline-flex", "inline-grid", "inline-table", "table-cell":
      look.isApart = true
    default: look.isBlock = true
    }
    look.visibility =
      if !own.isDisplayed {
        .notDisplayed
      } else if !own.isVisible {
        .hidden
      } else if own.opacity < 0.02 {
        .transparent
      } else if own.isOffScreen {
        .offScreen
      } else if own.isZero {
        .zeroSize
      } else {
        isComplete ? .visible : .unknown
      }
    look.style.isStruck = own.isStruck ? true : (isComplete ? false : nil)
    if isComplete || own.knowsFont { look.style.fontSize = own.fontSize }
    if isComplete || own.knowsWeight { look.style.fontWeight = own.weight }
    if isComplete || own.knowsColor { look.style.color = own.color }
    if isComplete || own.knowsBackground { look.style.background = own.background }
    if isComplete || own.knowsUnderline { look.style.isUnderlined = own.isUnderlined }
    if isComplete || own.opacity < 1 { look.style.opacity = own.opacity }
    look.style.isFilled = own.isFilled ?? (isComplete ? false : nil)
    return look
  }

  /// Puts what a recording saw in the place of what was computed.
  private static func overlay(
    _ live: PageTree.LiveFacts, on look: inout PageLooks.Look, in parent: PageLooks.Look
  ) {
    if var style = live.style {
      let behind = parent.style.background ?? ElementStyle.Color(red: 255, green: 255, blue: 255)
      style.background = style.background?.over(behind) ?? behind
      style.opacity = (style.opacity ?? 1) * (parent.style.opacity ?? 1)
      look.style = style
    }
    if let visibility = live.visibility {
      // Only `visibility` can be taken back by what stands inside.
      let isOver =
        parent.visibility == .visible || parent.visibility == .hidden
        || parent.visibility == .unknown
      look.visibility = isOver ? visibility : parent.visibility
    }
  }
}

extension ElementStyle.Color {
  /// This colour painted over an opaque one.
  func over(_ back: ElementStyle.Color) -> ElementStyle.Color {
    func mix(_ front: Double, _ behind: Double) -> Double { front * alpha + behind * (1 - alpha) }
    return ElementStyle.Color(
      red: mix(red, back.red), green: mix(green, back.green), blue: mix(blue, back.blue))
  }
}

extension String {
  /// Where a variable's use begins.
  fileprivate func range(ofVariable mark: String) -> Range<String.Index>? {
    guard utf8.contains(UInt8(ascii: "(")) else { return nil }
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(mark) {
        return index..<self.index(index, offsetBy: mark.count)
      }
      index = self.index(after: index)
    }
    return nil
  }
}
