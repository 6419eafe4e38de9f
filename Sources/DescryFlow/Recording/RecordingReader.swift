import DescryCore

/// Reads Descry's own recording, `.flow.json`; `RecordingWriter` describes the format.
struct RecordingReader: FlowReader {
  var format: Flow.Format { .recording }

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    let name = PathName.last(name).lowercased()
    if name.hasSuffix(".flow.json") || name.hasSuffix(".domsnapshot.json") { return true }
    if name.hasSuffix(".har") { return false }
    let head = String(decoding: bytes.prefix(256), as: UTF8.self).filter { !$0.isWhitespace }
    return head.hasPrefix("{\"schema\":\"flow/") || head.hasPrefix("{\"documents\":[{")
  }

  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow {
    let root = try JSONSource.parse(
      bytes, path: path, code: "F060 not-recording", atMost: options.largestRecording)
    if root["documents"] != nil, root["strings"] != nil {
      return try DOMSnapshot(root, path: path).flow(options)
    }
    let help = "expected what `descry record` writes: \"schema\": \"flow/1\" and \"screens\""
    guard let schema = root["schema"]?.string, schema.hasPrefix("flow/") else {
      throw FlowError(
        "F060 not-recording", "has no `schema` of a recording", path: path, line: 1, column: 1,
        help: help)
    }
    guard schema == "flow/1" else {
      throw FlowError(
        "F061 newer-recording", "is a recording of version `\(schema)`, not `flow/1`", path: path,
        line: 1, column: 1, help: "use the version of Descry that wrote it")
    }
    guard let screens = root["screens"]?.array else {
      throw FlowError(
        "F060 not-recording", "has no list of `screens`", path: path, line: 1, column: 1, help: help
      )
    }
    let lines = LineIndex(TextDecoding.utf8(bytes))
    let parts = RecordingParts(path: path, lines: lines)
    var flow = Flow(path: path, format: .recording)
    flow.title = root["title"]?.string
    flow.language = root["language"]?.string
    flow.currency = root["currency"]?.string.flatMap { Currency($0) }
    flow.merchant = root["merchant"]?.string
    flow.date = root["date"]?.string.flatMap { CalendarDate($0) }
    for value in screens {
      flow.screens.append(try parts.screen(value, index: flow.screens.count))
    }
    for value in root["actions"]?.array ?? [] {
      flow.actions.append(try parts.action(value, of: flow))
    }
    return flow
  }
}
