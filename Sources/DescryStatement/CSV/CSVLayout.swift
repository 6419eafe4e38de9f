import DescryCore

/// What the columns of one section of a file hold.
struct CSVLayout {
  /// The columns by role, from left to right.
  private(set) var columns: [CSVRole: [Int]] = [:]
  /// The header's texts; nil when the section has none.
  let header: [String]?
  /// The currency that a header names.
  private(set) var currency: String?
  /// What was decided and why.
  private(set) var assumptions: [String] = []

  /// The first column of a role.
  func column(_ role: CSVRole) -> Int? { columns[role]?.first }

  /// The layout that a header names; nil when it does not name a date and an amount.
  init?(header: [String]) {
    self.header = header
    for (index, text) in header.enumerated() {
      guard let (role, currency) = CSVRole.named(text) else { continue }
      columns[role, default: []].append(index)
      if role == .amount || role == .debit || role == .credit, let currency {
        self.currency = self.currency ?? currency
      }
    }
    settle()
    let hasMoney = columns[.amount] != nil || columns[.debit] != nil || columns[.credit] != nil
    guard columns[.date] != nil, hasMoney else { return nil }
  }

  /// The layout that a user names, from left to right; nil when a word is no role.
  init?(named names: [String]) {
    header = nil
    for (index, name) in names.enumerated() {
      guard let role = CSVRole(rawValue: name) ?? CSVRole.named(name)?.role else { return nil }
      if role != .ignored { columns[role, default: []].append(index) }
    }
    let hasMoney = columns[.amount] != nil || columns[.debit] != nil || columns[.credit] != nil
    guard columns[.date] != nil, hasMoney else { return nil }
    assumptions.append("columns as said by the user")
  }

  /// The layout that the cells themselves show; nil when they show no day or no amount.
  init?(contents: CSVContents, header: [String]?) {
    self.header = header
    if let header {
      for (index, text) in header.enumerated() {
        guard let (role, currency) = CSVRole.named(text) else { continue }
        columns[role, default: []].append(index)
        if role == .amount, let currency { self.currency = currency }
      }
      settle()
    }
    let taken = Set(columns.values.flatMap(\.self))
    if columns[.date] == nil {
      guard let day = contents.days.first(where: { !taken.contains($0) }) else { return nil }
      columns[.date] = [day]
      assumptions.append("column \(day + 1) holds the date: every row has a day there")
    }
    if columns[.amount] == nil, columns[.debit] == nil, columns[.credit] == nil {
      guard
        let money = contents.money.first(where: { !taken.contains($0) && columns[.date] != [$0] })
      else { return nil }
      columns[.amount] = [money]
      assumptions.append("column \(money + 1) holds the amount: every row has a number there")
      if columns[.balance] == nil, let other = contents.money.first(where: { $0 > money }) {
        columns[.balance] = [other]
      }
    }
    if columns[.descriptor] == nil, columns[.counterparty] == nil {
      if let text = contents.texts.first(where: { !taken.contains($0) }) {
        columns[.descriptor] = [text]
        assumptions.append("column \(text + 1) holds the text: it has the longest words")
      }
    }
  }

  /// Several columns of one role: the first is the one, the others fill what is near.
  private mutating func settle() {
    if let dates = columns[.date], dates.count > 1 {
      columns[.date] = [dates[0]]
      columns[.valueDate] = (columns[.valueDate] ?? []) + dates.dropFirst()
    }
    if columns[.date] == nil, let values = columns[.valueDate] {
      columns[.date] = [values[0]]
      columns[.valueDate] = Array(values.dropFirst())
    }
    if let texts = columns[.descriptor], texts.count > 1 {
      columns[.descriptor] = [texts[0]]
      columns[.detail] = (texts.dropFirst() + (columns[.detail] ?? [])).sorted()
    }
    if columns[.descriptor] == nil, let details = columns[.detail] {
      columns[.descriptor] = [details[0]]
      columns[.detail] = Array(details.dropFirst())
    }
    // "Valuta" is the value date in German and the currency in Dutch and Danish: a second one, or one
    // beside a currency that is named otherwise, is a date; contents decide the rest.
    if columns[.amount] != nil, columns[.debit] != nil, columns[.credit] != nil {
      columns[.amount] = nil
    }
    if columns[.amount] == nil, columns[.debit] == nil, columns[.credit] == nil,
      let fallback = columns[.originalAmount]
    {
      columns[.amount] = fallback
      columns[.originalAmount] = nil
    }
  }

  /// Gives a column another role, because its cells say so.
  mutating func move(_ column: Int, from role: CSVRole, to other: CSVRole, because reason: String) {
    columns[role]?.removeAll { $0 == column }
    if columns[role]?.isEmpty == true { columns[role] = nil }
    columns[other, default: []].append(column)
    columns[other]?.sort()
    assumptions.append(reason)
  }
}

/// What the cells of a section look like, column by column.
struct CSVContents {
  /// Columns in which nearly every row has a day.
  let days: [Int]
  /// Columns in which nearly every row has an amount; those with decimals or signs first.
  let money: [Int]
  /// Columns of words, the longest first.
  let texts: [Int]

  /// Looks at a few rows.
  init(_ rows: [[[UInt8]]]) {
    let width = rows.map(\.count).max() ?? 0
    var days: [Int] = []
    var money: [(column: Int, strength: Int)] = []
    var texts: [(column: Int, letters: Int)] = []
    for column in 0..<width {
      let cells = rows.compactMap { $0.count > column ? $0[column] : nil }.filter { !$0.isEmpty }
      guard !cells.isEmpty else { continue }
      let dayCount = cells.count { $0.withUnsafeBytes { CSVWrittenDay.read($0) != nil } }
      var marks = CSVMoney.Marks()
      for cell in cells { cell.withUnsafeBytes { marks.add($0) } }
      let letters = cells.reduce(0) { $0 + $1.count { $0.isLetter || $0 >= 0x80 } }
      if dayCount * 10 >= cells.count * 9, cells.count * 2 >= rows.count {
        days.append(column)
      } else if marks.numbers * 10 >= cells.count * 9, marks.moneyLike > 0 {
        money.append((column, marks.moneyLike * cells.count))
      } else if letters > 0 {
        texts.append((column, letters / max(1, rows.count)))
      }
    }
    self.days = days
    let strongest = money.map(\.strength).max() ?? 0
    self.money =
      money.filter { $0.strength * 2 >= strongest }.map(\.column)
      + money.filter { $0.strength * 2 < strongest }.map(\.column)
    self.texts = texts.sorted { ($0.letters, $1.column) > ($1.letters, $0.column) }.map(\.column)
  }
}
