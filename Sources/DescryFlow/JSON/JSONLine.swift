internal import DescryCore

/// The members of a JSON object, put together in order on one line.
struct JSONLine {
  private(set) var members = ""

  mutating func put(_ key: String, raw value: String) {
    if !members.isEmpty { members += ", " }
    members += "\(key.quotedJSON): \(value)"
  }

  mutating func put(_ key: String, _ value: String?) {
    if let value { put(key, raw: value.quotedJSON) }
  }

  mutating func put(_ key: String, _ value: Bool?) {
    if let value { put(key, raw: value ? "true" : "false") }
  }

  mutating func put(_ key: String, _ value: Double?) {
    if let value { put(key, raw: Self.number(value)) }
  }

  mutating func put(_ key: String, _ values: [String]) {
    put(key, raw: "[\(values.map(\.quotedJSON).joined(separator: ", "))]")
  }

  mutating func put(_ key: String, _ values: [Double]?) {
    if let values { put(key, raw: "[\(values.map(Self.number).joined(separator: ", "))]") }
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    return Int(exactly: value).map(String.init) ?? String(value)
  }
}
