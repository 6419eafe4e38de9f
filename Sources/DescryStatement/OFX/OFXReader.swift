import DescryCore

/// Reads OFX, QFX and QBO statements: OFX 1.x (SGML) and 2.x (XML), bank, card and investment.
struct OFXReader: StatementReader {
  /// OFX.
  var format: Statement.Format { .ofx }

  /// Whether an OFX header or document begins in the first kilobytes.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = bytes.stretch(0, 4096)
    return head.containsWord("OFXHEADER") || head.containsWord("<OFX")
      || head.containsWord("<?OFX") || head.containsWord("<STMTTRN>")
  }

  /// Reads every account of the file, in one pass.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    var reading = OFXReading(bytes, options, ledger)
    try reading.run()
  }
}
