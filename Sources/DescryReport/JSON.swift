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
  public var line: String { text(indented: false) }

  /// The value over several lines, two blanks a level.
  public var indented: String { text(indented: true) }

  private func text(indented: Bool) -> String {
    var writer = JSONWriter(indented: indented)
    writer.value(self)
    return writer.text
  }
}
