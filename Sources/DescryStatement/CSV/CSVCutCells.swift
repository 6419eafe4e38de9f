/// Puts together what a row's own delimiters have cut: `-12,99` without quotes between commas makes it
/// wider than its header by one, its balance by another.
struct CSVCutCells: Sendable {
  /// How many columns the header has; none is wider than no header.
  private let width: Int
  private let date: Int
  private let text: Int
  private let money: [Int]

  /// The cells of a layout whose amounts stand in the columns `money`.
  init(_ layout: CSVLayout, money: [Int]) {
    width = layout.header?.count ?? 0
    date = layout.column(.date) ?? Int.max
    text = layout.column(.descriptor) ?? -1
    self.money = money
  }

  /// Joins the cells of the record at hand that are parts of one.
  @inline(__always)
  func join(_ records: inout CSVRecords) {
    if width > 0, records.count > width { joinCut(&records) }
  }

  private func joinCut(_ records: inout CSVRecords) {
    if !joinAmounts(&records) { joinText(&records) }
  }

  /// Puts amounts together; a balance beside the amount is cut as well.
  private func joinAmounts(_ records: inout CSVRecords) -> Bool {
    guard records.count <= width + money.count else { return false }
    var isJoined = false
    // From left to right: what is joined brings the columns behind it back to their places.
    for column in records.count > width + 1 ? money.sorted() : money
    where records.count > width && column + 1 < records.count {
      let whole = records[column]
      let cents = records[column + 1]
      let digits = whole.first == UInt8(ascii: "-") || whole.first == UInt8(ascii: "+") ? 1 : 0
      guard records.touch(column, column + 1), cents.count == 2, whole.count > digits,
        cents.allSatisfy(\.isDigit), whole.dropFirst(digits).allSatisfy(\.isDigit)
      else { continue }
      records.join(column)
      isJoined = true
    }
    return isJoined
  }

  /// Puts a text together, as `Film Club, Inc.` without quotes: the amounts then stand further right
  /// than their header by as many.
  private func joinText(_ records: inout CSVRecords) {
    guard text > date, let first = money.min(), first > text, !records[first].trimmed.isEmpty,
      CSVMoney.amount(records[first], mark: nil) == nil
    else { return }
    for shift in 1...min(3, records.count - width) {
      let cells = money.compactMap { records.cell($0 + shift)?.trimmed }
      let amounts = cells.count { CSVMoney.amount($0, mark: nil) != nil }
      guard amounts > 0, amounts + cells.count(where: \.isEmpty) == money.count else { continue }
      for _ in 0..<shift { records.join(text) }
      return
    }
  }
}
