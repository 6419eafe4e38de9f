import DescryCore

/// Makes statements of the elements of CAMT documents, one element after the other.
struct CAMTReading: XMLElements, ~Copyable {
  private let ledger: Ledger

  private var path = CAMTPath()
  /// How many elements are open within one that is passed over, and that one.
  private var passed = 0
  private var amountCurrency: Currency?

  private var balance = CAMTBalance()
  private var balances = CAMTBalances()
  private var account = CAMTText.none
  private var currency: Currency?
  /// Whether the statement was completed before its first row.
  private var isComplete = false
  private var created: CalendarDate?
  private var periodEnd: CalendarDate?
  private var undated = 0
  private var hasOtherCurrency = false
  private var messageCreated: CalendarDate?
  private var entry = CAMTEntry()
  private var isInEntry = false
  /// Whether a transaction of the entry is open; outside of one, fields are the entry's own.
  private var isInDetails = false
  private var descriptor = JoinedText()
  /// The row at hand, in one place for all of them.
  private var row = Transaction(
    id: "", date: CalendarDate(dayNumber: 0), amount: .zero, currency: nil, descriptor: "")
  /// The texts of the entry, and those of the statement.
  private var texts = TextStore()
  private var statementTexts = TextStore()

  /// Whether no statement was read to its end.
  private(set) var isEmpty = true

  init(_ ledger: Ledger) { self.ledger = ledger }

  /// Whether a statement is being read.
  private(set) var isOpen = false

  /// Says something of a place, at the end of the statement.
  mutating func note(_ code: String, _ message: String, line: Int, column: Int? = nil) {
    if !isOpen { open() }
    ledger.note(code, message, line: line, column: column)
  }

  // MARK: Elements

  mutating func begin(_ tag: XMLTag) throws {
    if passed > 0 || tag.element.isPassedOver {
      passed += 1
      return
    }
    path.push(tag.element)
    switch tag.element {
    case .statement, .report, .notification:
      try close()
      open()
    case .balance where !isInEntry: balance = CAMTBalance()
    case .entry:
      if !isOpen { open() }
      texts.clear()
      entry.begin(line: tag.line)
      isInEntry = true
    case .details where isInEntry:
      entry.beginDetails(line: tag.line)
      isInDetails = true
    case .amount: amountCurrency = tag.currency
    default: break
    }
  }

  mutating func leaf(_ tag: XMLTag, _ text: XMLText) throws {
    guard passed == 0 else { return }
    guard tag.element.isField else {
      try begin(tag)
      return try end()
    }
    if tag.element == .amount { amountCurrency = tag.currency }
    if isInEntry {
      let text = texts.lasting(text)
      if !text.isEmpty { keepInEntry(tag.element, text) }
    } else {
      let text = statementTexts.lasting(text)
      if !text.isEmpty { keepInStatement(tag.element, text) }
    }
  }

  mutating func end() throws {
    if passed > 0 {
      passed -= 1
      return
    }
    switch path.pop() {
    case .statement, .report, .notification: try close()
    case .balance where !isInEntry: balances.keep(balance)
    case .entry: try finish()
    case .details: isInDetails = false
    default: break
    }
  }

  func pass(_ offset: Int) { ledger.pass(offset) }

  // MARK: Fields

  private mutating func keepInStatement(_ element: CAMTElement, _ text: CAMTText) {
    guard isOpen else {
      if element == .created { messageCreated = WrittenDate.iso(text.bytes) }
      return
    }
    if path.isWithin(.balance) {
      return balance.keep(element, text, at: path, amountCurrency)
    }
    switch element {
    case .iban, .bban:
      if path.isWithin(.account), !path.isWithin(.owner) { keepAccount(text) }
    case .identification where account.isEmpty:
      if path.isWithin(.account), !path.isWithin(.owner),
        path.parent == .other || path.parent == .oldProprietary
      {
        keepAccount(text)
      }
    case .currency where path.parent == .account:
      if let currency = Currency(bytes: text.bytes) { keepCurrency(currency) }
    case .created: created = WrittenDate.iso(text.bytes)
    case .toDateTime: periodEnd = WrittenDate.iso(text.bytes)
    default: break
    }
  }

  private mutating func keepAccount(_ text: CAMTText) {
    account = text
    ledger.statement?.account = text.string
  }

  private mutating func keepCurrency(_ currency: Currency?) {
    self.currency = currency
    ledger.statement?.currency = currency
  }

  private mutating func keepInEntry(_ element: CAMTElement, _ text: CAMTText) {
    if element == .servicerReference { ledger.prepare(id: text.bytes) }
    if element == .unstructured {
      entry.keep(text, isInDetails: isInDetails)
    } else if isInDetails {
      entry.last.keep(element, text, at: path, amountCurrency)
    } else {
      keepOfEntry(element, text)
      entry.own.keep(element, text, at: path, amountCurrency)
    }
  }

  private mutating func keepOfEntry(_ element: CAMTElement, _ text: CAMTText) {
    switch (element, path.parent) {
    case (.reversal, .entry):
      entry.isReversal = text.bytes.isWord("TRUE") || text.bytes.isWord("1")
    case (.status, .entry), (.code, .status), (.proprietary, .status):
      entry.isPending =
        text.bytes.isWord("PDNG") || text.bytes.isWord("INFO") || text.bytes.isWord("FUTR")
    case (.date, .booked), (.dateTime, .booked): entry.booked = WrittenDate.iso(text.bytes)
    case (.date, .value), (.dateTime, .value): entry.value = WrittenDate.iso(text.bytes)
    case (.additionalEntry, .entry): entry.text = text
    default: break
    }
  }

  // MARK: Statements

  private mutating func open() {
    ledger.open()
    isOpen = true
    isComplete = false
    currency = ledger.statement?.currency
    balances = CAMTBalances()
    statementTexts.clear()
    account = .none
    created = nil
    periodEnd = nil
    undated = 0
    hasOtherCurrency = false
  }

  /// Completes the statement before its first row.
  private mutating func complete() {
    if isComplete { return }
    isComplete = true
    ledger.statement?.openingBalance = balances.first
    ledger.statement?.closingBalance = balances.last
    keepCurrency(currency ?? balances.currency)
  }

  private mutating func finish() throws {
    isInEntry = false
    isInDetails = false
    let rows: Int
    do throws(CAMTEntry.Refusal) {
      rows = try entry.resolve(
        currency: currency ?? balances.openingCurrency,
        fallback: periodEnd ?? created ?? messageCreated)
    } catch {
      return note("S011 refused-row", "entry not read: \(error.rawValue)", line: entry.line)
    }
    complete()
    for index in 0..<rows {
      entry.write(index, of: rows, account: account, &descriptor, to: &row)
      if row.currency != nil, row.currency != currency { hasOtherCurrency = true }
      try ledger.enter(&row)
    }
    if entry.booked == nil, entry.value == nil { undated += rows }
    if entry.count > 1, rows == 1 {
      note(
        "S033 batch", "the amounts of the batch do not make up its entry: it stays one row",
        line: entry.line)
    }
  }

  /// Ends the statement that is open.
  mutating func close() throws {
    guard isOpen else { return }
    complete()
    isOpen = false
    guard var last = ledger.statement else { return }
    last.closingBalance = balances.last ?? last.closingBalance
    if undated > 0 {
      last.assumptions.append(
        LocalizedText(
          en: "\(undated) entries without a date have the day of the message",
          fr: "\(undated) écritures sans date ont le jour du message"))
    }
    if hasOtherCurrency, last.openingBalance != nil {
      last.openingBalance = nil
      last.assumptions.append(
        LocalizedText(
          en: "entries are in other currencies than the balances, which therefore prove nothing",
          fr: "les écritures sont en d'autres devises que les soldes, qui ne prouvent donc rien"))
    }
    ledger.statement = last
    try ledger.close()
    isEmpty = false
  }

  /// Another document begins: what the one before said of itself is none of its.
  mutating func beginDocument() { messageCreated = nil }
}
