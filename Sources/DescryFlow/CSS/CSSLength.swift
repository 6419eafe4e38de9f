/// Reads lengths of style sheets.
enum CSSLength {
  /// A length in CSS pixels (CSS Values 4, section 6); nil for what depends on a layout.
  ///
  /// - Parameters:
  ///   - text: the value in lower case.
  ///   - font: the size of the font that `em` and `%` refer to.
  static func pixels(_ text: some StringProtocol, font: Double, root: Double = 16) -> Double? {
    let number = text.prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "+" }
    guard let value = Double(number) else { return nil }
    switch text.dropFirst(number.count) {
    case "px": return value
    case "": return value == 0 ? 0 : nil
    case "em": return value * font
    case "rem": return value * root
    case "%": return value * font / 100
    case "pt": return value * 4 / 3
    case "pc": return value * 16
    case "in": return value * 96
    case "cm": return value * 96 / 2.54
    case "mm": return value * 96 / 25.4
    case "ex", "ch": return value * font / 2
    case "vw": return value * CSSStyleSheet.width / 100
    case "vh": return value * 8
    default: return nil
    }
  }

  /// The size of a font (CSS Fonts 4, section 2.5).
  static func fontSize(_ text: some StringProtocol, parent: Double, root: Double) -> Double? {
    switch text {
    case "xx-small": 9
    case "x-small": 10
    case "small": 13
    case "medium", "initial": 16
    case "large": 18
    case "x-large": 24
    case "xx-large": 32
    case "smaller": parent / 1.2
    case "larger": parent * 1.2
    case "inherit", "unset": parent
    default: pixels(text, font: parent, root: root).flatMap { $0 >= 0 ? $0 : nil }
    }
  }
}
