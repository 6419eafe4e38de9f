import DescryCore

/// One pass over one Norma 43 file.
struct Norma43Reading {
  private let ledger: Ledger
  private let decode = WrittenText()
  private var row: Transaction?
  private var concepts: [(code: Int, line: FixedLine)] = []
  private var original: Money?

  init(_ ledger: Ledger) { self.ledger = ledger }

  mutating func read(_ line: FixedLine, at number: Int) throws {
    switch line.columns(1, 2).number {
    case 11:
      try finish()
      try ledger.close()
      open(line)
    case 22:
      try finish()
      if ledger.statement == nil { ledger.open() }
      begin(line, number)
    case 23: if row != nil { concepts.append((line.columns(3, 4).number ?? 0, line)) }
    case 24:
      if row != nil, let currency = CurrencyNumber.currency(line.columns(5, 7)),
        let amount = line.amount(8, 21, decimals: 2)
      {
        original = Money(amount, currency)
      }
    case 33:
      try finish()
      if ledger.statement == nil { open(line) }
      let closing = balance(line, sign: 59, from: 60)
      ledger.statement?.closingBalance = closing
      if let currency = CurrencyNumber.currency(line.columns(74, 76)),
        ledger.statement?.currency == nil
      {
        ledger.statement?.currency = currency
      }
      try ledger.close()
    case 88, 0: break
    default:
      ledger.note(
        "S011 refused-row", "record not read: expected 11, 22, 23, 24, 33 or 88 first",
        line: number)
    }
  }

  /// A balance or an amount behind its sign: 1 is debit, 2 is credit.
  private func balance(_ line: FixedLine, sign: Int, from: Int) -> Amount? {
    guard let amount = line.amount(from, from + 13, decimals: 2) else { return nil }
    switch line.columns(sign, sign).number {
    case 1: return -amount
    case 2: return amount
    default: return nil
    }
  }

  private func open(_ line: FixedLine) {
    let isHeader = line.columns(1, 2).number == 11
    ledger.open(
      account: [line.columns(3, 6), line.columns(7, 10), line.columns(11, 20)]
        .map { decode.string($0) }.joined(separator: " "),
      currency: isHeader ? CurrencyNumber.currency(line.columns(48, 50)) : nil)
    if isHeader { ledger.statement?.openingBalance = balance(line, sign: 33, from: 34) }
  }

  private mutating func begin(_ line: FixedLine, _ number: Int) {
    guard let amount = balance(line, sign: 28, from: 29) else {
      ledger.note("S011 refused-row", "no sign and amount in columns 28-42", line: number)
      return
    }
    guard let date = line.day(11, dayFirst: false) else {
      ledger.note("S011 refused-row", "no day in columns 11-16, as 180703", line: number)
      return
    }
    var row = Transaction(
      id: "", date: date, amount: amount, currency: ledger.statement?.currency, descriptor: "")
    row.valueDate = line.day(17, dayFirst: false)
    row.reference = given(line.text(65, 80, decode)) ?? given(line.text(53, 64, decode))
    row.line = number
    self.row = row
  }

  private func given(_ text: String?) -> String? {
    guard let text, text.contains(where: { $0 != "0" && $0 != " " }) else { return nil }
    return text
  }

  /// Enters the movement that is open, with what its concepts say.
  mutating func finish() throws {
    defer {
      row = nil
      concepts.removeAll(keepingCapacity: true)
      original = nil
    }
    guard var row else { return }
    if let first = concepts.first, isDirectDebit(first.line) {
      directDebit(&row)
    } else {
      row.descriptor = concepts.flatMap { concept in
        [concept.line.text(5, 42, decode), concept.line.text(43, 80, decode)].compactMap { $0 }
      }.joined(separator: " ")
    }
    if row.descriptor.isEmpty { row.descriptor = row.reference ?? "" }
    if let original, original.currency != row.currency {
      row.originalAmount =
        row.amount.isNegative ? Money(-original.amount, original.currency) : original
    }
    try ledger.enter(&row)
  }

  /// A SEPA direct debit has its own fields in the records 23 (Norma 43, 2012, appendix 4).
  private func isDirectDebit(_ line: FixedLine) -> Bool {
    let scheme = line.columns(5, 8).trimmed
    return line.columns(3, 4).number == 1 && (scheme.isWord("CORE") || scheme.isWord("B2B"))
  }

  private func directDebit(_ row: inout Transaction) {
    var texts: [String] = []
    for (code, line) in concepts {
      switch code {
      case 1: row.counterparty = line.text(9, 78, decode)
      case 2:
        row.creditorID = line.text(5, 39, decode)
        row.mandate = line.text(40, 74, decode)
      case 3: texts += [line.text(13, 80, decode)].compactMap { $0 }
      case 4: texts += [line.text(5, 76, decode)].compactMap { $0 }
      case 5: row.reference = line.text(5, 39, decode) ?? row.reference
      default: break
      }
    }
    row.descriptor = joined(row.counterparty, texts.joined(separator: " "))
  }
}
