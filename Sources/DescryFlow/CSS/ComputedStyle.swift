import DescryCore

/// What is computed of an element on the way to its look; a child begins with its parent's.
struct ComputedStyle {
  var display = CSSDisplay.inline
  var isDisplayed = true
  var isVisible = true
  var isOffScreen = false
  var isZero = false
  var opacity = 1.0
  var fontSize = 16.0
  var knowsFont = false
  var weight = 400.0
  private var knowsWeight = false
  private(set) var color = ElementStyle.Color(red: 0, green: 0, blue: 0)
  private var knowsColor = false
  /// The colour behind its text, ancestors blended in; nil behind a picture.
  var background: ElementStyle.Color? = ElementStyle.Color(red: 255, green: 255, blue: 255)
  private var knowsBackground = false
  var isFilled: Bool?
  var isUnderlined = false
  var knowsUnderline = false
  var isStruck = false

  // MARK: - Declarations

  mutating func setFont(_ value: some StringProtocol, parent: Double, root: Double) {
    guard let size = CSSLength.fontSize(value, parent: parent, root: root), size.isFinite else {
      return
    }
    fontSize = size
    knowsFont = true
  }

  mutating func setWeight(_ value: some StringProtocol) {
    switch value {
    case "bold", "bolder": weight = 700
    case "normal", "lighter": weight = 400
    default:
      guard let number = Double(value), (1...1000).contains(number) else { return }
      weight = number
    }
    knowsWeight = true
  }

  mutating func setColor(_ value: String, parent: ComputedStyle) {
    if let read = CSSColor.read(value) {
      color = read
      knowsColor = true
    } else if value == "inherit" {
      color = parent.color
      knowsColor = parent.knowsColor
    }
  }

  /// Sets the colour that a browser gives by itself, which a sheet may differ from.
  mutating func setDefaultColor(_ value: ElementStyle.Color) { color = value }

  /// Paints a background over the parent's.
  mutating func paint(_ paint: ElementStyle.Color, over parent: ComputedStyle) {
    let blended = parent.background.map { paint.over($0) } ?? (paint.alpha > 0.99 ? paint : nil)
    isFilled = paint.alpha > 0.05 && blended != parent.background
    background = blended
    knowsBackground = knowsBackground || paint.alpha > 0.99
  }

  // MARK: - Looks

  /// How it looks.
  ///
  /// - Parameter isComplete: whether every sheet of the page was read; otherwise only what was
  ///   declared counts as known.
  func look(isComplete: Bool) -> PageLooks.Look {
    var look = PageLooks.Look()
    look.isBlock = display.isBlock
    look.isApart = display.isApart
    look.visibility = visibility(isComplete: isComplete)
    look.style.isStruck = isStruck ? true : (isComplete ? false : nil)
    if isComplete || knowsFont { look.style.fontSize = fontSize }
    if isComplete || knowsWeight { look.style.fontWeight = weight }
    if isComplete || knowsColor { look.style.color = color }
    if isComplete || knowsBackground { look.style.background = background }
    if isComplete || knowsUnderline { look.style.isUnderlined = isUnderlined }
    if isComplete || opacity < 1 { look.style.opacity = opacity }
    look.style.isFilled = isFilled ?? (isComplete ? false : nil)
    return look
  }

  private func visibility(isComplete: Bool) -> ElementVisibility {
    if !isDisplayed { return .notDisplayed }
    if !isVisible { return .hidden }
    if opacity < 0.02 { return .transparent }
    if isOffScreen { return .offScreen }
    if isZero { return .zeroSize }
    return isComplete ? .visible : .unknown
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
