/// Puts amounts together that their own decimal comma has cut: `-12,99` without quotes between commas
/// makes a row wider than its header by one.
struct CSVCutAmounts: Sendable {
  /// How many fields a cut row has.
  private let width: Int
  private let columns: [Int]

  /// Rows under a header of `width` columns, or none; amounts stand in `columns`.
  init(width: Int?, columns: [Int]) {
    self.width = width.map { $0 + 1 } ?? -1
    self.columns = columns
  }

  /// Joins the two halves of an amount, if the record at hand has such.
  @inline(__always)
  func join(_ records: inout CSVRecords) {
    if records.count == width { joinFirst(&records) }
  }

  private func joinFirst(_ records: inout CSVRecords) {
    for column in columns where column + 1 < records.count {
      let whole = records[column]
      let cents = records[column + 1]
      let digits = whole.first == UInt8(ascii: "-") || whole.first == UInt8(ascii: "+") ? 1 : 0
      guard records.touch(column, column + 1), cents.count == 2, whole.count > digits,
        cents.allSatisfy(\.isDigit), whole.dropFirst(digits).allSatisfy(\.isDigit)
      else { continue }
      records.join(column)
      return
    }
  }
}
