/// The declarations of an element that can move it out of sight or leave it no area.
struct CSSBox {
  private var position = "static"
  private var isFloating = false
  private var edges: [Double] = []
  private var indent = 0.0
  private var isClipped = false
  private var width: Double?
  private var height: Double?
  private var maxHeight: Double?
  private var hidesOverflow = false
  private var isScaledAway = false
  private var isMovedAway = false

  /// Takes in a declaration.
  mutating func set(_ property: CSSDeclaration.Property, _ value: String, font: Double) {
    func pixels() -> Double? { CSSLength.pixels(value, font: font) }
    switch property {
    case .position: position = value
    case .float: isFloating = value == "left" || value == "right"
    case .left, .right, .top, .bottom: if let edge = pixels() { edges.append(edge) }
    case .textIndent: indent = pixels() ?? 0
    case .clip: isClipped = value.hasPrefix("rect(") && !value.contains("auto")
    case .clipPath:
      isClipped =
        value.hasPrefix("inset(50%") || value.hasPrefix("inset(100%") || value == "circle(0)"
    case .width: width = value == "auto" ? nil : absolute(value, font)
    case .height: height = value == "auto" ? nil : absolute(value, font)
    case .maxHeight: maxHeight = value == "none" ? nil : absolute(value, font)
    case .overflow, .overflowX, .overflowY:
      hidesOverflow = value.hasPrefix("hidden") || value.hasPrefix("clip")
    case .transform:
      isScaledAway = value.contains("scale(0)") || value.contains("scale(0,")
      isMovedAway = value.contains("-9999") || value.contains("-10000")
    default: break
    }
  }

  /// Whether it stands outside of the window, or is clipped to nothing as texts for screen readers.
  var isOffScreen: Bool {
    let isPositioned = position == "absolute" || position == "fixed"
    if isPositioned, edges.contains(where: { $0 <= -900 }) { return true }
    if indent <= -900 || isMovedAway { return true }
    if isClipped, isPositioned || hidesOverflow { return true }
    if let width, let height, width <= 1, height <= 1, width + height > 0, hidesOverflow {
      return true
    }
    return false
  }

  /// Whether it has no area.
  var isZero: Bool {
    if isScaledAway { return true }
    guard hidesOverflow else { return false }
    return width == 0 || height == 0 || maxHeight == 0
  }

  /// Whether it leaves the line that it stands in.
  var isOutOfFlow: Bool { isFloating || position == "absolute" || position == "fixed" }

  /// A length that does not depend on what is around.
  private func absolute(_ value: String, _ font: Double) -> Double? {
    value.hasSuffix("%") ? (value == "0%" ? 0 : nil) : CSSLength.pixels(value, font: font)
  }
}
