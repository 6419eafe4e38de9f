import DescryCore

/// What the lines of a statement's PDF look like: rows, balances, and where columns end.
struct PDFTable {
  /// A line that may be a transaction.
  struct Row {
    let line: Int
    /// Its place among all lines of the text.
    let index: Int
    /// Nil where the day stands only on an earlier row.
    let day: PDFDay?
    let valueDay: PDFDay?
    /// Signed where the file tells the side, else as written.
    var amount: Amount
    var balance: Amount?
    var text: String
    let textFrom: Int
  }

  /// A line that prints a balance.
  struct Balance {
    enum Kind { case opening, closing, either }
    let kind: Kind
    let amount: Amount
    let index: Int
  }

  private(set) var rows: [Row] = []
  private(set) var balances: [Balance] = []
  private(set) var days: [PDFDay] = []
  /// Whether columns for both sides, or marks, tell charges from credits.
  private(set) var hasSides = false
  /// Whether the text is that of a card, where what is owed is printed without a sign.
  private(set) var isCard = false
  private(set) var hasText = false
  private(set) var currency: Currency?

  private var edges: [Edge] = []

  private enum Column { case debit, credit, amount, balance }

  /// Where the heading of a column ends: amounts are printed flush with it.
  private struct Edge {
    let column: Column
    let from: Int
    let to: Int
  }

  init(_ text: [UInt8]) {
    let whole = String(decoding: text, as: UTF8.self)
    var number = 0
    for (index, raw) in whole.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      number += 1
      let line = PDFLine(raw, number: number)
      if line.bytes.contains(where: { $0.isLetter || $0.isDigit }) { hasText = true }
      read(line, index)
    }
  }

  private mutating func read(_ line: PDFLine, _ index: Int) {
    let words = line.words
    guard !words.isEmpty else {
      isOpen = false
      return
    }
    let key = line.key
    if Self.cardWords.contains(where: key.contains) { isCard = true }
    if currency == nil { currency = Self.currency(key) }
    let money = line.money(words)
    if money.isEmpty, heading(line, words) {
      isOpen = false
      return
    }
    collectDays(line, words)
    if let kind = Self.balanceKind(key), let last = amountOfBalance(money) {
      let isDebit = key.contains("debiteur") || last.isCredit == false
      balances.append(
        Balance(
          kind: kind, amount: isDebit ? -last.amount.magnitude : last.amount, index: index))
      isOpen = false
      return
    }
    if money.isEmpty {
      extend(line, words)
    } else {
      row(line, words, money, index)
    }
  }

  // MARK: Rows

  /// Whether the next line without day and money goes on with the last row's text.
  private var isOpen = false

  private mutating func row(
    _ line: PDFLine, _ words: [PDFLine.Word], _ money: [PDFLine.Money], _ index: Int
  ) {
    let wasOpen = isOpen
    isOpen = false
    var from = words[0].from
    var day: PDFDay?
    var value: PDFDay?
    if let first = line.day(words, at: 0) {
      day = first.day
      from = first.next < words.count ? words[first.next].from : line.bytes.count
      if let second = line.day(words, at: first.next), second.next < words.count {
        value = second.day
        from = words[second.next].from
      }
    }
    var amount: Amount?
    var balance: Amount?
    var textTo = line.bytes.count
    for (place, item) in money.enumerated() {
      guard item.from >= from else { continue }
      let column = column(of: item, isLast: place == money.count - 1, count: money.count)
      guard let column else { continue }
      textTo = min(textTo, item.from)
      switch column {
      case .balance: balance = item.amount
      case .debit: amount = amount ?? -item.amount.magnitude
      case .credit: amount = amount ?? item.amount.magnitude
      case .amount:
        amount =
          amount ?? item.isCredit.map { $0 == isCard ? -item.amount : item.amount }
          ?? item.amount
      }
    }
    guard let amount else {
      // Amounts in another column are part of the text, as a price before conversion.
      isOpen = wasOpen
      extend(line, words)
      return
    }
    var text = line.text(from, textTo)
    // Some banks print days behind the text too: the value date is the last.
    var trailing = 0
    while trailing < 2, let last = text.split(separator: " ").last,
      let day = PDFDay(Array(last.utf8), words: 1)
    {
      value = value ?? day
      text.removeLast(last.count)
      while text.last == " " { text.removeLast() }
      trailing += 1
    }
    guard !text.isEmpty else { return }
    rows.append(
      Row(
        line: line.number, index: index, day: day, valueDay: value, amount: amount,
        balance: balance, text: text, textFrom: from))
    isOpen = true
  }

  /// A line without day and money below a row's text belongs to it.
  private mutating func extend(_ line: PDFLine, _ words: [PDFLine.Word]) {
    guard isOpen, let last = rows.last, abs(words[0].from - last.textFrom) <= 4,
      rows[rows.count - 1].text.count < 300
    else {
      isOpen = false
      return
    }
    rows[rows.count - 1].text += " " + line.text(words[0].from, line.bytes.count)
  }

  private func column(of money: PDFLine.Money, isLast: Bool, count: Int) -> Column? {
    guard !edges.isEmpty else {
      // Without headings: one amount, or an amount and the balance behind it.
      if count == 1 { return .amount }
      return isLast ? .balance : .amount
    }
    let nearest = edges.min { distance($0, money) < distance($1, money) }
    guard let nearest, distance(nearest, money) <= 12 else { return nil }
    return nearest.column
  }

  private func distance(_ edge: Edge, _ money: PDFLine.Money) -> Int {
    if money.from <= edge.to, money.to >= edge.from { return 0 + abs(edge.to - money.to) / 4 }
    return min(abs(edge.to - money.to), abs(edge.from - money.from))
  }

  // MARK: Headings

  /// Reads a line of headings; false when it has none.
  private mutating func heading(_ line: PDFLine, _ words: [PDFLine.Word]) -> Bool {
    var found: [Edge] = []
    for (index, word) in words.enumerated() {
      var length = min(2, words.count - index)
      while length > 0 {
        let to = words[index + length - 1].to
        let name = PDFLine(Substring(line.text(word.from, to)), number: 0).key
        if let column = Self.headings[name.filter { $0.isLetter || $0 == " " }] {
          found.append(Edge(column: column, from: word.from, to: to))
          break
        }
        length -= 1
      }
    }
    guard found.contains(where: { $0.column != .balance }) else { return false }
    // A sentence that speaks of amounts is no heading: headings stand apart.
    let gaps = zip(words, words.dropFirst()).filter { $1.from - $0.to >= 2 }.count
    guard gaps >= 1, words.count <= 16 else { return false }
    edges = found
    if found.contains(where: { $0.column == .debit || $0.column == .credit }) { hasSides = true }
    return true
  }

  private static let headings: [String: Column] = [
    "debit": .debit, "debits": .debit, "money out": .debit, "paid out": .debit, "soll": .debit,
    "withdrawals": .debit, "withdrawal": .debit, "withdrawn": .debit, "depenses": .debit,
    "payments": .debit, "addebiti": .debit, "cargo": .debit, "cargos": .debit, "debe": .debit,
    "belastung": .debit, "lastschrift": .debit, "dare": .debit, "sorties": .debit, "out": .debit,
    "debit eur": .debit, "debit euros": .debit, "credit eur": .credit, "credit euros": .credit,
    "credit": .credit, "credits": .credit, "money in": .credit, "paid in": .credit,
    "haben": .credit, "deposits": .credit, "deposit": .credit, "receipts": .credit,
    "recettes": .credit, "accrediti": .credit, "abono": .credit, "abonos": .credit,
    "haber": .credit, "gutschrift": .credit, "avere": .credit, "entrees": .credit, "in": .credit,
    "amount": .amount, "montant": .amount, "betrag": .amount, "importe": .amount,
    "importo": .amount, "bedrag": .amount, "belopp": .amount, "valor": .amount,
    "amount sgdi": .amount, "amount sgd": .amount, "amount eur": .amount, "amount usd": .amount,
    "amount gbp": .amount, "montant eur": .amount, "montant euros": .amount,
    "balance": .balance, "solde": .balance, "saldo": .balance, "kontostand": .balance,
  ]

  // MARK: Balances

  private func amountOfBalance(_ money: [PDFLine.Money]) -> PDFLine.Money? { money.last }

  private static func balanceKind(_ key: String) -> Balance.Kind? {
    if openings.contains(where: key.contains) { return .opening }
    if closings.contains(where: key.contains) { return .closing }
    if eithers.contains(where: key.contains) { return .either }
    return nil
  }

  private static let openings = [
    "opening balance", "previous balance", "last month's balance", "last months balance",
    "brought forward", "beginning balance", "starting balance", "start balance",
    "balance forward", "balance b/f", "solde precedent", "ancien solde", "solde initial",
    "alter kontostand", "alter saldo", "anfangssaldo", "saldo anterior", "saldo inicial",
    "saldo iniziale", "vorig saldo", "beginsaldo", "report du",
  ]
  private static let closings = [
    "closing balance", "new balance", "ending balance", "end balance", "carried forward",
    "balance c/f", "nouveau solde", "solde final", "total amount due", "statement balance",
    "balance due", "neuer kontostand", "neuer saldo", "endsaldo", "saldo final", "saldo actual",
    "saldo finale", "nieuw saldo", "eindsaldo", "total due", "subtotal",
  ]
  private static let eithers = [
    "solde crediteur", "solde debiteur", "solde au", "solde du compte", "balance on",
    "balance at", "balance as of", "kontostand am", "saldo al", "saldo per",
  ]
  private static let cardWords = [
    "credit limit", "minimum payment", "minimum due", "payment due", "credit card",
    "carte de credit", "kreditkarte", "tarjeta de credito",
  ]

  private mutating func collectDays(_ line: PDFLine, _ words: [PDFLine.Word]) {
    for index in words.indices {
      if let day = line.day(words, at: index)?.day, day.hasYear { days.append(day) }
    }
  }

  private static func currency(_ key: String) -> Currency? {
    for code in ["eur", "usd", "gbp", "chf", "sgd", "cad", "aud"]
    where key.contains("(\(code)") || key.hasSuffix(" \(code)") || key.contains(" \(code) ") {
      return Currency(code)
    }
    return key.contains("euros") ? .eur : nil
  }
}
