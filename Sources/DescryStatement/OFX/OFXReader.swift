public import DescryCore

/// Reads OFX, QFX and QBO statements: OFX 1.x (SGML) and 2.x (XML), bank, card and investment.
public struct OFXReader: StatementReader {
  /// A reader.
  public init() {}

  /// OFX.
  public var format: Statement.Format { .ofx }

  /// Whether an OFX header or document begins in the first kilobytes.
  public func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = bytes.stretch(0, 4096)
    return head.containsWord("OFXHEADER") || head.containsWord("<OFX")
      || head.containsWord("<?OFX") || head.containsWord("<STMTTRN>")
  }

  /// Reads every account of the file, in one pass.
  public func read(
    _ bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions,
    emit: (StatementEvent) throws -> Void
  ) throws {
    var reading = OFXReading(bytes, file: file, options: options)
    try reading.run(emit)
  }
}

/// One pass over one OFX file.
private struct OFXReading {
  private let names = OFXNames()
  private let bytes: UnsafeRawBufferPointer
  private let file: String
  private let options: ReadingOptions
  private let text: OFXText
  private var scanner: OFXScanner
  private var lines: LineCounter

  private var statement: Statement?
  private var wasTold = false
  private var transaction: OFXTransaction?
  private var place = Place.elsewhere
  private var investmentLines = 0
  private var progress = 0

  /// The aggregate whose fields mean something else than the transaction's own.
  private enum Place {
    case elsewhere, account, otherAccount, ledger, currency, originalCurrency
  }

  init(_ bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions) {
    self.bytes = bytes
    self.file = file
    self.options = options
    var text = WrittenText()
    let head = bytes.stretch(0, 1024)
    if head.containsWord("CHARSET:1250") {
      text.alphabet = .windows1250
    } else if head.containsWord("8859-15") {
      text.alphabet = .latin9
    }
    self.text = OFXText(text: text)
    scanner = OFXScanner(bytes)
    lines = LineCounter(bytes)
  }

  mutating func run(_ emit: (StatementEvent) throws -> Void) throws {
    // Behind </OFX> there may be anything; only another document is read again.
    var isBehind = false
    while let tag = scanner.next() {
      if tag.name == names.ofx { isBehind = tag.isEnd }
      if isBehind {
        // Passed over.
      } else if tag.isEnd {
        try end(tag, emit)
      } else {
        try begin(tag, emit)
      }
      if scanner.offset - progress > 4 << 20 {
        progress = scanner.offset
        try emit(.progress(progress))
      }
    }
    if let open = transaction {
      // Without its end tag the last row may have lost digits: it is not read.
      note(open.offset, "S010 cut", "the file ends within a transaction, which is not read")
      transaction = nil
    }
    try close(emit)
  }

  private mutating func begin(
    _ tag: OFXScanner.Tag, _ emit: (StatementEvent) throws -> Void
  ) throws {
    let name = tag.name
    if name == names.transaction || name == names.pending {
      try finish(emit)
      transaction = OFXTransaction()
      transaction?.offset = tag.offset
      transaction?.isPending = name == names.pending
      place = .elsewhere
    } else if name == names.statement || name == names.cardStatement
      || name == names.investmentStatement
    {
      try finish(emit)
      try close(emit)
      open()
    } else if name == names.ledger {
      // A transaction that was never closed ends where its list must have ended.
      try finish(emit)
      place = .ledger
    } else if name == names.currency {
      place = .currency
    } else if name == names.originalCurrency {
      place = .originalCurrency
    } else if transaction != nil {
      field(tag)
    } else {
      header(tag)
    }
  }

  private mutating func field(_ tag: OFXScanner.Tag) {
    let value = tag.value
    switch tag.name {
    case names.bankAccountTo, names.cardAccountTo: place = .otherAccount
    case names.currencySymbol where place == .currency: transaction?.currency = value
    case names.currencySymbol: transaction?.originalCurrency = value
    case names.currencyRate: transaction?.rate = value
    case _ where value.isEmpty: break
    case names.transactionType: transaction?.type = value
    case names.posted: transaction?.posted = value
    case names.transactionDate: transaction?.posted = value
    case names.transactionAmount: transaction?.amount = value
    case names.fitID: transaction?.id = value
    case names.name where transaction?.name == nil: transaction?.name = value
    case names.payee where transaction?.name == nil: transaction?.name = value
    case names.memo: transaction?.memo = value
    case names.extendedName: transaction?.extendedName = value
    case names.user: transaction?.user = value
    case names.available: transaction?.available = value
    case names.sic: transaction?.sic = value
    case names.phone: transaction?.phone = value
    case names.checkNumber: transaction?.checkNumber = value
    case names.reference: transaction?.reference = value
    default: break
    }
  }

  private mutating func header(_ tag: OFXScanner.Tag) {
    switch tag.name {
    case names.bankAccount, names.cardAccount, names.investmentAccount: place = .account
    case names.accountID where place == .account && !tag.value.isEmpty:
      statement?.account = text.string(tag.value)
    case names.defaultCurrency:
      statement?.currency = Currency(text.string(tag.value)) ?? options.currency
    case names.balance where place == .ledger && tag.isWhole:
      statement?.closingBalance = WrittenAmount.read(tag.value, mark: options.decimalMark)
    case names.investmentLine: investmentLines += 1
    case names.list where statement == nil: open()
    default: break
    }
  }

  private mutating func end(
    _ tag: OFXScanner.Tag, _ emit: (StatementEvent) throws -> Void
  ) throws {
    switch tag.name {
    case names.transaction, names.pending, names.list: try finish(emit)
    case names.statement, names.cardStatement, names.investmentStatement:
      try finish(emit)
      try close(emit)
    case names.currency, names.originalCurrency, names.bankAccount, names.bankAccountTo,
      names.cardAccount, names.cardAccountTo, names.investmentAccount, names.ledger:
      place = .elsewhere
    default: break
    }
  }

  private mutating func open() {
    statement = Statement(file: file, format: .ofx)
    statement?.currency = options.currency
    wasTold = false
    investmentLines = 0
    place = .elsewhere
  }

  private mutating func finish(_ emit: (StatementEvent) throws -> Void) throws {
    guard let fields = transaction else { return }
    transaction = nil
    place = .elsewhere
    if statement == nil { open() }
    let line = lines.line(at: fields.offset)
    do {
      var row = try fields.transaction(
        text, currency: statement?.currency, mark: options.decimalMark)
      row.line = line
      try tell(emit)
      try emit(.transaction(row))
    } catch let refusal as OFXTransaction.Refusal {
      note(line: line, "S011 refused-row", "row not read: \(refusal.rawValue)")
    }
  }

  private mutating func tell(_ emit: (StatementEvent) throws -> Void) throws {
    guard let statement, !wasTold else { return }
    wasTold = true
    try emit(.begin(statement))
  }

  private mutating func close(_ emit: (StatementEvent) throws -> Void) throws {
    guard statement != nil else { return }
    try tell(emit)
    if investmentLines > 0 {
      statement?.assumptions.append(
        "\(investmentLines) purchases and sales of securities are not account lines")
    }
    if let statement { try emit(.end(statement)) }
    statement = nil
  }

  private mutating func note(_ offset: Int, _ code: String, _ message: String) {
    note(line: lines.line(at: offset), code, message)
  }

  private mutating func note(line: Int, _ code: String, _ message: String) {
    if statement == nil { open() }
    statement?.diagnostics.append(
      Diagnostic(
        severity: .warning, code: code, message: message,
        location: SourceLocation(path: file, line: line)))
  }
}
