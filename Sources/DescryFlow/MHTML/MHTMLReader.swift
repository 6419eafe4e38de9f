import DescryCore

/// Reads a page that Chrome saved as one file: a MIME message of documents and their resources
/// (RFC 2557).
struct MHTMLReader: FlowReader {
  var format: Flow.Format { .mhtml }

  func recognizes(_ bytes: [UInt8], name: String) -> Bool {
    let suffix = PathName.suffix(name)
    if suffix == "mhtml" || suffix == "mht" { return true }
    if suffix == "html" || suffix == "htm" || suffix == "md" || suffix == "txt" { return false }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    return head.contains("mime-version:") && head.contains("multipart/related")
  }

  func read(_ bytes: [UInt8], path: String, options: FlowReadingOptions) throws(FlowError) -> Flow {
    let message = MIMEPart(bytes, 0..<bytes.count)
    guard message.type.hasPrefix("multipart/"), let boundary = message.parameter("boundary") else {
      throw FlowError(
        "F030 not-mhtml", "expected a multipart message with a boundary in its head", path: path,
        line: 1, column: 1, help: "save the page again as “Webpage, Single File”")
    }
    let ranges = MIMEPart.ranges(of: bytes, from: message.bodyStart, boundary: boundary)
    let parts = ranges.map { MIMEPart(bytes, $0) }
    let documents = parts.filter { $0.type == "text/html" || $0.type == "application/xhtml+xml" }
    guard let main = documents.first else {
      throw FlowError(
        "F031 no-document", "the message holds no text/html part", path: path, line: 1, column: 1,
        help: "save the page again as “Webpage, Single File”")
    }
    let lines = LineIndex(bytes)
    let line = lines.line(of: main.bodyStart)
    let body = main.body
    guard body.bytes.count <= options.largestPage else {
      throw PageScreen.tooLarge(body.bytes.count, path: path, line: line, options)
    }
    var flow = Flow(path: path, format: .mhtml)
    var page = PageScreen(source(main, body, path), options: options)
    page.url = main.headers["content-location"] ?? message.headers["snapshot-content-location"]
    page.place = SourceLocation(path: path, line: line, column: 1)
    if body.bytes.count == page.source.bytes.count {
      // The text was not transcoded: every byte of it stands somewhere in the file.
      page.locator = { range in body.origin(of: range).map { lines.location($0, path: path) } }
    }
    for part in parts where part.type == "text/css" {
      let css = String(
        decoding: TextDecoding.utf8(part.body.bytes, charset: part.parameter("charset")),
        as: UTF8.self)
      for address in addresses(of: part) { page.sheets[address] = css }
    }
    for part in documents.dropFirst() {
      let frame = source(part, part.body, path)
      for address in addresses(of: part) { page.frames[address] = frame }
    }
    page.read(into: &flow)
    flow.title = flow.screens.first?.title
    flow.language = flow.screens.first?.language
    flow.date = message.headers["date"].flatMap(MIMEDate.day)
    let isWhole = String(decoding: bytes.suffix(boundary.utf8.count + 16), as: UTF8.self)
      .contains("--\(boundary)--")
    if !isWhole {
      let end = lines.place(of: bytes.count)
      flow.diagnostics.append(
        Diagnostic(
          severity: .error, code: "F032 cut-off",
          message: "the message ends before its last boundary; what is there was read",
          location: SourceLocation(path: path, line: end.line, column: end.column)))
    }
    return flow
  }

  private func source(_ part: MIMEPart, _ body: MIMEBody, _ path: String) -> SourceText {
    SourceText(body.bytes, path: path, charset: part.parameter("charset"), isHTML: true)
  }

  /// What other parts call this one: its location, or its id as `cid:…`.
  private func addresses(of part: MIMEPart) -> [String] {
    var addresses = part.headers["content-location"].map { [$0] } ?? []
    if let id = part.headers["content-id"] {
      addresses.append("cid:" + id.filter { $0 != "<" && $0 != ">" })
    }
    return addresses
  }
}

/// Reads the day of a message's date (RFC 5322): `Sun, 22 Nov 2026 05:11:56 GMT`.
enum MIMEDate {
  static func day(_ text: String) -> CalendarDate? {
    let words = text.split { $0 == " " || $0 == "," }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard let place = words.firstIndex(where: { months.contains(String($0)) }), place > 0,
      place + 1 < words.count, let month = months.firstIndex(of: String(words[place])),
      let day = Int(words[place - 1]), let year = Int(words[place + 1])
    else { return nil }
    return CalendarDate(year: year, month: month + 1, day: day)
  }
}
