import DescryCore

/// One pass over one file of MT940 or MT942 messages.
struct MT940Reading: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private let ledger: Ledger
  private let text = WrittenText()

  private var field: MT940Field.Tag?
  /// The field's first line, and those that follow.
  private var content = UnsafeRawBufferPointer(start: nil, count: 0)
  private var rest: [UnsafeRawBufferPointer] = []
  private var fieldLine = 0
  private var isEnded = true

  private var isNewMessage = true
  private var account: String?
  private var currency: Currency?
  /// An interim report (MT942) gives its currency only with its floor limit, field 34F.
  private var floorCurrency: Currency?
  private var entry: MT940Line?
  private var entryLine = 0
  private var supplement: [UnsafeRawBufferPointer] = []
  private var information: MT940Information?
  /// The texts of the booking that do not stand in the file as they are.
  private var store = TextStore()
  private var descriptor = JoinedText()

  init(_ bytes: UnsafeRawBufferPointer, _ ledger: Ledger) {
    self.bytes = bytes
    self.ledger = ledger
  }

  mutating func run() throws {
    var scanner = LineScanner(bytes)
    var colonAlone = false
    while let line = scanner.next() {
      let found =
        colonAlone ? MT940Field(afterColon: line) : MT940Field(Self.behindEnvelope(line))
      colonAlone = false
      if let found {
        try flush()
        field = found.tag
        fieldLine = scanner.line
        content = found.content
      } else if line.count == 1, line[0] == UInt8(ascii: ":") {
        colonAlone = true
      } else if line.at(0) == UInt8(ascii: "-"), line.count == 1 || line[1] == UInt8(ascii: "}") {
        try flush()
        field = nil
      } else if field != nil {
        rest.append(line)
      }
      isEnded = scanner.isEnded
      ledger.pass(scanner.offset)
    }
    try flush()
    try finish()
    try ledger.close()
  }

  /// A message may begin on the line of its envelope: `{1:…}{4::20:…`.
  private static func behindEnvelope(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard let first = line.at(0), first == UInt8(ascii: "{") || first < 0x20 else { return line }
    var from = 0
    while let open = line.next(UInt8(ascii: "{"), from: from) {
      if line.at(open + 1) == UInt8(ascii: "4"), line.at(open + 2) == UInt8(ascii: ":") {
        return line.stretch(from: open + 3)
      }
      from = open + 1
    }
    return line
  }

  private mutating func flush() throws {
    defer { if !rest.isEmpty { rest.removeAll(keepingCapacity: true) } }
    guard let field else { return }
    switch field {
    case .reference:
      try finish()
      isNewMessage = true
      account = nil
      floorCurrency = nil
    case .account:
      if entry != nil, content.stretch(0, 3).number != nil, content.at(3) == UInt8(ascii: "?") {
        // A known export writes the tag of the account before the details of a booking.
        information = MT940Information(content, rest, &store)
      } else {
        try finish()
        account = text.text(content)
      }
    case .opening:
      try finish()
      try begin(MT940Balance(content))
    case .line:
      try finish()
      if isNewMessage { try begin(nil) }
      read()
    case .information:
      if entry != nil, information == nil { information = MT940Information(content, rest, &store) }
    case .closing:
      try finish()
      if let balance = MT940Balance(content), isEnded {
        ledger.statement?.closingBalance = balance.amount
      }
    case .floor:
      floorCurrency = Currency(bytes: content.stretch(0, 3))
    case .sequence, .available, .nonSwift, .other: break
    }
  }

  /// Begins a statement, or goes on with the last one where the next page of its account begins.
  private mutating func begin(_ opening: MT940Balance?) throws {
    defer {
      isNewMessage = false
      currency = ledger.statement?.currency
    }
    if var open = ledger.statement, open.account == account || account == nil {
      let follows =
        opening.map { $0.amount == open.closingBalance && $0.currency == open.currency }
        ?? (open.openingBalance == nil)
      if isNewMessage ? follows : !ledger.isBegun {
        if !isNewMessage, let opening {
          open.openingBalance = opening.amount
          open.currency = opening.currency
        }
        // The closing balance of a page says nothing about those behind it.
        open.closingBalance = nil
        ledger.statement = open
        return
      }
    }
    try ledger.close()
    ledger.open(account: account, currency: opening?.currency ?? floorCurrency)
    ledger.statement?.openingBalance = opening?.amount
  }

  private mutating func read() {
    entryLine = fieldLine
    if !rest.isEmpty { supplement.append(contentsOf: rest) }
    entry = MT940Line(content)
    if entry == nil, let rest = supplement.first {
      // Some exports wrap the field itself.
      supplement.removeFirst()
      entry = MT940Line(store.extend(content, by: rest, blank: false))
    }
    if let line = entry, !line.isWhole, !isEnded {
      entry = nil
      ledger.note("S010 cut", "the file ends within a booking, which is not read", line: fieldLine)
    } else if entry == nil {
      ledger.note(
        "S011 refused-row", "booking not read: expected :61: as 180703D49,90NMSC", line: fieldLine)
    }
    if let entry {
      ledger.prepare(id: entry.bankReference)
    } else {
      forget()
    }
  }

  /// Forgets the booking that was read.
  private mutating func forget() {
    entry = nil
    information = nil
    if !supplement.isEmpty { supplement.removeAll(keepingCapacity: true) }
    store.clear()
  }

  private mutating func finish() throws {
    guard let entry else { return }
    let said = information ?? MT940Information()
    let name = text.utf8(said.name, &store)
    describe(said, name)
    if descriptor.isEmpty {
      if let first = supplement.first {
        let said = MT940Information(first, Array(supplement.dropFirst()), &store)
        describe(said, text.utf8(said.name, &store))
      }
    }
    var row = Transaction(
      id: text.string(entry.bankReference), date: entry.date, amount: entry.amount,
      currency: currency, descriptor: descriptor.string)
    row.valueDate = entry.date
    row.status = entry.isExpected ? .pending : .booked
    row.counterparty = name.isEmpty ? nil : name.string
    row.reference = text.text(said.reference.isEmpty ? entry.reference : said.reference)
    if let mandate = text.text(said.mandate) { row.mandate = mandate }
    if let creditor = text.text(said.creditorID) { row.creditorID = creditor }
    if let original = said.original, original.currency != row.currency {
      row.originalAmount =
        entry.amount.isNegative
        ? Money(-original.amount.magnitude, original.currency) : original.magnitude
    }
    row.line = entryLine
    forget()
    try ledger.enter(&row)
  }

  /// Puts the text together: the other party with the purpose, else what comes nearest to it.
  private mutating func describe(_ said: MT940Information, _ name: UnsafeRawBufferPointer) {
    descriptor.clear()
    descriptor.join(name)
    descriptor.join(text.utf8(said.text, &store))
    if descriptor.isEmpty { descriptor.join(text.utf8(said.bookingText, &store)) }
  }
}
