import DescryCore

/// One pass over one file of CFONB records.
struct CFONB120Reading {
  private let ledger: Ledger
  private let decode = WrittenText()
  private var row: Transaction?
  private var complements = Complements()

  /// What the records 05 behind a movement say.
  private struct Complements {
    var texts: [String] = []
    var name: String?
    var reference: String?
    var mandate: String?
    var creditorID: String?
    var original: Money?
  }

  init(_ ledger: Ledger) { self.ledger = ledger }

  mutating func read(_ line: FixedLine, at number: Int) throws {
    guard let record = CFONBRecord(line) else {
      ledger.note(
        "S011 refused-row", "record not read: expected 01, 04, 05 or 07 first", line: number)
      return
    }
    switch record.kind {
    case .opening:
      try finish()
      try ledger.close()
      open(record)
      ledger.statement?.openingBalance = record.amount
      if record.amount == nil {
        ledger.note("S011 refused-row", "no balance in columns 91-104", line: number)
      }
    case .movement:
      try finish()
      let account = record.account(decode)
      if let statement = ledger.statement, statement.account != account { try ledger.close() }
      if ledger.statement == nil { open(record) }
      begin(record, number)
    case .complement: complement(line)
    case .closing:
      try finish()
      if ledger.statement == nil { open(record) }
      ledger.statement?.closingBalance = record.amount
      try ledger.close()
    }
  }

  private func open(_ record: CFONBRecord) {
    ledger.open(account: record.account(decode), currency: record.currency)
  }

  private mutating func begin(_ record: CFONBRecord, _ number: Int) {
    let line = record.line
    guard let amount = record.amount else {
      ledger.note(
        "S011 refused-row", "no amount in columns 91-104, as 0000000000499}", line: number)
      return
    }
    guard let date = line.day(35, dayFirst: true) else {
      ledger.note("S011 refused-row", "no day in columns 35-40, as 030718", line: number)
      return
    }
    var row = Transaction(
      id: "", date: date, amount: amount, currency: record.currency ?? ledger.statement?.currency,
      descriptor: line.text(49, 80, decode) ?? "")
    row.valueDate = line.day(43, dayFirst: true)
    row.reference = line.text(105, 120, decode)
    row.returnReason = line.text(41, 42, decode)
    row.line = number
    self.row = row
  }

  private mutating func complement(_ line: FixedLine) {
    guard row != nil else { return }
    func detail(_ from: Int = 49, _ to: Int = 118) -> String? { line.text(from, to, decode) }
    switch decode.string(line.columns(46, 48)) {
    case "LIB", "LCC", "LC2", "LCS":
      if let text = detail() { complements.texts.append(text) }
    case "NPY", "NBE": complements.name = detail() ?? complements.name
    case "NPO", "NBU": complements.name = complements.name ?? detail()
    case "RCN": complements.reference = detail(49, 83) ?? complements.reference
    case "REF": complements.reference = complements.reference ?? detail()
    case "RUM": complements.mandate = detail(49, 83)
    case "IBE", "ICS":
      // Also other identifiers stand here; a creditor's proves itself.
      if let text = detail(49, 83), CreditorIdentifier.isValid(text) {
        complements.creditorID = text
      }
    case "MMO":
      if let currency = Currency(decode.string(line.columns(49, 51))),
        let decimals = line.columns(52, 52).number,
        let amount = line.amount(53, 66, decimals: decimals)
      {
        complements.original = Money(amount, currency)
      }
    case let other where other.isEmpty:
      // Some banks write their text without a qualifier.
      if let text = detail() { complements.texts.append(text) }
    default: break
    }
  }

  /// Enters the movement that is open, with what its complements say.
  mutating func finish() throws {
    defer {
      row = nil
      complements = Complements()
    }
    guard var row else { return }
    for text in complements.texts { row.descriptor = joined(row.descriptor, text) }
    if let name = complements.name { row.descriptor = joined(row.descriptor, name) }
    row.counterparty = complements.name
    row.reference = complements.reference ?? row.reference
    row.mandate = complements.mandate
    row.creditorID = complements.creditorID
    if let original = complements.original, original.currency != row.currency {
      row.originalAmount =
        row.amount.isNegative ? Money(-original.amount, original.currency) : original
    }
    try ledger.enter(&row)
  }
}
