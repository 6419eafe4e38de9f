import DescryCore

/// Reads the rows of one section, once everything about its columns is decided.
struct CSVRow {
  let section: CSVSection
  let dateFormat: CSVDateFormat
  let mark: ReadingOptions.DecimalMark?
  let text: WrittenText
  var signs = CSVSigns.Rule.asWritten
  /// Whether the fee is taken off besides the amount.
  var takesFee = false

  enum Reading {
    case transaction(Transaction)
    /// The row is a title, a total, a blank line.
    case other
    /// The row is a transaction that cannot be read.
    case refused(String)
  }

  func read(_ fields: [CSVTokenizer.Field], _ tokenizer: CSVTokenizer) -> Reading {
    func cell(_ column: Int?) -> UnsafeRawBufferPointer? {
      guard let column, column < fields.count else { return nil }
      return tokenizer.bytes(fields[column])
    }
    func text(_ column: Int?) -> String? {
      guard let column, column < fields.count else { return nil }
      return string(fields[column], tokenizer)
    }
    let layout = section.layout
    guard let dateCell = cell(layout.column(.date)), !dateCell.trimmed.isEmpty else {
      return .other
    }
    guard let day = CSVWrittenDay.read(dateCell) else {
      let hasAmount = amount(cell)?.isZero == false
      let looksLikeDay = dateCell.trimmed.at(0)?.isDigit == true
      return hasAmount && looksLikeDay
        ? .refused("'\(self.text.string(dateCell))' is no day") : .other
    }
    guard let date = day.date(dateFormat) else {
      return .refused("'\(self.text.string(dateCell))' is no day of the calendar")
    }
    guard var amount = amount(cell) else {
      let written = [CSVRole.amount, .debit, .credit].compactMap {
        cell(layout.column($0))?.trimmed
      }
      if written.allSatisfy(\.isEmpty) { return .other }
      return .refused(
        "the amount '\(written.map { self.text.string($0) }.joined(separator: " "))' is no number")
    }
    if signs == .inverted { amount = -amount }
    if takesFee, let fee = money(cell(layout.column(.fee))), !fee.isZero,
      let net = amount.adding(-fee.magnitude)
    {
      amount = net
    }
    let currency = text(layout.column(.currency)).flatMap { Currency($0) } ?? section.currency
    var transaction = Transaction(
      id: "", date: date, amount: amount, currency: currency,
      descriptor: descriptor(layout, text))
    transaction.valueDate = cell(layout.column(.valueDate)).flatMap {
      CSVWrittenDay.read($0)?.date(dateFormat)
    }
    transaction.balance = money(cell(layout.column(.balance)))
    transaction.status = status(text(layout.column(.status)), text(layout.column(.category)))
    transaction.mcc = text(layout.column(.mcc)).flatMap { $0.count == 4 ? $0 : nil }
    transaction.counterparty = known(text(layout.column(.counterparty)))
    transaction.reference = known(text(layout.column(.reference)))
    transaction.creditorID = known(text(layout.column(.creditor)))
    transaction.mandate = known(text(layout.column(.mandate)))
    transaction.id = text(layout.column(.id)) ?? ""
    if let original = money(cell(layout.column(.originalAmount))),
      let code = text(layout.column(.originalCurrency)).flatMap({ Currency($0) }), code != currency
    {
      transaction.originalAmount = Money(original, code)
    }
    transaction.line = tokenizer.line
    return .transaction(transaction)
  }

  private func known(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }

  private func money(_ cell: UnsafeRawBufferPointer?) -> Amount? {
    cell.flatMap { CSVMoney.amount($0, mark: mark) }
  }

  /// The amount with its sign, from one column, two, or one and a word.
  private func amount(_ cell: (Int?) -> UnsafeRawBufferPointer?) -> Amount? {
    let layout = section.layout
    if layout.columns[.debit] != nil || layout.columns[.credit] != nil {
      let debit = money(cell(layout.column(.debit)))
      let credit = money(cell(layout.column(.credit)))
      switch (debit, credit) {
      case (let debit?, let credit?) where !debit.isZero && !credit.isZero:
        return credit.magnitude.adding(-debit.magnitude)
      case (let debit?, _) where !debit.isZero: return -debit.magnitude
      case (_, let credit?): return credit.magnitude
      case (let debit?, nil): return -debit.magnitude
      case (nil, nil): break
      }
      guard layout.columns[.amount] != nil else { return nil }
    }
    for column in layout.columns[.amount] ?? [] {
      guard let amount = money(cell(column)) else { continue }
      guard let word = cell(layout.column(.marker)) else { return amount }
      let plain = text.string(word)
      if CSVWords.isDebit(plain) { return -amount.magnitude }
      return CSVWords.isCredit(plain) ? amount.magnitude : amount
    }
    return nil
  }

  private func descriptor(_ layout: CSVLayout, _ text: (Int?) -> String?) -> String {
    var whole = ""
    let columns =
      [layout.column(.counterparty), layout.column(.descriptor)] + (layout.columns[.detail] ?? [])
    for column in columns.compactMap(\.self) {
      guard let part = text(column), !part.isEmpty else { continue }
      whole = joined(whole, part)
    }
    return whole
  }

  private func status(_ state: String?, _ category: String?) -> Transaction.Status {
    for word in [state, category].compactMap(\.self) {
      if CSVWords.isPending(word) { return .pending }
      if CSVWords.isReverted(word) { return .reverted }
    }
    return .booked
  }

  private func string(_ field: CSVTokenizer.Field, _ tokenizer: CSVTokenizer) -> String {
    var string = text.string(tokenizer.bytes(field))
    if field.hasDoubledQuotes { string = string.replacing("\"\"", with: "\"") }
    if string.hasPrefix("=\""), string.hasSuffix("\"") {
      string = String(string.dropFirst(2).dropLast())
    }
    if string.contains("&"), string.contains(";") { string = CSVWords.withoutEntities(string) }
    return CSVWords.folded(string)
  }
}

/// Words that cells use.
enum CSVWords {
  static func isDebit(_ word: String) -> Bool {
    [
      "d", "debit", "dbit", "dr", "af", "s", "soll", "dare", "debet", "lastschrift", "sortie",
      "out", "uit", "expense", "cargo", "withdrawal",
    ]
    .contains(CSVHeader.key(word)) || word == "-"
  }

  static func isCredit(_ word: String) -> Bool {
    [
      "c", "credit", "crdt", "cr", "bij", "h", "haben", "avere", "kredit", "gutschrift", "entree",
      "in", "abono", "deposit", "income",
    ]
    .contains(CSVHeader.key(word)) || word == "+"
  }

  static func isPending(_ word: String) -> Bool {
    [
      "pending", "vorgemerkt", "authorised", "authorized", "en attente", "encours", "enattente",
      "reserved", "pendiente", "gereserveerd", "oczekujaca", "reserverad", "ausstehend",
      "autorizada", "enattentedecomptabilisation",
    ]
    .contains(CSVHeader.key(word))
  }

  static func isReverted(_ word: String) -> Bool {
    [
      "reverted", "declined", "failed", "cancelled", "canceled", "abgelehnt", "refuse", "annule",
      "rejected", "voided", "denied", "expired",
    ]
    .contains(CSVHeader.key(word))
  }

  /// The entities that some exports leave in their text.
  static func withoutEntities(_ text: String) -> String {
    var text = text
    for (entity, plain) in [
      ("&eacute;", "é"), ("&egrave;", "è"), ("&agrave;", "à"), ("&ccedil;", "ç"), ("&ocirc;", "ô"),
      ("&ecirc;", "ê"),
      ("&apos;", "'"), ("&#39;", "'"), ("&#039;", "'"), ("&quot;", "\""), ("&nbsp;", " "),
      ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: plain)
    }
    return text
  }

  /// Runs of blanks as one.
  static func folded(_ text: String) -> String {
    guard text.contains("  ") || text.contains("\u{A0}") else { return text }
    return text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
  }
}
