/// A value of a JSON text (RFC 8259).
indirect enum JSONValue {
  case null
  case bool(Bool)
  /// A number as it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// An object, and the offset of its brace.
  case object([(key: String, value: JSONValue)], at: Int)

  /// The value of a key; nil when this is no object or has no such key.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members, _) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
  var members: [(key: String, value: JSONValue)]? {
    if case .object(let members, _) = self { members } else { nil }
  }
  /// Where an object begins in the text.
  var offset: Int? { if case .object(_, let offset) = self { offset } else { nil } }
  var double: Double? {
    guard case .number(let text) = self, let value = Double(text), value.isFinite else {
      return nil
    }
    return value
  }
  /// The whole number, when it is one that fits.
  var int: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }
}
