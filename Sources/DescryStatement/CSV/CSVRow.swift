import DescryCore

/// Reads the rows of one section, once everything about its columns is decided.
struct CSVRow: Sendable {
  var signs = CSVSigns.Rule.asWritten
  /// Whether the fee is taken off besides the amount.
  var takesFee = false
  /// Whether rows that are called pending are in the balance already.
  var countsPending = false
  private let columns: CSVColumns
  private let kindColumns: [Int]
  private let direction: CSVDirection
  /// The currency of rows that name none.
  private let currency: Currency?
  /// Whether a column of money out or in writes its amounts with a minus; the other sign then takes
  /// an amount back.
  private let outIsNegative: Bool
  private let inIsNegative: Bool
  /// Whether the amounts of credits end with "CR" and those of debits with nothing.
  private let onlyCreditsAreMarked: Bool
  /// Whether the header says that amounts are counts of hundredths.
  private let isInCents: Bool
  private let hasCountedDays: Bool
  private let dateFormat: CSVDateFormat
  private let mark: ReadingOptions.DecimalMark?
  private let text: WrittenText
  private var lastDay: (letters: CSVTenLetters, day: CalendarDate)?
  private var states = CSVMemo<Transaction.Status>()
  private var kinds = CSVMemo<Transaction.Status>()
  private var directions = CSVMemo<Bool?>()
  private var currencies = CSVMemo<Currency?>()
  private var texts = CSVTextMemo()

  init(
    _ section: CSVSection, currency: Currency?, dateFormat: CSVDateFormat,
    mark: ReadingOptions.DecimalMark?, text: WrittenText
  ) {
    columns = CSVColumns(section.layout)
    kindColumns = section.layout.columns[.category] ?? []
    direction = section.layout.direction
    hasCountedDays = section.countedDays > 0
    self.currency = section.currency ?? currency
    self.dateFormat = dateFormat
    self.mark = mark
    self.text = text
    isInCents = section.isInCents
    onlyCreditsAreMarked = section.marksOnlyCredits(columns.amounts.first ?? -1, mark)
    outIsNegative = section.isMostlyNegative(columns.debit, mark)
    inIsNegative = section.isMostlyNegative(columns.credit, mark)
  }

  /// What a record turned out to be.
  enum Reading {
    /// A transaction, which was written into the row.
    case transaction
    /// The record gives a balance, not a transaction.
    case balance(CSVBalances.Kind, [UInt8])
    /// The record is a title, a total, a blank line.
    case other
    /// The record has a day and no amount.
    case empty
    /// The record is not booked and has no day.
    case undated
    /// The record is a transaction that cannot be read.
    case refused(String)
  }

  /// Reads a record, into `row` where it is a transaction.
  mutating func read(_ records: borrowing CSVRecords, into row: inout Transaction) -> Reading {
    guard let dateCell = records.cell(columns.date) else { return .other }
    let status = self.status(records)
    let date: CalendarDate
    switch day(dateCell) {
    case .day(let day): date = day
    case .impossible:
      return .refused("'\(text.string(dateCell))' is no day of the calendar")
    case .none: return readUndated(dateCell, status, records, into: &row)
    }
    guard let amount = amount(records) ?? feeAlone(records) else { return unread(records) }
    write(date, amount, status, records, into: &row)
    if let kind = Self.balanceKind(row.descriptor, records, text), let cell = amountCell(records) {
      return .balance(kind, Array(cell))
    }
    return .transaction
  }

  /// The balance that a row names instead of a transaction, wherever it says so.
  ///
  /// Every row is asked, and asks for no more than it needs: this reader would be copied for it.
  private static func balanceKind(
    _ descriptor: String, _ records: borrowing CSVRecords, _ text: WrittenText
  ) -> CSVBalances.Kind? {
    if CSVBalances.mayBe(descriptor) { return CSVBalances.kind(descriptor) }
    guard descriptor.isEmpty else { return nil }
    for column in 0..<min(records.count, 40) {
      let cell = records[column]
      if cell.count < 60, cell.contains(where: \.isLetter),
        let kind = CSVBalances.kind(text.string(cell))
      {
        return kind
      }
    }
    return nil
  }

  /// Nothing, where a row holds a fee that is taken off and no amount besides.
  private func feeAlone(_ records: borrowing CSVRecords) -> Amount? {
    takesFee && hasFee(records) ? .zero : nil
  }

  private func hasFee(_ records: borrowing CSVRecords) -> Bool {
    records.cell(columns.fee).flatMap(money).map { !$0.isZero } ?? false
  }

  /// A record without a booking day: pending, with its value date for a day; or else no transaction.
  private mutating func readUndated(
    _ dateCell: UnsafeRawBufferPointer, _ status: Transaction.Status,
    _ records: borrowing CSVRecords, into row: inout Transaction
  ) -> Reading {
    let blank = dateCell.trimmed.isEmpty
    let isPending = CSVWords.isPending(text.string(dateCell))
    guard (blank && status != .booked) || isPending || blank && hasAmountAndDay(records) else {
      return withoutDay(dateCell, records)
    }
    guard case .day(let other)? = records.cell(columns.valueDate).map({ day($0) }) else {
      return isPending || status != .booked ? .undated : .other
    }
    guard let amount = amount(records) else { return .other }
    write(other, amount, status, records, into: &row)
    if row.status == .booked { row.status = .pending }
    return .transaction
  }

  /// A record without a day: a balance or a total, or else a row that cannot be placed.
  private mutating func withoutDay(
    _ dateCell: UnsafeRawBufferPointer, _ records: borrowing CSVRecords
  ) -> Reading {
    let looksLikeDay = dateCell.trimmed.at(0)?.isDigit == true
    guard looksLikeDay || dateCell.trimmed.isEmpty, amount(records)?.isZero == false else {
      return .other
    }
    if looksLikeDay { return .refused("'\(text.string(dateCell))' is no day") }
    let words = descriptor(records)
    let key = CSVHeader.key(words)
    guard !words.isEmpty, CSVBalances.kind(words) == nil,
      !["total", "sum", "gesamt", "totaal", "suma", "razem"].contains(where: key.hasPrefix)
    else { return .other }
    return .refused("it has an amount and no day")
  }

  private mutating func hasAmountAndDay(_ records: borrowing CSVRecords) -> Bool {
    guard let value = records.cell(columns.valueDate), CSVWrittenDay.read(value) != nil else {
      return false
    }
    return amount(records) != nil
  }

  /// A record with a day whose amount is missing or no number.
  private mutating func unread(_ records: borrowing CSVRecords) -> Reading {
    var written: [String] = []
    for column in columns.amounts + [columns.debit, columns.credit] {
      if let cell = records.cell(column) { written.append(text.string(cell)) }
    }
    guard written.allSatisfy(\.isEmpty) else {
      return .refused("the amount '\(written.joined(separator: " "))' is no number")
    }
    // "Beginning balance as of …,,1000.00": the balance column alone is filled.
    if let balance = records.cell(columns.balance), money(balance) != nil,
      let kind = CSVBalances.kind(descriptor(records))
    {
      return .balance(kind, Array(balance.trimmed))
    }
    return hasFee(records) ? .refused("it has a fee and no amount") : .empty
  }

  private mutating func write(
    _ date: CalendarDate, _ written: Amount, _ status: Transaction.Status,
    _ records: borrowing CSVRecords, into row: inout Transaction
  ) {
    var amount = signs == .inverted ? -written : written
    if takesFee, let fee = records.cell(columns.fee).flatMap(money), !fee.isZero,
      let net = amount.adding(-fee.magnitude)
    {
      amount = net
    }
    let currency = currency(records, columns.currency) ?? self.currency
    row.renew(date: date, amount: amount, currency: currency, descriptor: descriptor(records))
    row.line = records.line
    row.status = countsPending && status == .pending ? .booked : status
    if columns.balance >= 0 { row.balance = records.cell(columns.balance).flatMap(money) }
    if columns.hasMore { writeMore(records, into: &row) }
  }

  /// The fields that few files have.
  private mutating func writeMore(_ records: borrowing CSVRecords, into row: inout Transaction) {
    if let value = records.cell(columns.valueDate), case .day(let day) = day(value) {
      row.valueDate = day
    }
    row.id = records.text(columns.id, text) ?? ""
    row.counterparty = records.text(columns.counterparty, text)
    row.reference = records.text(columns.reference, text)
    if let creditor = records.text(columns.creditor, text) { row.creditorID = creditor }
    if let mandate = records.text(columns.mandate, text) { row.mandate = mandate }
    if let mcc = records.text(columns.mcc, text), mcc.count == 4, mcc.allSatisfy(\.isNumber) {
      row.mcc = mcc
    }
    if let original = records.cell(columns.originalAmount).flatMap(money),
      let code = currency(records, columns.originalCurrency), code != row.currency
    {
      row.originalAmount = Money(original, code)
    }
  }

  private enum Day {
    case day(CalendarDate)
    /// Written like a day, and none of the calendar.
    case impossible
    case none
  }

  /// The day that a cell holds; rows of one day stand together, and its ten letters are read once.
  @inline(__always)
  private mutating func day(_ cell: UnsafeRawBufferPointer) -> Day {
    let letters = CSVTenLetters(cell)
    if let letters, let lastDay, letters == lastDay.letters { return .day(lastDay.day) }
    let day = newDay(cell)
    if case .day(let found) = day, let letters { lastDay = (letters, found) }
    return day
  }

  private func newDay(_ cell: UnsafeRawBufferPointer) -> Day {
    if let day = CSVWrittenDay.read(cell) {
      return day.date(dateFormat).map { .day($0) } ?? .impossible
    }
    guard hasCountedDays, let day = CSVWrittenDay.counted(cell) else { return .none }
    return day.date(.yearFirst).map { .day($0) } ?? .none
  }

  private func money(_ cell: UnsafeRawBufferPointer) -> Amount? {
    CSVMoney.amount(cell, mark: mark)
  }

  private func amountCell(_ records: borrowing CSVRecords) -> UnsafeRawBufferPointer? {
    for column in columns.amounts + [columns.credit, columns.debit] {
      if let cell = records.cell(column), money(cell) != nil { return cell.trimmed }
    }
    return nil
  }

  /// The amount with its sign, from one column, two, or one and a word.
  private mutating func amount(_ records: borrowing CSVRecords) -> Amount? {
    guard isInCents else { return written(records) }
    return written(records).map { Amount(units: $0.units, scale: $0.scale + 2) }
  }

  private mutating func written(_ records: borrowing CSVRecords) -> Amount? {
    if columns.debit >= 0 || columns.credit >= 0 {
      let debit = records.cell(columns.debit).flatMap(money).map { outIsNegative ? $0 : -$0 }
      let credit = records.cell(columns.credit).flatMap(money).map { inIsNegative ? -$0 : $0 }
      switch (debit, credit) {
      case (let debit?, let credit?) where !debit.isZero && !credit.isZero:
        return credit.adding(debit)
      case (let debit?, _) where !debit.isZero: return debit
      case (_, let credit?): return credit
      case (let debit?, nil): return debit
      case (nil, nil): break
      }
    }
    for index in columns.amounts.indices {
      guard let amount = records.cell(columns.amounts[index]).flatMap(money) else { continue }
      guard columns.marker >= 0, let isDebit = isDebit(records) else {
        guard onlyCreditsAreMarked, let cell = records.cell(columns.amounts[index]) else {
          return amount
        }
        return CSVMoney.isMarkedCredit(cell) ? amount : -amount
      }
      return isDebit ? -amount.magnitude : amount.magnitude
    }
    return nil
  }

  /// What the direction column says of a row; nil when it says nothing.
  private mutating func isDebit(_ records: borrowing CSVRecords) -> Bool? {
    guard let word = records.cell(columns.marker) else { return nil }
    return directions.value(word) { direction.isDebit(text.string($0)) }
  }

  /// Whether there is a direction column that says nothing of a row.
  mutating func lacksDirection(_ records: borrowing CSVRecords) -> Bool {
    columns.marker >= 0 && isDebit(records) == nil
  }

  private mutating func descriptor(_ records: borrowing CSVRecords) -> String {
    var whole = ""
    for index in columns.texts.indices {
      guard let part = records.text(columns.texts[index], text, &texts) else { continue }
      whole = whole.isEmpty ? part : joined(whole, part)
    }
    // A row of another kind than the others may have no text but its kind.
    return whole.isEmpty ? records.text(columns.category, text) ?? whole : whole
  }

  /// The words of the kind column, which may say what the money was for.
  func kind(_ records: borrowing CSVRecords) -> String? {
    for column in kindColumns {
      guard let kind = records.text(column, text) else { continue }
      if CSVWords.isSpending(kind) || CSVWords.isIncome(kind) { return kind }
    }
    return nil
  }

  private mutating func status(_ records: borrowing CSVRecords) -> Transaction.Status {
    if let state = records.cell(columns.status), !state.trimmed.isEmpty {
      return states.value(state) { CSVWords.status(text.string($0)) }
    }
    guard let kind = records.cell(columns.category), !kind.isEmpty, kind.count <= 24 else {
      return .booked
    }
    return kinds.value(kind) { CSVWords.status(text.string($0)) }
  }

  private mutating func currency(
    _ records: borrowing CSVRecords, _ column: Int
  ) -> Currency? {
    guard let word = records.cell(column), !word.isEmpty else { return nil }
    return currencies.value(word) { CSVPreamble.currency(text.string($0)) }
  }
}

/// The ten letters of a cell such as `13/06/2026`, in two numbers that are compared at once.
struct CSVTenLetters: Equatable {
  private let first: UInt64
  private let last: UInt16

  /// The letters of a cell; nil when there are not ten.
  init?(_ cell: UnsafeRawBufferPointer) {
    guard cell.count == 10 else { return nil }
    first = cell.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
    last = cell.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
  }
}
