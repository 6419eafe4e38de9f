/// The shape of a value in a result.
indirect enum OutputShape {
  case any, string, flag, integer, number
  /// A decimal number in a string.
  case decimal
  /// `YYYY-MM-DD`.
  case date
  /// From 0 to 1.
  case probability
  case choice([String])
  case list(OutputShape)
  case record([OutputField])
  case either([OutputShape])
  /// Two byte offsets.
  case span
}

/// A key of a record in a result.
struct OutputField {
  let key: String
  let shape: OutputShape
  let isAlways: Bool

  /// A key that may be absent, which means that its value is not known.
  init(_ key: String, _ shape: OutputShape) {
    self.key = key
    self.shape = shape
    isAlways = false
  }

  /// A key that is always there.
  init(always key: String, _ shape: OutputShape) {
    self.key = key
    self.shape = shape
    isAlways = true
  }
}

/// The JSON Schema (draft 2020-12) of a result.
///
/// Results may gain keys in a later version, so the schemas allow keys that they do not name.
public struct OutputSchema {
  /// The verb that gives the result, as `lookup`.
  public let name: String
  /// What the result is.
  public let says: String
  private let shape: OutputShape

  init(_ name: String, _ says: String, _ shape: OutputShape) {
    self.name = name
    self.says = says
    self.shape = shape
  }

  /// The schema.
  public var json: JSON {
    .object(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string("descry \(name)")),
        ("description", .string(says)),
      ] + Self.pairs(shape))
  }

  private static func pairs(_ shape: OutputShape) -> [(String, JSON)] {
    func type(_ name: String) -> (String, JSON) { ("type", .string(name)) }
    func pattern(_ text: String) -> (String, JSON) { ("pattern", .string(text)) }
    switch shape {
    case .any: return []
    case .string: return [type("string")]
    case .flag: return [type("boolean")]
    case .integer: return [type("integer")]
    case .number: return [type("number")]
    case .decimal: return [type("string"), pattern("^-?\\d+(\\.\\d+)?$")]
    case .date: return [type("string"), pattern("^\\d{4}-\\d{2}-\\d{2}$")]
    case .probability:
      return [type("number"), ("minimum", .number("0")), ("maximum", .number("1"))]
    case .choice(let choices): return [("enum", .array(choices.map { .string($0) }))]
    case .list(let shape): return [type("array"), ("items", .object(pairs(shape)))]
    case .either(let shapes):
      return [("anyOf", .array(shapes.map { .object(pairs($0)) }))]
    case .span:
      return [
        type("array"), ("items", .object([type("integer"), ("minimum", .number("0"))])),
        ("minItems", .number("2")), ("maxItems", .number("2")),
      ]
    case .record(let fields):
      let required = fields.filter(\.isAlways).map { JSON.string($0.key) }
      return [
        type("object"),
        ("properties", .object(fields.map { ($0.key, .object(pairs($0.shape))) })),
      ] + (required.isEmpty ? [] : [("required", .array(required))])
    }
  }
}
