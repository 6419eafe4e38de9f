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
  /// Whether the user named the columns.
  var isNamed = false
  /// Records behind the header that are no rows.
  var strangers = 0
  /// The accounts that a column names, in the order of their first rows.
  private(set) var accounts: [[UInt8]] = []
  private var accountColumn = -1
  private var lastAccount = -1
  private var dateColumn = 0
  private var valueColumn = -1
  private var moneyColumns: [Int] = []

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
  }

  private mutating func settleColumns() {
    dateColumn = layout.column(.date) ?? Int.max
    valueColumn = layout.column(.valueDate) ?? -1
    accountColumn = layout.accountColumn ?? -1
    moneyColumns = [CSVRole.amount, .debit, .credit, .balance].flatMap { layout.columns[$0] ?? [] }
  }

  /// The rows that are kept to look at whole columns when a header says too little.
  static let sampleSize = 200

  /// Takes a row into account; false when it is not a row of transactions.
  mutating func take(_ fields: [CSVTokenizer.Field], of tokenizer: CSVTokenizer) -> Bool {
    guard dateColumn < fields.count else { return false }
    let cell = tokenizer.bytes(fields[dateColumn])
    if let day = CSVWrittenDay.read(cell) {
      dates.add(day)
    } else if layout.header != nil, CSVWrittenDay.counted(cell) != nil {
      countedDays += 1
    } else if !isUnbooked(cell, fields, tokenizer) {
      return false
    }
    if valueColumn >= 0, valueColumn < fields.count,
      let day = CSVWrittenDay.read(tokenizer.bytes(fields[valueColumn]))
    {
      otherDates.add(day)
    }
    rows += 1
    if accountColumn >= 0, accountColumn < fields.count, account == nil {
      note(account: tokenizer.bytes(fields[accountColumn]))
    }
    for column in moneyColumns where column < fields.count {
      marks.add(tokenizer.bytes(fields[column]))
    }
    if sample.count < Self.sampleSize {
      sample.append(fields.map { Array(tokenizer.bytes($0).trimmed) })
    }
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

  /// Puts an amount together that its own decimal comma has cut: `-12,99` without quotes between
  /// commas makes a row wider than its header by one.
  func joinCutAmount(_ fields: inout [CSVTokenizer.Field], _ tokenizer: CSVTokenizer) {
    guard let width = layout.header?.count, fields.count == width + 1 else { return }
    for column in moneyColumns where column + 1 < fields.count {
      let whole = fields[column].range
      let cents = fields[column + 1].range
      let cell = tokenizer.bytes(fields[column])
      let digits = cell.first == UInt8(ascii: "-") || cell.first == UInt8(ascii: "+") ? 1 : 0
      guard cents.lowerBound == whole.upperBound + 1, cents.count == 2, whole.count > digits,
        tokenizer.bytes(fields[column + 1]).allSatisfy(\.isDigit),
        cell.dropFirst(digits).allSatisfy(\.isDigit)
      else { continue }
      fields[column] = CSVTokenizer.Field(
        range: whole.lowerBound..<cents.upperBound, hasDoubledQuotes: false)
      fields.remove(at: column + 1)
      return
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
    _ cell: UnsafeRawBufferPointer, _ fields: [CSVTokenizer.Field], _ tokenizer: CSVTokenizer
  ) -> Bool {
    let cell = cell.trimmed
    guard rows > 0 || layout.header != nil, cell.count <= 20 else { return false }
    let word = WrittenText().string(cell)
    if !cell.isEmpty {
      guard CSVWords.isPending(word) else { return false }
    } else {
      guard valueColumn >= 0, valueColumn < fields.count,
        CSVWrittenDay.read(tokenizer.bytes(fields[valueColumn])) != nil
      else { return false }
    }
    return moneyColumns.contains {
      $0 < fields.count && CSVMoney.amount(tokenizer.bytes(fields[$0]), mark: nil) != nil
    }
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
    var tokenizer = CSVTokenizer(
      bytes, delimiter: delimiter, from: lastRow.start, line: lastRow.line)
    var fields: [CSVTokenizer.Field] = []
    guard tokenizer.next(&fields), fields.count < sample[0].count, fields.count > amount,
      fields.count <= text || tokenizer.bytes(fields[text]).trimmed.isEmpty
        || tokenizer.bytes(fields[text]).contains(where: \.isDigit)
    else { return }
    balances.take(.closing, Array(tokenizer.bytes(fields[amount]).trimmed))
    end = lastRow.start
    rows -= 1
  }
}
