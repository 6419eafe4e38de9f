internal import DescryCore

/// How text for a person is dressed.
public struct TextStyle: Sendable {
  /// Whether colours may be used.
  public let isColored: Bool
  /// How many columns a line may have.
  public let width: Int

  /// A style.
  public init(isColored: Bool = false, width: Int = 100) {
    self.isColored = isColored
    self.width = max(40, width)
  }

  enum Color: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  func paint(_ text: String, _ color: Color) -> String {
    isColored ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The text in lines of at most the width, those behind the first one indented.
  func wrap(_ text: String, indent: String, first: String? = nil) -> String {
    var lines: [String] = []
    var line = first ?? indent
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    lines.append(line)
    return lines.joined(separator: "\n")
  }
}
