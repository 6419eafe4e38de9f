/// The members of a JSON object, put together in order on one line.
struct JSONLine {
  private(set) var members = ""

  mutating func put(_ key: String, raw value: String) {
    if !members.isEmpty { members += ", " }
    members += "\(Self.quoted(key)): \(value)"
  }

  mutating func put(_ key: String, _ value: String?) {
    if let value { put(key, raw: Self.quoted(value)) }
  }

  mutating func put(_ key: String, _ value: Bool?) {
    if let value { put(key, raw: value ? "true" : "false") }
  }

  mutating func put(_ key: String, _ value: Double?) {
    if let value { put(key, raw: Self.number(value)) }
  }

  mutating func put(_ key: String, _ values: [String]) {
    put(key, raw: "[\(values.map(Self.quoted).joined(separator: ", "))]")
  }

  mutating func put(_ key: String, _ values: [Double]?) {
    if let values { put(key, raw: "[\(values.map(Self.number).joined(separator: ", "))]") }
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    return Int(exactly: value).map(String.init) ?? String(value)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..<"\u{20}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
