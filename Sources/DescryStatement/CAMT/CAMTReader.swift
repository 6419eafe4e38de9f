import DescryCore

/// Reads ISO 20022 account messages: camt.052 (report), camt.053 (statement), camt.054 (notification).
///
/// Every version is read, in any namespace and with any prefix, in a wrapping message or bare, and
/// any number of documents one behind the other.
struct CAMTReader: StatementReader {
  /// CAMT.
  var format: Statement.Format { .camt }

  /// Whether the bytes are XML that names one of the three messages in its first kilobytes.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = bytes.stretch(0, 1 << 14)
    let body = head.stretch(0, 3).elementsEqual([0xEF, 0xBB, 0xBF]) ? head.stretch(from: 3) : head
    guard body.trimmed.at(0) == UInt8(ascii: "<") else { return false }
    return head.containsWord("BKTOCSTMR") || head.containsWord("TECH:XSD:CAMT.05")
  }

  /// Reads every account of the file, in one pass.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    var reading = CAMTReading(ledger)
    var lines = LineCounter(bytes)
    var feed: CAMTFeed?
    var next: Int? = Self.start(bytes)
    while let offset = next {
      reading.beginDocument()
      next = try document(bytes, at: offset, &lines, &feed, into: &reading, ledger)
    }
    try reading.close()
    if reading.isEmpty {
      throw StatementError(
        "S031 no-statement", "holds no Stmt, Rpt or Ntfctn, as camt.053, 052 and 054 do",
        file: ledger.file, help: "is it another ISO 20022 message?")
    }
  }

  /// Where the first document begins: behind a byte order mark, and behind blanks, which are an error
  /// in XML before the declaration, and in use.
  private static func start(_ bytes: UnsafeRawBufferPointer) -> Int {
    var start = bytes.stretch(0, 3).elementsEqual([0xEF, 0xBB, 0xBF]) ? 3 : 0
    while let byte = bytes.at(start), byte <= 0x20 { start += 1 }
    return start
  }

  /// Reads one document; gives the offset of the next.
  ///
  /// What the scanner cannot judge, libxml2 reads from the document's beginning; it tells what comes
  /// behind the events that the scanner has told.
  private func document(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, _ lines: inout LineCounter,
    _ feed: inout CAMTFeed?, into reading: inout CAMTReading, _ ledger: Ledger
  ) throws -> Int? {
    let firstLine = lines.line(at: offset)
    var known = 0
    if let whole = XMLBytes(bytes) {
      var scanner = XMLScanner(whole, from: offset, lines)
      switch try scanner.run(into: &reading) {
      case .end: return nil
      case .document(let next):
        lines = scanner.lines
        return next
      case .odd: known = scanner.told
      }
    }
    let pieces = feed ?? CAMTFeed(bytes, pass: ledger.pass)
    feed = pieces
    do {
      let parser = try XMLPush(isUTF8: pieces.isUTF8, firstLine: firstLine, known: known)
      do {
        try pieces.run(from: offset) { try parser.push($0, isLast: $1, into: &reading) }
      } catch let failure as XMLPush.Failure {
        guard let end = parser.rootEnd, let next = pieces.document(behind: end, from: offset)
        else { throw failure }
        return next
      }
    } catch let failure as XMLPush.Failure {
      try refuse(failure, &reading, file: ledger.file)
    }
    return nil
  }

  /// Refuses a document whole, or, where rows were read before it broke, says what is missing.
  private func refuse(
    _ failure: XMLPush.Failure, _ reading: inout CAMTReading, file: String
  ) throws {
    switch failure.reason {
    case .documentType:
      throw StatementError(
        "S030 document-type",
        "declares a document type, with which a file can grow without end or fetch others",
        file: file, line: failure.line, column: failure.column,
        help: "no bank writes one; ask the bank for the file again")
    case .memory:
      throw StatementError("S001 unreadable", "there is not enough memory", file: file)
    case .malformed(let message):
      guard reading.isOpen || !reading.isEmpty else {
        throw StatementError(
          "S032 malformed-xml", "is broken XML: \(message)", file: file, line: failure.line,
          column: failure.column, help: "download it again; it may have been cut")
      }
      reading.note(
        "S010 cut", "the XML breaks here and is not read on: \(message)", line: failure.line,
        column: failure.column)
    }
  }
}
