import DescryCore

/// Makes statements of the elements of one CAMT document, one element after the other.
struct CAMTReading {
  /// A text is not longer than this: the longest in the schema has 500 characters.
  private static let longest = 1 << 14

  private let ledger: Ledger
  private let decode = WrittenText()
  /// What the ledger threw: elements come through a parser that knows of no errors.
  private var failure: (any Error)?

  private var names = CAMTNames()
  private var path = CAMTPath()
  /// How many elements of the path are within one that is passed over.
  private var passed = 0
  private var field: [UInt8] = []
  private var isField = false

  private var balance = CAMTBalance()
  private var opening: CAMTBalance?
  private var previous: CAMTBalance?
  private var closing: CAMTBalance?
  private var created: CalendarDate?
  private var periodEnd: CalendarDate?
  private var undated = 0
  private var hasOtherCurrency = false
  private var messageCreated: CalendarDate?
  private var entry = CAMTEntry()
  private var isInEntry = false
  /// The transaction of the entry that is open; outside of one, fields are the entry's own.
  private var details = CAMTEntry.Details()
  private var isInDetails = false
  private var amountCurrency: Currency?

  /// Whether no statement was read to its end.
  private(set) var isEmpty = true

  init(_ ledger: Ledger) { self.ledger = ledger }

  /// Whether a statement is being read.
  var isOpen: Bool { ledger.statement != nil }

  /// Throws what went wrong since the last time.
  func check() throws { if let failure { throw failure } }

  /// Says something of a place, at the end of the statement.
  mutating func note(_ code: String, _ message: String, line: Int, column: Int? = nil) {
    if ledger.statement == nil { open() }
    ledger.note(code, message, line: line, column: column)
  }

  // MARK: Events

  mutating func begin(_ name: UnsafePointer<UInt8>, _ attributes: XMLAttributes) {
    let element = names.element(name)
    path.elements.append(element)
    if passed > 0 || element.isPassedOver {
      passed += 1
      return
    }
    isField = element.isField
    if !field.isEmpty { field.removeAll(keepingCapacity: true) }
    switch element {
    case .statement, .report, .notification:
      close()
      open()
    case .balance where !isInEntry: balance = CAMTBalance()
    case .entry:
      if ledger.statement == nil { open() }
      entry = CAMTEntry()
      entry.line = attributes.line
      isInEntry = true
    case .details where isInEntry:
      details = CAMTEntry.Details()
      details.line = attributes.line
      isInDetails = true
    case .amount:
      amountCurrency = attributes.value("Ccy").flatMap { Currency(bytes: $0) }
    default: break
    }
  }

  /// Whether the text at hand is part of a field.
  var wantsText: Bool { isField && passed == 0 }

  mutating func text(_ bytes: UnsafeRawBufferPointer) {
    guard wantsText, field.count < Self.longest else { return }
    field.append(contentsOf: bytes)
  }

  mutating func end() {
    guard let element = path.elements.popLast() else { return }
    if passed > 0 {
      passed -= 1
      return
    }
    switch element {
    case .statement, .report, .notification: close()
    case .balance where !isInEntry: keepBalance()
    case .entry: finish()
    case .details where isInDetails:
      entry.details.append(details)
      details = CAMTEntry.Details()
      isInDetails = false
    default:
      // A field that holds elements is none: its text was blanks.
      if isField, element.isField { field.withUnsafeBytes { keep(element, $0.trimmed) } }
    }
    isField = false
  }

  // MARK: Fields

  private mutating func keep(_ element: CAMTElement, _ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    if isInEntry {
      keepInEntry(element, bytes)
    } else if ledger.statement != nil {
      keepInStatement(element, bytes)
    } else if element == .created {
      messageCreated = WrittenDate.iso(bytes)
    }
  }

  private var parent: CAMTElement { path.parent }
  private func isWithin(_ element: CAMTElement) -> Bool { path.isWithin(element) }

  private mutating func keepInStatement(_ element: CAMTElement, _ bytes: UnsafeRawBufferPointer) {
    if isWithin(.balance) {
      switch (element, parent) {
      case (.amount, .balance):
        balance.amount = WrittenAmount.read(bytes)
        balance.currency = amountCurrency
      case (.direction, .balance): balance.isDebit = bytes.isWord("DBIT")
      case (.code, _) where isWithin(.type): balance.kind = balance.kind ?? decode.string(bytes)
      case (.date, _), (.dateTime, _): balance.date = WrittenDate.iso(bytes)
      default: break
      }
      return
    }
    switch element {
    case .iban, .bban:
      if isWithin(.account), !isWithin(.owner) { ledger.statement?.account = decode.string(bytes) }
    case .identification where ledger.statement?.account == nil:
      if isWithin(.account), !isWithin(.owner), parent == .other || parent == .oldProprietary {
        ledger.statement?.account = decode.string(bytes)
      }
    case .currency where parent == .account:
      if let currency = Currency(decode.string(bytes)) { ledger.statement?.currency = currency }
    case .created: created = WrittenDate.iso(bytes)
    case .toDateTime: periodEnd = WrittenDate.iso(bytes)
    default: break
    }
  }

  private mutating func keepInEntry(_ element: CAMTElement, _ bytes: UnsafeRawBufferPointer) {
    if isInDetails {
      details.keep(element, bytes, at: path, amountCurrency, decode)
    } else {
      keepOfEntry(element, bytes)
      entry.own.keep(element, bytes, at: path, amountCurrency, decode)
    }
  }

  private mutating func keepOfEntry(_ element: CAMTElement, _ bytes: UnsafeRawBufferPointer) {
    switch (element, parent) {
    case (.reversal, .entry): entry.isReversal = bytes.isWord("TRUE") || bytes.isWord("1")
    case (.status, .entry), (.code, .status), (.proprietary, .status):
      entry.isPending = bytes.isWord("PDNG") || bytes.isWord("INFO") || bytes.isWord("FUTR")
    case (.date, .booked), (.dateTime, .booked): entry.booked = WrittenDate.iso(bytes)
    case (.date, .value), (.dateTime, .value): entry.value = WrittenDate.iso(bytes)
    case (.additionalEntry, .entry): entry.text = decode.string(bytes)
    default: break
    }
  }

  // MARK: Statements

  private mutating func open() {
    ledger.open()
    opening = nil
    previous = nil
    closing = nil
    created = nil
    periodEnd = nil
    undated = 0
    hasOtherCurrency = false
  }

  private mutating func keepBalance() {
    switch balance.kind {
    case "OPBD":
      // Pages of one statement repeat it; the first is the one.
      opening = opening ?? balance
    case "PRCD": previous = previous ?? balance
    case "CLBD": closing = balance
    default: break
    }
  }

  /// Completes the statement before its first row.
  private func complete() {
    guard var known = ledger.statement, !ledger.isBegun else { return }
    let first = opening ?? previous
    known.openingBalance = first?.signed
    known.closingBalance = closing?.signed
    known.currency = known.currency ?? first?.currency ?? closing?.currency
    ledger.statement = known
  }

  private mutating func finish() {
    isInEntry = false
    isInDetails = false
    do {
      var rows = try entry.transactions(
        account: ledger.statement?.account,
        currency: ledger.statement?.currency ?? opening?.currency,
        fallback: periodEnd ?? created ?? messageCreated)
      complete()
      if entry.booked == nil, entry.value == nil { undated += rows.count }
      for index in rows.indices {
        if let currency = rows[index].currency, currency != ledger.statement?.currency {
          hasOtherCurrency = true
        }
        try ledger.enter(&rows[index])
      }
      if entry.details.count > 1, rows.count == 1 {
        note(
          "S033 batch", "the amounts of the batch do not make up its entry: it stays one row",
          line: entry.line)
      }
    } catch let refusal as CAMTEntry.Refusal {
      note("S011 refused-row", "entry not read: \(refusal.rawValue)", line: entry.line)
    } catch {
      failure = error
    }
  }

  /// Ends the statement that is open.
  mutating func close() {
    complete()
    guard var last = ledger.statement else { return }
    if let closing { last.closingBalance = closing.signed }
    if undated > 0 {
      last.assumptions.append(
        "\(undated) entries without a date have the day of the message")
    }
    if hasOtherCurrency, last.openingBalance != nil {
      last.openingBalance = nil
      last.assumptions.append(
        "entries are in other currencies than the balances, which therefore prove nothing")
    }
    ledger.statement = last
    do { try ledger.close() } catch { failure = error }
    isEmpty = false
  }
}

/// A balance (`Bal`) while it is read.
struct CAMTBalance {
  var kind: String?
  var amount: Amount?
  var currency: Currency?
  var isDebit = false
  var date: CalendarDate?

  var signed: Amount? { amount.map { isDebit ? -$0.magnitude : $0 } }
}

/// Elements by the pointers of their names, of which libxml2 keeps one for each name.
struct CAMTNames {
  private var slots: [(pointer: UnsafePointer<UInt8>?, element: CAMTElement)] = Array(
    repeating: (nil, .unknown), count: 1024)

  mutating func element(_ name: UnsafePointer<UInt8>) -> CAMTElement {
    var slot = (Int(bitPattern: name) >> 2) & 1023
    // A file with more names than the standard has looks the rest up anew.
    for _ in 0..<8 {
      if slots[slot].pointer == name { return slots[slot].element }
      if slots[slot].pointer == nil {
        let element = CAMTElement.named(String(cString: name))
        slots[slot] = (name, element)
        return element
      }
      slot = (slot + 1) & 1023
    }
    return CAMTElement.named(String(cString: name))
  }
}
