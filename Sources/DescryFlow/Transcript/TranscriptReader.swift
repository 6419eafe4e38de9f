import DescryCore

/// Reads the transcript that auditors type, `.flow.md`.
struct TranscriptReader: FlowReader {
  var format: Flow.Format { .transcript }

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    let name = PathName.last(name).lowercased()
    if name.hasSuffix(".md") || name.hasSuffix(".markdown") { return true }
    if name.hasSuffix(".txt") || name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return false }
    let text = String(decoding: TextDecoding.utf8(Array(bytes.prefix(8192))), as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline)
    let hasKeys = lines.first == "---" && lines.prefix(20).contains { $0.hasPrefix("flow:") }
    return hasKeys
      || lines.contains { $0.hasPrefix("# ") }
        && lines.contains {
          $0.hasPrefix("[[") || $0.hasPrefix("[x]") || $0.hasPrefix("[ ]") || $0.hasPrefix("> ")
        }
  }

  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow {
    guard bytes.count <= options.largestPage else {
      throw PageScreen.tooLarge(bytes.count, path: path, line: 1, options)
    }
    let source = SourceText(bytes, path: path)
    var reading = TranscriptReading(source)
    return reading.flow()
  }
}
