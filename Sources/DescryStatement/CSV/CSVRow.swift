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
  /// Whether rows that are called pending are in the balance already.
  var countsPending = false
  private let columns: CSVColumns
  private var states = CSVMemo<Transaction.Status>()
  private var kinds = CSVMemo<Transaction.Status>()
  private var directions = CSVMemo<Bool?>()
  private var currencies = CSVMemo<Currency?>()

  init(
    section: CSVSection, dateFormat: CSVDateFormat, mark: ReadingOptions.DecimalMark?,
    text: WrittenText
  ) {
    self.section = section
    self.dateFormat = dateFormat
    self.mark = mark
    self.text = text
    columns = CSVColumns(section.layout)
  }

  enum Reading {
    case transaction(Transaction)
    /// The row gives a balance, not a transaction.
    case balance(CSVBalances.Kind, [UInt8])
    /// The row is a title, a total, a blank line.
    case other
    /// The row is not booked and has no day.
    case undated
    /// The row is a transaction that cannot be read.
    case refused(String)
  }

  mutating func read(_ fields: [CSVTokenizer.Field], _ tokenizer: CSVTokenizer) -> Reading {
    let cells = CSVCells(fields: fields, tokenizer: tokenizer, text: text)
    guard let dateCell = cells.bytes(columns.date) else { return .other }
    let status = self.status(cells)
    let date: CalendarDate
    switch day(dateCell) {
    case .day(let day): date = day
    case .impossible:
      return .refused("'\(text.string(dateCell))' is no day of the calendar")
    case .none:
      let blank = dateCell.trimmed.isEmpty
      let isPending = CSVWords.isPending(text.string(dateCell))
      if (blank && status != .booked) || isPending || blank && hasAmountAndDay(cells) {
        guard case .day(let other)? = cells.bytes(columns.valueDate).map({ day($0) }) else {
          return isPending || status != .booked ? .undated : .other
        }
        guard let amount = amount(cells) else { return .other }
        var transaction = transaction(other, amount, cells, status)
        if transaction.status == .booked { transaction.status = .pending }
        return .transaction(transaction)
      }
      return withoutDay(dateCell, cells)
    }
    guard let amount = amount(cells) else { return unread(cells) }
    let transaction = transaction(date, amount, cells, status)
    if CSVBalances.mayBe(transaction.descriptor),
      let kind = CSVBalances.kind(transaction.descriptor), kind != .other,
      let cell = amountCell(cells)
    {
      return .balance(kind, Array(cell))
    }
    return .transaction(transaction)
  }

  /// A row without a day: a balance or a total, or else a row that cannot be placed.
  private mutating func withoutDay(_ dateCell: UnsafeRawBufferPointer, _ cells: CSVCells) -> Reading
  {
    let looksLikeDay = dateCell.trimmed.at(0)?.isDigit == true
    guard looksLikeDay || dateCell.trimmed.isEmpty, amount(cells)?.isZero == false else {
      return .other
    }
    if looksLikeDay { return .refused("'\(text.string(dateCell))' is no day") }
    let words = descriptor(cells)
    let key = CSVHeader.key(words)
    guard !words.isEmpty, CSVBalances.kind(words) == nil,
      !["total", "sum", "gesamt", "totaal", "suma", "razem"].contains(where: key.hasPrefix)
    else { return .other }
    return .refused("it has an amount and no day")
  }

  private mutating func hasAmountAndDay(_ cells: CSVCells) -> Bool {
    guard let value = cells.bytes(columns.valueDate), CSVWrittenDay.read(value) != nil else {
      return false
    }
    return amount(cells) != nil
  }

  /// A row with a day whose amount is missing or no number.
  private mutating func unread(_ cells: CSVCells) -> Reading {
    let written = (columns.amounts + [columns.debit, columns.credit]).compactMap {
      cells.bytes($0)?.trimmed
    }
    if written.allSatisfy(\.isEmpty) {
      // "Beginning balance as of …,,1000.00": the balance column alone is filled.
      if let balance = cells.bytes(columns.balance), money(balance) != nil,
        let kind = CSVBalances.kind(descriptor(cells))
      {
        return .balance(kind, Array(balance.trimmed))
      }
      return .other
    }
    return .refused(
      "the amount '\(written.map { text.string($0) }.joined(separator: " "))' is no number")
  }

  private mutating func transaction(
    _ date: CalendarDate, _ amount: Amount, _ cells: CSVCells, _ status: Transaction.Status
  ) -> Transaction {
    var amount = signs == .inverted ? -amount : amount
    if takesFee, let fee = cells.bytes(columns.fee).flatMap(money), !fee.isZero,
      let net = amount.adding(-fee.magnitude)
    {
      amount = net
    }
    let currency = currency(cells, columns.currency) ?? section.currency
    var transaction = Transaction(
      id: "", date: date, amount: amount, currency: currency, descriptor: descriptor(cells))
    if let value = cells.bytes(columns.valueDate), case .day(let day) = day(value) {
      transaction.valueDate = day
    }
    if columns.balance >= 0 { transaction.balance = cells.bytes(columns.balance).flatMap(money) }
    transaction.status = countsPending && status == .pending ? .booked : status
    transaction.mcc = cells.known(columns.mcc).flatMap {
      $0.count == 4 && $0.allSatisfy(\.isNumber) ? $0 : nil
    }
    transaction.counterparty = cells.known(columns.counterparty)
    transaction.reference = cells.known(columns.reference)
    transaction.creditorID = cells.known(columns.creditor)
    transaction.mandate = cells.known(columns.mandate)
    transaction.id = cells.known(columns.id) ?? ""
    if columns.originalAmount >= 0,
      let original = cells.bytes(columns.originalAmount).flatMap(money),
      let code = self.currency(cells, columns.originalCurrency),
      code != currency
    {
      transaction.originalAmount = Money(original, code)
    }
    transaction.line = cells.tokenizer.line
    return transaction
  }

  private enum Day {
    case day(CalendarDate)
    /// Written like a day, and none of the calendar.
    case impossible
    case none
  }

  @inline(__always)
  private func day(_ cell: UnsafeRawBufferPointer) -> Day {
    if let day = CSVWrittenDay.read(cell) {
      return day.date(dateFormat).map { .day($0) } ?? .impossible
    }
    guard section.countedDays > 0, let day = CSVWrittenDay.counted(cell) else { return .none }
    return day.date(.yearFirst).map { .day($0) } ?? .none
  }

  private func money(_ cell: UnsafeRawBufferPointer) -> Amount? {
    CSVMoney.amount(cell, mark: mark)
  }

  private func amountCell(_ cells: CSVCells) -> UnsafeRawBufferPointer? {
    for column in columns.amounts + [columns.credit, columns.debit] {
      if let cell = cells.bytes(column), money(cell) != nil { return cell.trimmed }
    }
    return nil
  }

  /// The amount with its sign, from one column, two, or one and a word.
  private mutating func amount(_ cells: CSVCells) -> Amount? {
    if columns.debit >= 0 || columns.credit >= 0 {
      let debit = cells.bytes(columns.debit).flatMap(money)
      let credit = cells.bytes(columns.credit).flatMap(money)
      switch (debit, credit) {
      case (let debit?, let credit?) where !debit.isZero && !credit.isZero:
        return credit.magnitude.adding(-debit.magnitude)
      case (let debit?, _) where !debit.isZero: return -debit.magnitude
      case (_, let credit?): return credit.magnitude
      case (let debit?, nil): return -debit.magnitude
      case (nil, nil): break
      }
    }
    for column in columns.amounts {
      guard let amount = cells.bytes(column).flatMap(money) else { continue }
      guard columns.marker >= 0, let word = cells.bytes(columns.marker),
        let isDebit = directions.value(word, { section.layout.direction.isDebit(text.string($0)) })
      else { return amount }
      return isDebit ? -amount.magnitude : amount.magnitude
    }
    return nil
  }

  private func descriptor(_ cells: CSVCells) -> String {
    var whole = ""
    for column in columns.texts {
      guard let part = cells.known(column) else { continue }
      whole = whole.isEmpty ? part : joined(whole, part)
    }
    // A row of another kind than the others may have no text but its kind.
    return whole.isEmpty ? cells.known(columns.category) ?? whole : whole
  }

  /// Whether the direction column says nothing of this row.
  func lacksDirection(_ fields: [CSVTokenizer.Field], _ tokenizer: CSVTokenizer) -> Bool {
    guard columns.marker >= 0 else { return false }
    let cells = CSVCells(fields: fields, tokenizer: tokenizer, text: text)
    return cells.bytes(columns.marker).map {
      section.layout.direction.isDebit(text.string($0)) == nil
    } ?? true
  }

  /// The words of the kind column, which may say what the money was for.
  func kind(_ fields: [CSVTokenizer.Field], _ tokenizer: CSVTokenizer) -> String? {
    let cells = CSVCells(fields: fields, tokenizer: tokenizer, text: text)
    return section.layout.columns[.category]?.lazy.compactMap { cells.known($0) }
      .first { CSVWords.isSpending($0) || CSVWords.isIncome($0) }
  }

  private mutating func status(_ cells: CSVCells) -> Transaction.Status {
    if let state = cells.bytes(columns.status), !state.trimmed.isEmpty {
      return states.value(state) { state in
        let word = text.string(state)
        if CSVWords.isPending(word) { return .pending }
        return CSVWords.isReverted(word) ? .reverted : .booked
      }
    }
    guard let kind = cells.bytes(columns.category), !kind.isEmpty, kind.count <= 24 else {
      return .booked
    }
    return kinds.value(kind) { kind in
      let word = text.string(kind)
      if CSVWords.isPending(word) { return .pending }
      return CSVWords.isReverted(word) ? .reverted : .booked
    }
  }

  private mutating func currency(_ cells: CSVCells, _ column: Int) -> Currency? {
    guard let word = cells.bytes(column), !word.isEmpty else { return nil }
    return currencies.value(word) { CSVPreamble.currency(text.string($0)) }
  }
}
