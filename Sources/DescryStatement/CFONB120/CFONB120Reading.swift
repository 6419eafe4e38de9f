import DescryCore

/// One pass over one file of CFONB records.
struct CFONB120Reading {
  private let file: String
  private let options: ReadingOptions
  private let decode = WrittenText()

  private var statement: Statement?
  private var wasTold = false
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

  init(file: String, options: ReadingOptions) {
    self.file = file
    self.options = options
  }

  mutating func read(
    _ line: FixedLine, at number: Int, _ emit: (StatementEvent) throws -> Void
  ) throws {
    guard let record = CFONBRecord(line) else {
      note("S011 refused-row", "record not read: expected 01, 04, 05 or 07 first", number)
      return
    }
    switch record.kind {
    case .opening:
      try finish(emit)
      try close(emit)
      open(record)
      statement?.openingBalance = record.amount
      if record.amount == nil { note("S011 refused-row", "no balance in columns 91-104", number) }
    case .movement:
      try finish(emit)
      let account = record.account(decode)
      if let statement, statement.account != account { try close(emit) }
      if statement == nil { open(record) }
      begin(record, number)
    case .complement: complement(line)
    case .closing:
      try finish(emit)
      if statement == nil { open(record) }
      statement?.closingBalance = record.amount
      try close(emit)
    }
  }

  private mutating func open(_ record: CFONBRecord) {
    var next = Statement(file: file, format: .cfonb120)
    next.account = record.account(decode)
    next.currency = record.currency ?? options.currency
    statement = next
    wasTold = false
  }

  private mutating func begin(_ record: CFONBRecord, _ number: Int) {
    let line = record.line
    guard let amount = record.amount else {
      note("S011 refused-row", "no amount in columns 91-104, as 0000000000499}", number)
      return
    }
    guard let date = line.day(35, dayFirst: true) else {
      note("S011 refused-row", "no day in columns 35-40, as 030718", number)
      return
    }
    var row = Transaction(
      id: "", date: date, amount: amount, currency: record.currency ?? statement?.currency,
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

  /// Emits the movement that is open, with what its complements say.
  mutating func finish(_ emit: (StatementEvent) throws -> Void) throws {
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
    try tell(emit)
    try emit(.transaction(row))
  }

  private mutating func tell(_ emit: (StatementEvent) throws -> Void) throws {
    guard let statement, !wasTold else { return }
    wasTold = true
    try emit(.begin(statement))
  }

  mutating func close(_ emit: (StatementEvent) throws -> Void) throws {
    guard statement != nil else { return }
    try tell(emit)
    if let statement { try emit(.end(statement)) }
    statement = nil
  }

  private mutating func note(_ code: String, _ message: String, _ line: Int) {
    if statement == nil { statement = Statement(file: file, format: .cfonb120) }
    statement?.diagnostics.append(
      Diagnostic(
        severity: .warning, code: code, message: message,
        location: SourceLocation(path: file, line: line)))
  }
}
