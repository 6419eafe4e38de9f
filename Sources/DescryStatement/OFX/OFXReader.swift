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

/// One pass over one OFX file.
private struct OFXReading {
  private let names = OFXNames()
  private let bytes: UnsafeRawBufferPointer
  private let options: ReadingOptions
  private let ledger: Ledger
  private let text: OFXText
  private var scanner: OFXScanner
  private var lines: LineCounter

  private var transaction: OFXTransaction?
  private var place = Place.elsewhere
  private var investmentLines = 0

  /// The aggregate whose fields mean something else than the transaction's own.
  private enum Place {
    case elsewhere, account, otherAccount, ledger, currency, originalCurrency
  }

  init(_ bytes: UnsafeRawBufferPointer, _ options: ReadingOptions, _ ledger: Ledger) {
    self.bytes = bytes
    self.options = options
    self.ledger = ledger
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

  mutating func run() throws {
    // Behind </OFX> there may be anything; only another document is read again.
    var isBehind = false
    while let tag = scanner.next() {
      if tag.name == names.ofx { isBehind = tag.isEnd }
      if isBehind {
        // Passed over.
      } else if tag.isEnd {
        try end(tag)
      } else {
        try begin(tag)
      }
      ledger.pass(scanner.offset)
    }
    if let open = transaction {
      // Without its end tag the last row may have lost digits: it is not read.
      note(open.offset, "S010 cut", "the file ends within a transaction, which is not read")
      transaction = nil
    }
    try close()
  }

  private mutating func begin(_ tag: OFXScanner.Tag) throws {
    let name = tag.name
    if name == names.transaction || name == names.pending {
      try finish()
      transaction = OFXTransaction()
      transaction?.offset = tag.offset
      transaction?.isPending = name == names.pending
      place = .elsewhere
    } else if name == names.statement || name == names.cardStatement
      || name == names.investmentStatement
    {
      try finish()
      try close()
      open()
    } else if name == names.ledger {
      // A transaction that was never closed ends where its list must have ended.
      try finish()
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
      ledger.statement?.account = text.string(tag.value)
    case names.defaultCurrency:
      ledger.statement?.currency = Currency(text.string(tag.value)) ?? options.currency
    case names.balance where place == .ledger && tag.isWhole:
      ledger.statement?.closingBalance = WrittenAmount.read(tag.value, mark: options.decimalMark)
    case names.investmentLine: investmentLines += 1
    case names.list where ledger.statement == nil: open()
    default: break
    }
  }

  private mutating func end(_ tag: OFXScanner.Tag) throws {
    switch tag.name {
    case names.transaction, names.pending, names.list: try finish()
    case names.statement, names.cardStatement, names.investmentStatement:
      try finish()
      try close()
    case names.currency, names.originalCurrency, names.bankAccount, names.bankAccountTo,
      names.cardAccount, names.cardAccountTo, names.investmentAccount, names.ledger:
      place = .elsewhere
    default: break
    }
  }

  private mutating func open() {
    ledger.open()
    investmentLines = 0
    place = .elsewhere
  }

  private mutating func finish() throws {
    guard let fields = transaction else { return }
    transaction = nil
    place = .elsewhere
    if ledger.statement == nil { open() }
    let line = lines.line(at: fields.offset)
    do {
      var row = try fields.transaction(
        text, currency: ledger.statement?.currency, mark: options.decimalMark)
      row.line = line
      try ledger.enter(&row)
    } catch let refusal as OFXTransaction.Refusal {
      note(line: line, "S011 refused-row", "row not read: \(refusal.rawValue)")
    }
  }

  private mutating func close() throws {
    if investmentLines > 0 {
      ledger.statement?.assumptions.append(
        "\(investmentLines) purchases and sales of securities are not account lines")
    }
    try ledger.close()
  }

  private mutating func note(_ offset: Int, _ code: String, _ message: String) {
    note(line: lines.line(at: offset), code, message)
  }

  private mutating func note(line: Int, _ code: String, _ message: String) {
    if ledger.statement == nil { open() }
    ledger.note(code, message, line: line)
  }
}
