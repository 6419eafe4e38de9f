import DescryCore

/// One pass over one OFX file.
struct OFXReading: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private let options: ReadingOptions
  private let ledger: Ledger
  private let text: OFXText
  private var scanner: OFXScanner
  private var lines: LineCounter

  /// Whether a statement is open, and its currency.
  private var isOpen = false
  private var currency: Currency?
  private var fields = OFXTransaction()
  /// Whether a transaction is being read.
  private var isInTransaction = false
  private var store = TextStore()
  private var descriptor = JoinedText()
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
    var passed = 0
    while let tag = scanner.next() {
      if tag.element == .ofx { isBehind = tag.isEnd }
      if isBehind {
        // Passed over.
      } else if tag.isEnd {
        try end(tag)
      } else {
        try begin(tag)
      }
      if scanner.offset - passed > 1 << 20 {
        passed = scanner.offset
        ledger.pass(passed)
      }
    }
    if isInTransaction {
      // Without its end tag the last row may have lost digits: it is not read.
      note(fields.offset, "S010 cut", "the file ends within a transaction, which is not read")
      isInTransaction = false
    }
    try close()
  }

  private mutating func begin(_ tag: OFXScanner.Tag) throws {
    switch tag.element {
    case .transaction, .pending:
      try finish()
      fields = OFXTransaction()
      fields.offset = tag.offset
      fields.isPending = tag.element == .pending
      isInTransaction = true
      place = .elsewhere
    case .statement, .cardStatement, .investmentStatement:
      try finish()
      try close()
      open()
    case .ledger:
      // A transaction that was never closed ends where its list must have ended.
      try finish()
      place = .ledger
    case .currency: place = .currency
    case .originalCurrency: place = .originalCurrency
    default:
      if isInTransaction { field(tag) } else { header(tag) }
    }
  }

  private mutating func field(_ tag: OFXScanner.Tag) {
    let value = tag.value
    switch tag.element {
    case .bankAccountTo, .cardAccountTo: place = .otherAccount
    case .currencySymbol:
      if place == .currency { fields.currency = value } else { fields.originalCurrency = value }
    case .currencyRate: fields.rate = value
    case _ where value.isEmpty: break
    case .type: fields.type = value
    case .posted, .transactionDate: fields.posted = value
    case .amount: fields.amount = value
    case .fitID:
      fields.id = value
      ledger.prepare(id: value)
    case .name, .payee: if fields.name.isEmpty { fields.name = value }
    case .memo: fields.memo = value
    case .extendedName: fields.extendedName = value
    case .user: fields.user = value
    case .available: fields.available = value
    case .sic: fields.sic = value
    case .phone: fields.phone = value
    case .checkNumber: fields.checkNumber = value
    case .reference: fields.reference = value
    default: break
    }
  }

  private mutating func header(_ tag: OFXScanner.Tag) {
    switch tag.element {
    case .bankAccount, .cardAccount, .investmentAccount: place = .account
    case .accountID where place == .account && !tag.value.isEmpty:
      ledger.statement?.account = text.string(tag.value)
    case .defaultCurrency:
      currency = Currency(text.string(tag.value)) ?? options.currency
      ledger.statement?.currency = currency
    case .balance where place == .ledger && tag.isWhole:
      ledger.statement?.closingBalance = WrittenAmount.read(tag.value, mark: options.decimalMark)
    case .investmentLine: investmentLines += 1
    case .list where !isOpen: open()
    default: break
    }
  }

  private mutating func end(_ tag: OFXScanner.Tag) throws {
    switch tag.element {
    case .transaction, .pending, .list: try finish()
    case .statement, .cardStatement, .investmentStatement:
      try finish()
      try close()
    case .currency, .originalCurrency, .bankAccount, .bankAccountTo,
      .cardAccount, .cardAccountTo, .investmentAccount, .ledger:
      place = .elsewhere
    default: break
    }
  }

  private mutating func open() {
    ledger.open()
    isOpen = true
    currency = ledger.statement?.currency
    investmentLines = 0
    place = .elsewhere
  }

  private mutating func finish() throws {
    guard isInTransaction else { return }
    isInTransaction = false
    place = .elsewhere
    if !isOpen { open() }
    let line = lines.line(at: fields.offset)
    var row: Transaction
    do throws(OFXTransaction.Refusal) {
      row = try fields.transaction(
        text, currency: currency, mark: options.decimalMark, &store, &descriptor)
    } catch {
      return note(line: line, "S011 refused-row", "row not read: \(error.rawValue)")
    }
    row.line = line
    store.clear()
    try ledger.enter(&row)
  }

  private mutating func close() throws {
    if investmentLines > 0 {
      ledger.leaveOut(securities: investmentLines)
    }
    isOpen = false
    try ledger.close()
  }

  private mutating func note(_ offset: Int, _ code: String, _ message: String) {
    note(line: lines.line(at: offset), code, message)
  }

  private mutating func note(line: Int, _ code: String, _ message: String) {
    if !isOpen { open() }
    ledger.note(code, message, line: line)
  }
}
