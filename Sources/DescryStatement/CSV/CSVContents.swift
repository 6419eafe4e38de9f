import DescryCore

/// What the cells of a section look like, column by column, over the rows that were kept.
struct CSVContents {
  /// Columns in which nearly every row has a day.
  private(set) var days: [Int] = []
  /// Columns in which nearly every filled cell is an amount; those with decimals or signs first.
  private(set) var money: [Int] = []
  /// Columns of words, the longest first.
  private(set) var texts: [Int] = []
  /// Columns of a few short words, with these, the commonest first.
  private(set) var flags: [Int: [String]] = [:]
  /// The decimal mark of the amounts.
  let mark: ReadingOptions.DecimalMark?
  let rows: [[[UInt8]]]

  init(_ rows: [[[UInt8]]]) {
    self.rows = rows
    let width = rows.map(\.count).max() ?? 0
    var money: [(column: Int, strength: Int)] = []
    var texts: [(column: Int, letters: Int)] = []
    var marks = CSVMoney.Marks()
    for column in 0..<width {
      let cells = rows.compactMap { $0.count > column ? $0[column] : nil }.filter { !$0.isEmpty }
      guard !cells.isEmpty else { continue }
      let dayCount = cells.count { $0.withUnsafeBytes { CSVWrittenDay.read($0) != nil } }
      var own = CSVMoney.Marks()
      for cell in cells { cell.withUnsafeBytes { own.add($0) } }
      let letters = cells.reduce(0) { $0 + $1.count { $0.isLetter || $0 >= 0x80 } }
      if cells.allSatisfy({ $0.count <= 24 }) {
        let words = Self.commonest(cells.map { $0.withUnsafeBytes(WrittenText().string) })
        if words.count <= 4 { flags[column] = words }
      }
      if dayCount * 10 >= cells.count * 9, cells.count * 2 >= rows.count {
        days.append(column)
      } else if own.numbers * 10 >= cells.count * 9, own.moneyLike > 0 {
        // Decimals tell an amount better than letters beside a number do.
        let decimals = own.comma + own.point
        money.append((column, (own.moneyLike + 2 * decimals) * cells.count))
        for cell in cells { cell.withUnsafeBytes { marks.add($0) } }
      } else if letters > 0 {
        texts.append((column, letters / max(1, rows.count)))
      }
    }
    mark = marks.decision?.mark
    let strongest = money.map(\.strength).max() ?? 0
    self.money =
      money.filter { $0.strength * 2 >= strongest }.map(\.column)
      + money.filter { $0.strength * 2 < strongest }.map(\.column)
    self.texts = texts.sorted { ($0.letters, $1.column) > ($1.letters, $0.column) }.map(\.column)
  }

  /// The words that make up nineteen of twenty cells, the commonest first: a few strays say nothing.
  private static func commonest(_ words: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for word in words { counts[word, default: 0] += 1 }
    let sorted = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    // Two words are both told: one salary among many charges has the rarer one for its direction.
    if sorted.count <= 2 { return sorted.map(\.key) }
    var covered = 0
    return Array(
      sorted.prefix { entry in
        defer { covered += entry.value }
        return covered * 20 < words.count * 19
      }.map(\.key))
  }

  /// The amounts of a column, row by row.
  func amounts(_ column: Int) -> [Amount?] {
    rows.map { row in
      row.count > column ? row[column].withUnsafeBytes { CSVMoney.amount($0, mark: mark) } : nil
    }
  }

  /// Whether any amount of the column is below zero.
  func hasNegative(_ column: Int) -> Bool { amounts(column).contains { $0?.isNegative == true } }

  /// Whether some row has nothing in the column.
  func hasBlank(_ column: Int) -> Bool {
    rows.contains { $0.count <= column || $0[column].allSatisfy { $0 == 0x20 } }
  }

  /// Whether no row has anything in the column.
  func isEmpty(_ column: Int) -> Bool {
    rows.allSatisfy { $0.count <= column || $0[column].isEmpty }
  }
}
