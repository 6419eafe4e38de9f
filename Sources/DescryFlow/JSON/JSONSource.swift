import DescryCore

/// Reads the JSON of a source, whose faults are told with their places.
enum JSONSource {
  /// The value of a file.
  ///
  /// - Parameter most: bytes beyond which it is refused.
  static func parse(_ bytes: [UInt8], path: String, code: String, atMost most: Int)
    throws(FlowError) -> JSONValue
  {
    guard bytes.count <= most else {
      throw FlowError(
        "F012 recording-too-large", "has \(bytes.count) bytes, more than the \(most) that are read",
        path: path, line: 1, column: 1, help: "record the checkout alone, or in several parts")
    }
    let text = TextDecoding.utf8(bytes)
    do {
      return try JSONParser.parse(text)
    } catch {
      let place = LineIndex(text).place(of: error.offset)
      throw FlowError(
        code, "is no JSON: expected \(error.expected)", path: path, line: place.line,
        column: place.column, help: "the file may be cut off; export it again")
    }
  }
}
