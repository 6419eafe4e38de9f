internal import DescryCore
public import DescryReport
internal import DescryRules

/// The JSON Schemas (draft 2020-12) of what goes in and comes out: rule files and results.
public enum PublishedSchemas {
  /// Each schema by its file's name, in order.
  public static var all: [(file: String, schema: JSON)] {
    let rules = Schema.all.map { schema in
      ("\(schema.name.replacing("/", with: "-")).schema.json", RuleSchema.json(schema))
    }
    let outputs = OutputSchema.all.map { ("\($0.name).schema.json", $0.json) }
    return (rules + outputs).sorted { $0.0 < $1.0 }
  }
}

/// The JSON Schema of a kind of rule file, so that an editor can check what an author types.
///
/// A scalar of YAML may look like a number or a boolean to an editor (`name: 1837`), where Descry
/// reads text; such shapes allow these types too.
enum RuleSchema {
  static func json(_ schema: Schema) -> JSON {
    .object(
      [
        ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        ("title", .string(schema.name)),
        ("description", .string(schema.says)),
      ] + record(schema.fields))
  }

  private static func json(_ shape: Shape, says: String? = nil) -> JSON {
    .object((says.map { [("description", .string($0))] } ?? []) + pairs(shape))
  }

  private static func pairs(_ shape: Shape) -> [(String, JSON)] {
    switch shape {
    case .text, .form: scalar
    case .pattern: [("type", .string("string")), ("format", .string("regex"))]
    case .id: [("type", .array([.string("string"), .string("integer")])), matches(id)]
    case .money: [("type", .string("string")), matches("^[+-]?\\d+(\\.\\d+)? [A-Z]{3}$")]
    case .date: [("type", .string("string")), matches("^\\d{4}-\\d{2}-\\d{2}$")]
    case .flag: [("type", .string("boolean"))]
    case .integer(let range):
      [
        ("type", .string("integer")), ("minimum", .number("\(range.lowerBound)")),
        ("maximum", .number("\(range.upperBound)")),
      ]
    case .number: [("type", .string("number"))]
    case .choice(let choices): [("enum", .array(choices.map { .string($0) }))]
    case .localized:
      [
        (
          "anyOf",
          .array([
            .object(scalar),
            .object(
              record([
                Field("en", .text, required: true, "in English"),
                Field("fr", .text, required: true, "in French"),
              ])),
          ])
        )
      ]
    case .list(let shape, let least):
      [("type", .string("array")), ("items", json(shape))]
        + (least > 0 ? [("minItems", .number("\(least)"))] : [])
    case .record(let fields): record(fields)
    case .check:
      [("anyOf", .array([.object([("enum", .array(names))]), .object(record(calls))]))]
    case .dictionary(let shape):
      [
        ("type", .string("object")), ("propertyNames", .object([matches(id)])),
        ("additionalProperties", json(shape)),
      ]
    }
  }

  private static func record(_ fields: [Field]) -> [(String, JSON)] {
    let required = fields.filter(\.isRequired).map { JSON.string($0.key) }
    return [
      ("type", .string("object")),
      ("properties", .object(fields.map { ($0.key, json($0.shape, says: $0.says)) })),
    ] + (required.isEmpty ? [] : [("required", .array(required))])
      + [("additionalProperties", .bool(false))]
  }

  /// The names of checks that need no parameters.
  private static var names: [JSON] {
    CheckCatalogue.all.lazy.filter { !$0.fields.contains(where: \.isRequired) }.map {
      .string($0.name)
    }
  }

  /// Each check with its parameters.
  private static var calls: [Field] {
    CheckCatalogue.all.map { Field($0.name, .record($0.fields), $0.says) }
  }

  private static let id = "^[a-z0-9]+(-[a-z0-9]+)*$"

  private static var scalar: [(String, JSON)] {
    [("type", .array([.string("string"), .string("number"), .string("boolean")]))]
  }

  private static func matches(_ pattern: String) -> (String, JSON) {
    ("pattern", .string(pattern))
  }
}
