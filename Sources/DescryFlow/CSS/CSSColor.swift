import DescryCore

/// Reads colours of style sheets (CSS Color 4).
enum CSSColor {
  /// The colour, or nil when the value is none that is known.
  static func read(_ text: some StringProtocol) -> ElementStyle.Color? {
    if text.first == "#" { return hexadecimal(text.dropFirst()) }
    if let open = text.firstIndex(of: "("), text.last == ")" {
      let values = text[text.index(after: open)...].dropLast()
        .split { $0 == "," || $0 == " " || $0 == "/" }
      switch text[..<open] {
      case "rgb", "rgba": return rgb(values.map { String($0) })
      case "hsl", "hsla": return hsl(values.map { String($0) })
      default: return nil
      }
    }
    if text == "transparent" { return ElementStyle.Color(red: 0, green: 0, blue: 0, alpha: 0) }
    return names[String(text)].map {
      ElementStyle.Color(
        red: Double($0 >> 16), green: Double($0 >> 8 & 255), blue: Double($0 & 255))
    }
  }

  private static func hexadecimal(_ digits: some StringProtocol) -> ElementStyle.Color? {
    let values = digits.compactMap(\.hexDigitValue).map(Double.init)
    guard values.count == digits.count else { return nil }
    switch values.count {
    case 3, 4:
      return ElementStyle.Color(
        red: values[0] * 17, green: values[1] * 17, blue: values[2] * 17,
        alpha: values.count == 4 ? values[3] / 15 : 1)
    case 6, 8:
      return ElementStyle.Color(
        red: values[0] * 16 + values[1], green: values[2] * 16 + values[3],
        blue: values[4] * 16 + values[5],
        alpha: values.count == 8 ? (values[6] * 16 + values[7]) / 255 : 1)
    default: return nil
    }
  }

  private static func number(_ text: String, of whole: Double) -> Double? {
    if text == "none" { return 0 }
    if text.hasSuffix("%") { return Double(text.dropLast()).map { $0 / 100 * whole } }
    return Double(text)
  }

  private static func rgb(_ values: [String]) -> ElementStyle.Color? {
    guard values.count == 3 || values.count == 4, let red = number(values[0], of: 255),
      let green = number(values[1], of: 255), let blue = number(values[2], of: 255),
      let alpha = values.count == 4 ? number(values[3], of: 1) : 1
    else { return nil }
    return color(red, green, blue, alpha)
  }

  private static func color(_ red: Double, _ green: Double, _ blue: Double, _ alpha: Double)
    -> ElementStyle.Color?
  {
    guard red.isFinite, green.isFinite, blue.isFinite, alpha.isFinite else { return nil }
    func channel(_ value: Double) -> Double { min(255, max(0, value)) }
    return ElementStyle.Color(
      red: channel(red), green: channel(green), blue: channel(blue), alpha: min(1, max(0, alpha)))
  }

  private static func hsl(_ values: [String]) -> ElementStyle.Color? {
    guard values.count == 3 || values.count == 4,
      let hue = Double(values[0].hasSuffix("deg") ? String(values[0].dropLast(3)) : values[0]),
      let saturation = number(values[1], of: 1), let lightness = number(values[2], of: 1),
      let alpha = values.count == 4 ? number(values[3], of: 1) : 1, hue.isFinite
    else { return nil }
    func channel(_ n: Double) -> Double {
      let k = (n + hue / 30).truncatingRemainder(dividingBy: 12)
      let wrapped = k < 0 ? k + 12 : k
      let a = saturation * min(lightness, 1 - lightness)
      return 255 * (lightness - a * max(-1, min(wrapped - 3, 9 - wrapped, 1)))
    }
    return color(channel(0), channel(8), channel(4), alpha)
  }

  private static let names: [String: Int] = [
    "black": 0x000000, "silver": 0xC0C0C0, "gray": 0x808080, "grey": 0x808080, "white": 0xFFFFFF,
    "maroon": 0x800000, "red": 0xFF0000, "purple": 0x800080, "fuchsia": 0xFF00FF, "green": 0x008000,
    "lime": 0x00FF00, "olive": 0x808000, "yellow": 0xFFFF00, "navy": 0x000080, "blue": 0x0000FF,
    "teal": 0x008080, "aqua": 0x00FFFF, "cyan": 0x00FFFF, "magenta": 0xFF00FF, "orange": 0xFFA500,
    "aliceblue": 0xF0F8FF, "antiquewhite": 0xFAEBD7, "beige": 0xF5F5DC, "bisque": 0xFFE4C4,
    "brown": 0xA52A2A, "chocolate": 0xD2691E, "coral": 0xFF7F50, "cornflowerblue": 0x6495ED,
    "crimson": 0xDC143C, "darkblue": 0x00008B, "darkcyan": 0x008B8B, "darkgray": 0xA9A9A9,
    "darkgreen": 0x006400, "darkgrey": 0xA9A9A9, "darkorange": 0xFF8C00, "darkred": 0x8B0000,
    "darkslategray": 0x2F4F4F, "deeppink": 0xFF1493, "deepskyblue": 0x00BFFF, "dimgray": 0x696969,
    "dimgrey": 0x696969, "dodgerblue": 0x1E90FF, "firebrick": 0xB22222, "floralwhite": 0xFFFAF0,
    "forestgreen": 0x228B22, "gainsboro": 0xDCDCDC, "ghostwhite": 0xF8F8FF, "gold": 0xFFD700,
    "goldenrod": 0xDAA520, "honeydew": 0xF0FFF0, "hotpink": 0xFF69B4, "indianred": 0xCD5C5C,
    "indigo": 0x4B0082, "ivory": 0xFFFFF0, "khaki": 0xF0E68C, "lavender": 0xE6E6FA,
    "lightblue": 0xADD8E6, "lightgray": 0xD3D3D3, "lightgreen": 0x90EE90, "lightgrey": 0xD3D3D3,
    "lightpink": 0xFFB6C1, "lightyellow": 0xFFFFE0, "limegreen": 0x32CD32, "linen": 0xFAF0E6,
    "midnightblue": 0x191970, "mintcream": 0xF5FFFA, "orangered": 0xFF4500, "pink": 0xFFC0CB,
    "plum": 0xDDA0DD, "royalblue": 0x4169E1, "salmon": 0xFA8072, "seagreen": 0x2E8B57,
    "skyblue": 0x87CEEB, "slateblue": 0x6A5ACD, "slategray": 0x708090, "slategrey": 0x708090,
    "snow": 0xFFFAFA, "steelblue": 0x4682B4, "tan": 0xD2B48C, "tomato": 0xFF6347,
    "turquoise": 0x40E0D0, "violet": 0xEE82EE, "wheat": 0xF5DEB3, "whitesmoke": 0xF5F5F5,
    "yellowgreen": 0x9ACD32,
  ]
}
