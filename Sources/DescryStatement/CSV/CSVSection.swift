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
  /// How many columns the header has; below zero without one.
  private var width = -2

  init(_ layout: CSVLayout, start: Int, startLine: Int) {
    self.layout = layout
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
    width = layout.header?.count ?? -2
    moneyColumns = [CSVRole.amount, .debit, .credit, .balance].flatMap { layout.columns[$0] ?? [] }
  }

  /// The rows that are kept to look at whole columns when a header says too little.
  static let sampleSize = 200

  /// Takes a row that begins at an offset into account; false when it is not a row of transactions.
  mutating func take(_ records: inout CSVRecords, from offset: Int) -> Bool {
    joinCut(&records)
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
    if let known = accounts.firstIndex(where: { $0.elementsEqual(account) }) {
      lastAccount = known
    } else if accounts.count <= Self.mostAccounts {
      accounts.append(Array(account))
      lastAccount = accounts.count - 1
    }
  }

  /// Puts together what its own delimiters have cut: `-12,99` without quotes between commas makes a
  /// row wider than its header by one.
  func joinCut(_ records: inout CSVRecords) {
    guard width > 0, records.count > width else { return }
    if records.count > width + 1 || !joinCutAmount(&records) { joinCutText(&records) }
  }

  private func joinCutAmount(_ records: inout CSVRecords) -> Bool {
    for column in moneyColumns where column + 1 < records.count {
      let whole = records[column]
      let cents = records[column + 1]
      let digits = whole.first == UInt8(ascii: "-") || whole.first == UInt8(ascii: "+") ? 1 : 0
      guard records.touch(column, column + 1), cents.count == 2, whole.count > digits,
        cents.allSatisfy(\.isDigit), whole.dropFirst(digits).allSatisfy(\.isDigit)
      else { continue }
      records.join(column)
      return true
    }
    return false
  }

  /// Puts a text together that its own delimiters have cut, as `Film Club, Inc.` without quotes does:
  /// the amounts then stand further right than their header by as many.
  private func joinCutText(_ records: inout CSVRecords) {
    guard let text = layout.column(.descriptor), dateColumn < text,
      let first = moneyColumns.min(), first > text, !records[first].trimmed.isEmpty,
      CSVMoney.amount(records[first], mark: nil) == nil
    else { return }
    for shift in 1...min(3, records.count - width) {
      let cells = moneyColumns.compactMap { records.cell($0 + shift)?.trimmed }
      let amounts = cells.count { CSVMoney.amount($0, mark: nil) != nil }
      guard amounts > 0, amounts + cells.count(where: \.isEmpty) == moneyColumns.count else {
        continue
      }
      for _ in 0..<shift { records.join(text) }
      return
    }
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
    guard rows > 0 || layout.header != nil, cell.count <= 20 else { return false }
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
