import DescryCore

/// Reads QIF, the Quicken Interchange Format: bank, card, cash and other accounts.
///
/// A file has one order of dates and one decimal mark, which are decided on all of it.
struct QIFReader: StatementReader {
  /// QIF.
  var format: Statement.Format { .qif }

  /// Whether a header, as `!Type:Bank`, stands in the first kilobytes, or records without one.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var lines = LineScanner(bytes.stretch(0, 8192))
    var first: UInt8?
    var sawAmount = false
    while let line = lines.next() {
      if QIFHeader(line) != nil { return true }
      guard let letter = line.at(0) else { continue }
      first = first ?? letter.upper
      if letter.upper == UInt8(ascii: "T"), WrittenAmount.read(line.stretch(from: 1)) != nil {
        sawAmount = true
      }
      // Bare records: a day first, and a record that ends.
      if letter == UInt8(ascii: "^") { return first == UInt8(ascii: "D") && sawAmount }
    }
    return false
  }

  /// Reads every account of the file, in two passes: one decides, one reads.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    let conventions = try QIFConventions(
      bytes, file: ledger.file, options: options, pass: ledger.pass)
    var reading = QIFReading(conventions, ledger)
    var lines = LineScanner(bytes)
    while let line = lines.next() {
      try reading.read(line, at: lines.line, isEnded: lines.isEnded)
      ledger.pass(lines.offset)
    }
    try reading.end()
  }
}

/// A line that says what the records behind it are.
enum QIFHeader: Equatable {
  /// Transactions of an account.
  case transactions
  /// Purchases and sales of securities.
  case investments
  /// A description of an account.
  case account
  /// Categories, classes, prices, memorised entries: no transactions.
  case list
  /// `!Option:AutoSwitch` and the like, which change nothing that is read.
  case option

  /// Reads a header; nil when the line is none.
  init?(_ line: UnsafeRawBufferPointer) {
    let line = line.trimmed
    guard line.at(0) == UInt8(ascii: "!") else { return nil }
    if line.beginsWithWord("!ACCOUNT") {
      self = .account
    } else if line.beginsWithWord("!OPTION") || line.beginsWithWord("!CLEAR") {
      self = .option
    } else if line.beginsWithWord("!TYPE") {
      let colon = line.next(UInt8(ascii: ":"), from: 0) ?? line.count
      let name = line.stretch(from: colon + 1).trimmed
      if name.isWord("INVST") {
        self = .investments
      } else if Self.lists.contains(where: { name.isWord($0) }) {
        self = .list
      } else {
        self = .transactions
      }
    } else {
      return nil
    }
  }

  private static let lists: [StaticString] = [
    "CAT", "CLASS", "MEMORIZED", "SECURITY", "PRICES", "BUDGET", "TAG", "TEMPLATE", "INVITEM",
    "BILL", "PAYEE", "UNIT", "CURRENCY",
  ]
}
