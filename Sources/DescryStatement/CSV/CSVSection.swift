import DescryCore

/// A run of rows under one header, with what pass one learnt of them.
struct CSVSection {
  var layout: CSVLayout {
    didSet { settleColumns() }
  }
  /// Where the first record behind the header begins, and its line.
  let start: Int
  let startLine: Int
  /// Behind the last record.
  var end: Int
  var account: String?
  var currency: Currency?
  var balances = CSVBalances()
  var dates = CSVDateOrder()
  /// The order of the second column of days, and of days around the rows.
  var otherDates = CSVDateOrder()
  var marks = CSVMoney.Marks()
  var sample: [[[UInt8]]] = []
  var rows = 0
  /// Days that were counts; see `CSVWrittenDay.counted`.
  var countedDays = 0
  /// Where the last row begins, and its line.
  var lastRow = (start: 0, line: 0)
  /// Whether a title above the header says that its rows are not booked.
  var isPending = false
  /// Whether the user named the columns.
  var isNamed = false
  /// Records behind the header that are no rows.
  var strangers = 0
  /// The accounts that a column names, in the order of their first rows.
  private(set) var accounts: [[UInt8]] = []
  private var lastDay: (letters: CSVTenLetters, day: CSVWrittenDay)?
  private var accountColumn = -1
  private var lastAccount = -1
  private var dateColumn = 0
  private var valueColumn = -1
  private var moneyColumns: [Int] = []
  private(set) var cutCells: CSVCutCells

  init(_ layout: CSVLayout, start: Int, startLine: Int) {
    self.layout = layout
    cutCells = CSVCutCells(layout, money: [])
    self.start = start
    self.startLine = startLine
    end = start
    currency = layout.currency.flatMap { Currency($0) }
    settleColumns()
  }

  /// Takes over what stands before the rows.
  mutating func take(_ preamble: CSVPreamble) {
    account = preamble.account
    currency = currency ?? preamble.currency
    balances = preamble.balances
    otherDates = preamble.dates
    isPending = preamble.isPending
  }

  private mutating func settleColumns() {
    dateColumn = layout.column(.date) ?? Int.max
    valueColumn = layout.column(.valueDate) ?? -1
    accountColumn = layout.accountColumn ?? -1
    moneyColumns = [CSVRole.amount, .debit, .credit, .balance].flatMap { layout.columns[$0] ?? [] }
    cutCells = CSVCutCells(layout, money: moneyColumns)
  }

  /// The rows that are kept to look at whole columns when a header says too little.
  static let sampleSize = 200

  /// Takes a row that begins at an offset into account; false when it is not a row of transactions.
  mutating func take(_ records: inout CSVRecords, from offset: Int) -> Bool {
    cutCells.join(&records)
    guard dateColumn < records.count else { return false }
    let cell = records[dateColumn]
    // Rows of one day stand together: its ten letters are read once.
    let letters = CSVTenLetters(cell)
    if let letters, let lastDay, lastDay.letters == letters {
      dates.add(lastDay.day)
    } else if let day = CSVWrittenDay.read(cell) {
      dates.add(day)
      if let letters { lastDay = (letters, day) }
    } else if layout.header != nil, CSVWrittenDay.counted(cell) != nil {
      countedDays += 1
    } else if !isUnbooked(cell, records) {
      return false
    }
    if let day = records.cell(valueColumn).flatMap(CSVWrittenDay.read) { otherDates.add(day) }
    rows += 1
    if account == nil, let cell = records.cell(accountColumn) { note(account: cell) }
    for index in moneyColumns.indices {
      if let cell = records.cell(moneyColumns[index]) { marks.add(cell) }
    }
    if sample.count < Self.sampleSize { sample.append(records.cells) }
    lastRow = (offset, records.line)
    end = records.position
    return true
  }

  /// No person has more accounts in one file; a column of more values is none of accounts.
  static let mostAccounts = 32

  private mutating func note(account: UnsafeRawBufferPointer) {
    if account.isEmpty { return }
    if lastAccount >= 0, accounts[lastAccount].withUnsafeBytes({ $0.elementsEqual(account) }) {
      return
    }
    lastAccount = place(of: Array(account)) ?? lastAccount
  }

  /// Where an account stands among those that were named; nil for one too many.
  private mutating func place(of account: [UInt8]) -> Int? {
    if let known = accounts.firstIndex(of: account) { return known }
    guard accounts.count <= Self.mostAccounts else { return nil }
    accounts.append(account)
    return accounts.count - 1
  }

  /// Whether all is known that a row is taken by, so that rows far behind can be taken first.
  var isSettled: Bool { sample.count == Self.sampleSize }

  /// The same section before its first row; such sections take rows that follow, and are then added.
  var emptied: CSVSection {
    var section = self
    section.dates = CSVDateOrder()
    section.otherDates = CSVDateOrder()
    section.marks = CSVMoney.Marks()
    section.rows = 0
    section.countedDays = 0
    section.accounts = []
    section.lastAccount = -1
    return section
  }

  /// Adds the rows that follow, whose lines were counted from `line` on.
  mutating func add(_ next: CSVSection, line: Int) {
    guard next.rows > 0 else { return }
    dates.add(next.dates)
    otherDates.add(next.otherDates)
    marks.add(next.marks)
    rows += next.rows
    countedDays += next.countedDays
    for account in next.accounts { _ = place(of: account) }
    lastRow = (next.lastRow.start, next.lastRow.line + line)
    end = next.end
  }

  /// Whether more amounts of a column are below zero than above, in the rows that were kept.
  func isMostlyNegative(_ column: Int, _ mark: ReadingOptions.DecimalMark?) -> Bool {
    guard column >= 0 else { return false }
    var surplus = 0
    for row in sample where row.count > column {
      let amount = row[column].withUnsafeBytes { CSVMoney.amount($0, mark: mark) }
      if let amount, !amount.isZero { surplus += amount.isNegative ? 1 : -1 }
    }
    return surplus > 0
  }

  /// Whether some amounts of a column, and not all, are marked as credits, and none as a debit.
  func marksOnlyCredits(_ column: Int, _ mark: ReadingOptions.DecimalMark?) -> Bool {
    guard column >= 0 else { return false }
    var marked = 0
    var plain = 0
    for row in sample where row.count > column {
      row[column].withUnsafeBytes { cell in
        guard let amount = CSVMoney.amount(cell, mark: mark) else { return }
        if CSVMoney.isMarkedCredit(cell) { marked += 1 } else { plain += 1 }
        if amount.isNegative { plain = Int.min / 2 }
      }
    }
    return marked > 0 && plain > 0
  }

  /// Whether the header says that amounts are counts of hundredths, and none shows a decimal mark.
  var isInCents: Bool {
    guard let header = layout.header, marks.comma + marks.point == 0 else { return false }
    return [CSVRole.amount, .debit, .credit].contains { role in
      layout.column(role).map { column in
        let key = column < header.count ? CSVHeader.key(header[column]) : ""
        return ["cents", "minorunit", "pence", "centime", "centavo"].contains(where: key.contains)
      } ?? false
    }
  }

  /// Whether letters behind the amounts of a column say which way the money went.
  func marksAmounts(_ column: Int) -> Bool {
    column >= 0
      && sample.contains { row in
        column < row.count && row[column].withUnsafeBytes(CSVMoney.isMarked)
      }
  }

  /// Whether a record that is no row was meant as one: something like a day, and an amount.
  func looksLikeRow(_ cells: [[UInt8]]) -> Bool {
    guard dateColumn < cells.count, cells[dateColumn].first?.isDigit == true else { return false }
    return moneyColumns.contains {
      $0 < cells.count
        && cells[$0].withUnsafeBytes { CSVMoney.amount($0, mark: nil) != nil }
    }
  }

  /// A row that the bank has not booked has no booking day yet, or a word in its place.
  private func isUnbooked(
    _ cell: UnsafeRawBufferPointer, _ records: borrowing CSVRecords
  ) -> Bool {
    let cell = cell.trimmed
    guard !sample.isEmpty || layout.header != nil, cell.count <= 20 else { return false }
    let word = WrittenText().string(cell)
    if !cell.isEmpty {
      guard CSVWords.isPending(word) else { return false }
    } else {
      guard records.cell(valueColumn).flatMap(CSVWrittenDay.read) != nil else { return false }
    }
    for column in moneyColumns {
      if let cell = records.cell(column), CSVMoney.amount(cell, mark: nil) != nil { return true }
    }
    return false
  }

  /// Takes a last row that is narrower than all others and without a text for what it is: the
  /// closing balance.
  mutating func dropFooter(_ bytes: UnsafeRawBufferPointer, _ delimiter: UInt8) {
    guard rows > 2, lastRow.start > start, let text = layout.column(.descriptor),
      layout.column(.balance) == nil, let amount = layout.column(.amount),
      sample.dropLast(rows <= Self.sampleSize ? 1 : 0).allSatisfy({
        $0.count > text && !$0[text].isEmpty
      })
    else { return }
    var records = CSVRecords(bytes, delimiter: delimiter, from: lastRow.start, line: lastRow.line)
    guard records.next(), records.count < sample[0].count, let last = records.cell(amount),
      records.cell(text).map({ $0.trimmed.isEmpty || $0.contains(where: \.isDigit) }) ?? true
    else { return }
    balances.take(.closing, Array(last.trimmed))
    end = lastRow.start
    rows -= 1
  }
}
