import DescryCore

/// Reads a saved page: one screen.
struct HTMLReader: FlowReader {
  var format: Flow.Format { .html }

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    let suffix = PathName.suffix(name)
    if suffix == "html" || suffix == "htm" || suffix == "xhtml" { return true }
    if suffix == "md" || suffix == "txt" { return false }
    let head = String(decoding: bytes.prefix(2048).drop { $0 <= 0x20 || $0 >= 0x80 }, as: UTF8.self)
      .lowercased()
    return head.hasPrefix("<!doctype html") || head.hasPrefix("<html")
      || (head.hasPrefix("<")
        && (head.contains("<html") || head.contains("<body")
          || head.contains("<div") || head.contains("<form")))
  }

  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow {
    guard bytes.count <= options.largestPage else {
      throw PageScreen.tooLarge(bytes.count, path: path, line: 1, options)
    }
    var flow = Flow(path: path, format: .html)
    var page = PageScreen(SourceText(bytes, path: path, isHTML: true), options: options)
    page.read(into: &flow)
    flow.title = flow.screens.first?.title
    flow.language = flow.screens.first?.language
    return flow
  }
}
