/// A JSON value with its keys in the order in which they are to be written.
///
/// Output must be the same byte for byte for the same input, so nothing here depends on hashing.
public indirect enum JSON: Sendable {
  case object([(String, JSON)])
  case array([JSON])
  case string(String)
  /// A number as it is to be written.
  case number(String)
  case bool(Bool)
  case null

  /// An object without the keys whose value is not known.
  public static func known(_ pairs: [(String, JSON?)]) -> JSON {
    .object(pairs.compactMap { key, value in value.map { (key, $0) } })
  }

  /// A text, or nil without one.
  public static func text(_ text: String?) -> JSON? { text.map { .string($0) } }

  /// The value on one line.
  public var line: String {
    var text = ""
    write(into: &text)
    return text
  }

  /// The value over several lines, two blanks a level.
  public var indented: String {
    var text = ""
    write(into: &text, indent: 0)
    return text
  }

  private func write(into text: inout String) {
    switch self {
    case .object(let pairs):
      text += "{"
      for (index, (key, value)) in pairs.enumerated() {
        if index > 0 { text += "," }
        Self.quote(key, into: &text)
        text += ":"
        value.write(into: &text)
      }
      text += "}"
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.write(into: &text)
      }
      text += "]"
    case .string(let string): Self.quote(string, into: &text)
    case .number(let number): text += number
    case .bool(let flag): text += flag ? "true" : "false"
    case .null: text += "null"
    }
  }

  private func write(into text: inout String, indent: Int) {
    let blanks = String(repeating: "  ", count: indent + 1)
    switch self {
    case .object(let pairs) where !pairs.isEmpty:
      text += "{\n"
      for (index, (key, value)) in pairs.enumerated() {
        text += blanks
        Self.quote(key, into: &text)
        text += ": "
        value.write(into: &text, indent: indent + 1)
        text += index == pairs.count - 1 ? "\n" : ",\n"
      }
      text += String(repeating: "  ", count: indent) + "}"
    case .array(let items) where !items.isEmpty:
      text += "[\n"
      for (index, item) in items.enumerated() {
        text += blanks
        item.write(into: &text, indent: indent + 1)
        text += index == items.count - 1 ? "\n" : ",\n"
      }
      text += String(repeating: "  ", count: indent) + "]"
    default: write(into: &text)
    }
  }

  /// Writes a string as RFC 8259 asks.
  static func quote(_ string: String, into text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
