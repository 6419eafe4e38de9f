import DescryCore

/// Reads a plain list of texts, one visible text a line: one screen of text elements without roles.
struct TextReader: FlowReader {
  var format: Flow.Format { .text }

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    // Anything else with a control character in its head is no text.
    PathName.suffix(name) == "txt"
      || !bytes.prefix(1024).contains { $0 < 0x09 || (0x0E..<0x20 ~= $0 && $0 != 0x1B) }
  }

  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow {
    guard bytes.count <= options.largestPage else {
      throw PageScreen.tooLarge(bytes.count, path: path, line: 1, options)
    }
    let source = SourceText(bytes, path: path)
    var flow = Flow(path: path, format: .text)
    var builder = ScreenBuilder()
    for line in source.lineRanges {
      let range = source.trimmed(line)
      if range.isEmpty { continue }
      builder.add(.text, text: WhiteSpace.folded(source.bytes[range]), at: source.location(range))
    }
    var screen = Screen(
      index: 0, location: source.location(0..<0))
    screen.elements = builder.finish()
    flow.screens = [screen]
    return flow
  }
}
