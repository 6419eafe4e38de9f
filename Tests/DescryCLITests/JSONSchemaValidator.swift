import Foundation

/// A JSON value as it stands in a text.
indirect enum JSONValue: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let array = try? container.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Reads a text.
  init(_ text: some StringProtocol) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let pairs) = self { pairs[key] } else { nil }
  }

  subscript(index: Int) -> JSONValue? {
    if case .array(let items) = self, items.indices.contains(index) { items[index] } else { nil }
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }
  var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
}

/// Checks a value against the part of JSON Schema (draft 2020-12) that the published schemas use.
///
/// A keyword that it does not know is a problem too, so that no schema passes unread.
struct JSONSchemaValidator {
  let schema: JSONValue

  /// What is wrong with a value, by its place.
  func problems(_ value: JSONValue) -> [String] { Self.problems(value, schema, at: "$") }

  private static func problems(_ value: JSONValue, _ schema: JSONValue, at place: String)
    -> [String]
  {
    guard case .object(let keywords) = schema else { return ["\(place): no schema"] }
    return keywords.sorted { $0.key < $1.key }.flatMap { keyword, argument in
      check(value, keyword, argument, keywords, at: place)
    }
  }

  private static func check(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue,
    _ schema: [String: JSONValue], at place: String
  ) -> [String] {
    func unless(_ isRight: Bool) -> [String] {
      isRight ? [] : ["\(place): \(value) does not hold \(keyword) \(argument)"]
    }
    switch (keyword, value) {
    case ("$schema", _), ("title", _), ("description", _), ("format", _): return []
    case ("type", _):
      let types = argument.text.map { [$0] } ?? argument.items.compactMap(\.text)
      return unless(types.contains { isOf($0, value) })
    case ("enum", _): return unless(argument.items.contains(value))
    case ("anyOf", _):
      return unless(argument.items.contains { problems(value, $0, at: place).isEmpty })
    case ("pattern", .string(let text)):
      return unless(text.range(of: argument.text ?? "(", options: .regularExpression) != nil)
    case ("minimum", .number(let number)): return unless(.number(number) >= argument)
    case ("maximum", .number(let number)): return unless(argument >= .number(number))
    case ("minItems", .array(let items)): return unless(.number(Double(items.count)) >= argument)
    case ("maxItems", .array(let items)): return unless(argument >= .number(Double(items.count)))
    case ("items", .array(let items)):
      return items.enumerated().flatMap { problems($1, argument, at: "\(place)[\($0)]") }
    case ("required", .object(let pairs)):
      return argument.items.compactMap(\.text).filter { pairs[$0] == nil }
        .map { "\(place): the key \($0) is missing" }
    case ("properties", .object(let pairs)):
      return pairs.sorted { $0.key < $1.key }.flatMap { key, item in
        argument[key].map { problems(item, $0, at: "\(place).\(key)") } ?? []
      }
    case ("additionalProperties", .object(let pairs)):
      let rest = pairs.filter { schema["properties"]?[$0.key] == nil }.sorted { $0.key < $1.key }
      if argument == .bool(false) { return rest.map { "\(place): the key \($0.key) is unknown" } }
      return rest.flatMap { problems($0.value, argument, at: "\(place).\($0.key)") }
    case ("propertyNames", .object(let pairs)):
      return pairs.keys.sorted().flatMap {
        problems(.string($0), argument, at: "\(place) key \($0)")
      }
    case ("pattern", _), ("minimum", _), ("maximum", _), ("minItems", _), ("maxItems", _),
      ("items", _), ("required", _), ("properties", _), ("additionalProperties", _),
      ("propertyNames", _):
      // These speak of one type only and hold for every other.
      return []
    default: return ["\(place): the keyword \(keyword) is not known to this validator"]
    }
  }

  private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
    switch (type, value) {
    case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string),
      ("array", .array), ("object", .object):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }
}

extension JSONValue {
  fileprivate static func >= (left: JSONValue, right: JSONValue) -> Bool {
    if case .number(let left) = left, case .number(let right) = right {
      left >= right
    } else {
      false
    }
  }
}
