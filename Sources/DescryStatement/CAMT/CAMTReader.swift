import DescryCore

/// Reads ISO 20022 account messages: camt.052 (report), camt.053 (statement), camt.054 (notification).
///
/// Every version is read, in any namespace and with any prefix, in a wrapping message or bare.
struct CAMTReader: StatementReader {
  /// CAMT.
  var format: Statement.Format { .camt }

  /// Whether the bytes are XML that names one of the three messages in its first kilobytes.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = bytes.stretch(0, 1 << 14)
    let body = head.elementsEqual([0xEF, 0xBB, 0xBF], upTo: 3) ? head.stretch(from: 3) : head
    guard body.trimmed.at(0) == UInt8(ascii: "<") else { return false }
    return head.containsWord("BKTOCSTMR") || head.containsWord("TECH:XSD:CAMT.05")
  }

  /// Reads every account of the file, in one pass.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    let feed = CAMTFeed(bytes, pass: ledger.pass)
    var reading = CAMTReading(ledger)
    let parser: XMLPush
    do {
      parser = try XMLPush(reading, isUTF8: feed.isUTF8)
    } catch let failure as XMLPush.Failure {
      return try refuse(failure, &reading, file: ledger.file)
    }
    do {
      try feed.run { piece, isLast in
        try parser.push(piece, isLast: isLast)
      } between: { offset in
        try parser.reading.check()
        ledger.pass(offset)
      }
    } catch let failure as XMLPush.Failure {
      try parser.reading.check()
      try refuse(failure, &parser.reading, file: ledger.file)
    }
    parser.reading.close()
    try parser.reading.check()
    if parser.reading.isEmpty {
      throw StatementError(
        "S031 no-statement", "holds no Stmt, Rpt or Ntfctn, as camt.053, 052 and 054 do",
        file: ledger.file, help: "is it another ISO 20022 message?")
    }
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

/// Hands a file to a parser piece by piece, in UTF-8 whatever it says it is.
struct CAMTFeed {
  private static let piece = 1 << 16

  private let bytes: UnsafeRawBufferPointer
  /// How the bytes become UTF-8; nil when they are.
  private let alphabet: WrittenText?
  /// Whether what is handed over is UTF-8; otherwise the document's own declaration stands.
  let isUTF8: Bool

  /// Looks at the whole file: what is valid UTF-8 is that, whatever is declared.
  init(_ bytes: UnsafeRawBufferPointer, pass: (Int) -> Void) {
    self.bytes = bytes
    if UTF8Check.isValid(bytes, pass: pass) {
      alphabet = nil
      isUTF8 = true
      return
    }
    let head = bytes.stretch(0, 256)
    var text = WrittenText()
    var isKnown = true
    if head.containsWord("8859-15") {
      text.alphabet = .latin9
    } else if head.containsWord("1250") {
      text.alphabet = .windows1250
    } else {
      isKnown =
        head.containsWord("8859-1\"") || head.containsWord("8859-1'") || head.containsWord("1252")
        || head.containsWord("UTF-8") || head.containsWord("ASCII")
        || !head.containsWord("ENCODING")
    }
    alphabet = isKnown ? text : nil
    isUTF8 = isKnown
  }

  /// Hands over all pieces; `between` is called after each with the offset that was reached.
  func run(
    _ push: (UnsafeRawBufferPointer, Bool) throws -> Void, between: (Int) throws -> Void
  ) throws {
    var offset = bytes.stretch(0, 3).elementsEqual([0xEF, 0xBB, 0xBF]) ? 3 : 0
    // Blanks before the declaration are an error in XML, and in use.
    while let byte = bytes.at(offset), byte <= 0x20, isUTF8 { offset += 1 }
    while offset < bytes.count {
      let piece = bytes.stretch(offset, offset + Self.piece)
      offset += piece.count
      let isLast = offset >= bytes.count
      if let alphabet {
        try alphabet.utf8(piece).withUnsafeBytes { try push($0, isLast) }
      } else {
        try push(piece, isLast)
      }
      try between(offset)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the first bytes are these.
  fileprivate func elementsEqual(_ bytes: [UInt8], upTo count: Int) -> Bool {
    stretch(0, count).elementsEqual(bytes)
  }
}
