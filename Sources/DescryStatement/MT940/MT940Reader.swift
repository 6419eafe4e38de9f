import DescryCore

/// Reads SWIFT MT940 and MT942 statements, in their envelope or bare.
struct MT940Reader: StatementReader {
  /// MT940.
  var format: Statement.Format { .mt940 }

  /// Whether a line with a field of these messages stands in the first kilobytes.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var lines = LineScanner(bytes.stretch(0, 8192))
    while let line = lines.next() {
      if let field = MT940Field(line), field.tag != .other { return true }
    }
    return false
  }

  /// Reads every account of the file, in one pass; the pages of one account become one statement.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    var reading = MT940Reading(bytes, ledger)
    try reading.run()
  }
}
