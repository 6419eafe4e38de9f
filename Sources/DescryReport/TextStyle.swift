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
    var lines = first ?? indent
    // There are no more columns than bytes.
    if lines.utf8.count + text.utf8.count <= width, !text.hasSpareBlanks { return lines + text }
    var columns = lines.count
    var isEmpty = true
    for word in text.utf8.split(separator: UInt8(ascii: " ")) {
      let word = Substring(word)
      let count = word.count
      if !isEmpty, columns + 1 + count > width {
        lines += "\n"
        lines += indent
        columns = indent.count
        isEmpty = true
      }
      if !isEmpty { lines += " " }
      lines += word
      columns += (isEmpty ? 0 : 1) + count
      isEmpty = false
    }
    return lines
  }
}

extension String {
  /// Whether a blank stands at an end or beside another one.
  fileprivate var hasSpareBlanks: Bool {
    var isBlank = true
    for byte in utf8 {
      let next = byte == UInt8(ascii: " ")
      if next && isBlank { return true }
      isBlank = next
    }
    return isBlank
  }
}
