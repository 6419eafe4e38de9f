import DescryCore

/// The second pass over one QIF file.
struct QIFReading {
  private let conventions: QIFConventions
  private let ledger: Ledger
  private let decode = WrittenText()

  private var header = QIFHeader.transactions
  private var account: String?
  private var record = Record()
  private var investments = 0
  private var isFirst = true

  /// The lines of one record, until `^`.
  private struct Record {
    var line: Int?
    var day: CSVWrittenDay?
    var hasDay = false
    var amount: Amount?
    var hasAmount = false
    var memo: String?
    var payee: String?
    var number: String?
    var category: String?
    /// Whether every line that matters had its end.
    var isWhole = true
  }

  init(_ conventions: QIFConventions, _ ledger: Ledger) {
    self.conventions = conventions
    self.ledger = ledger
  }

  mutating func read(
    _ line: UnsafeRawBufferPointer, at number: Int, isEnded: Bool
  ) throws {
    guard let letter = line.at(0) else { return }
    if letter == UInt8(ascii: "!"), let found = QIFHeader(line) {
      try finish(isCut: false)
      guard found != .option else { return }
      header = found
      if found != .list { try ledger.close() }
      if found == .account { account = nil }
      return
    }
    if letter == UInt8(ascii: "^") {
      try finish(isCut: false)
      return
    }
    let value = line.stretch(from: 1)
    switch header {
    case .account: if letter == UInt8(ascii: "N") { account = decode.text(value) }
    case .investments: if letter == UInt8(ascii: "D") { investments += 1 }
    case .transactions: field(letter, value, number, isEnded)
    case .list, .option: break
    }
  }

  private mutating func field(
    _ letter: UInt8, _ value: UnsafeRawBufferPointer, _ number: Int, _ isEnded: Bool
  ) {
    if record.line == nil { record.line = number }
    switch letter {
    // A split may have a day of its own.
    case UInt8(ascii: "D") where !record.hasDay:
      record.hasDay = true
      record.day = QIFConventions.day(value)
      record.isWhole = record.isWhole && isEnded
    case UInt8(ascii: "T"), UInt8(ascii: "U"):
      // Both hold the amount; the older one is kept where they differ.
      if letter == UInt8(ascii: "T") || !record.hasAmount {
        record.hasAmount = true
        record.amount = conventions.amount(value)
      }
      record.isWhole = record.isWhole && isEnded
    case UInt8(ascii: "M"): record.memo = decode.text(value)
    case UInt8(ascii: "P"): record.payee = decode.text(value)
    case UInt8(ascii: "N"): record.number = decode.text(value)
    case UInt8(ascii: "L"): record.category = decode.text(value)
    default: break
    }
  }

  private mutating func finish(isCut: Bool) throws {
    defer { record = Record() }
    guard let line = record.line, record.hasDay || record.hasAmount else { return }
    if isCut, !record.isWhole || !record.hasDay || !record.hasAmount {
      note("S010 cut", "the file ends within a record, which is not read", line)
      return
    }
    guard let date = record.day?.date(conventions.dateFormat) else {
      note("S011 refused-row", "record not read: no day behind D, as 07/03/2018", line)
      return
    }
    guard let amount = record.amount else {
      note("S011 refused-row", "record not read: no amount behind T, as -49.90", line)
      return
    }
    if ledger.statement == nil { open() }
    var descriptor = joined(record.payee, record.memo)
    if descriptor.isEmpty { descriptor = record.category ?? record.number ?? "" }
    var row = Transaction(
      id: "", date: date, amount: amount, currency: ledger.statement?.currency,
      descriptor: descriptor)
    row.reference = record.number
    row.line = line
    try ledger.enter(&row)
    if isCut {
      note("S010 cut", "the last record has no ^ behind it and is read as it stands", line)
    }
  }

  /// Ends the file.
  mutating func end() throws {
    try finish(isCut: true)
    if ledger.statement == nil, isFirst { open() }
    if investments > 0 {
      if ledger.statement == nil { open() }
      ledger.leaveOut(securities: investments)
    }
    try ledger.close()
  }

  private mutating func open() {
    ledger.open(account: account)
    if isFirst { ledger.statement?.assumptions = conventions.assumptions }
    isFirst = false
  }

  private mutating func note(_ code: String, _ message: String, _ line: Int) {
    if ledger.statement == nil { open() }
    ledger.note(code, message, line: line)
  }
}
