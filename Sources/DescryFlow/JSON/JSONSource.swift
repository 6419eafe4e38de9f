import DescryCore

/// Reads the JSON of a source, whose faults are told with their places.
enum JSONSource {
  static func parse(_ bytes: [UInt8], path: String, code: String) throws(FlowError) -> JSONValue {
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
