import DescryCore

/// Reads the French statement of 120 columns (CFONB, "Relevé de compte sur support informatique",
/// July 2004, with the details of August 2007).
struct CFONB120Reader: StatementReader {
  /// CFONB 120.
  var format: Statement.Format { .cfonb120 }

  /// Whether the first record is one of the three that hold a signed amount.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var records = FixedRecords(bytes.stretch(0, 1024), width: 120)
    guard let first = records.next() else { return false }
    return CFONBRecord(first)?.amount != nil
  }

  /// Reads every account of the file, in one pass.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    var reading = CFONB120Reading(ledger)
    var records = FixedRecords(bytes, width: 120)
    while let line = records.next() {
      try reading.read(line, at: records.line)
      ledger.pass(records.offset)
    }
    try reading.finish()
    try ledger.close()
  }
}

/// One record: its kind and the fields that all kinds share.
struct CFONBRecord {
  enum Kind { case opening, movement, complement, closing }

  let kind: Kind
  let line: FixedLine
  let currency: Currency?
  let decimals: Int
  /// The signed amount; nil for complements, and where it is garbled.
  let amount: Amount?

  /// Reads a record; nil when the line is none.
  init?(_ line: FixedLine) {
    switch line.columns(1, 2).number {
    case 1: kind = .opening
    case 4: kind = .movement
    case 5: kind = .complement
    case 7: kind = .closing
    default: return nil
    }
    guard line.width >= 48, line.width <= 124 else { return nil }
    self.line = line
    currency = Currency(String(decoding: line.columns(17, 19), as: UTF8.self))
    decimals = line.columns(20, 20).number ?? currency?.decimals ?? 2
    let field = line.columns(91, 104)
    amount =
      kind == .complement || line.width < 104
      ? nil : CFONBAmount.read(field, decimals: decimals)
  }

  /// Bank, branch and account number.
  func account(_ decode: WrittenText) -> String {
    [line.columns(3, 7), line.columns(12, 16), line.columns(22, 32)]
      .map { decode.string($0) }.joined(separator: " ")
  }
}
