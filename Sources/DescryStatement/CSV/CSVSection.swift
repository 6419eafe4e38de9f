import DescryCore

/// A run of rows under one header, with what pass one learnt of them.
struct CSVSection {
  var layout: CSVLayout
  /// Where the first record behind the header begins, and its line.
  let start: Int
  let startLine: Int
  /// Behind the last record.
  var end: Int
  var account: String?
  var currency: Currency?
  var dates = CSVDateOrder()
  var marks = CSVMoney.Marks()
  var sample: [[[UInt8]]] = []
  var rows = 0

  init(_ layout: CSVLayout, start: Int, startLine: Int) {
    self.layout = layout
    self.start = start
    self.startLine = startLine
    end = start
    currency = layout.currency.flatMap { Currency($0) }
  }

  /// The rows that are kept to look at whole columns when a header says too little.
  static let sampleSize = 60

  /// Takes a row into account; false when it is not a row of transactions.
  mutating func take(_ fields: [CSVTokenizer.Field], of tokenizer: CSVTokenizer) -> Bool {
    guard let column = layout.column(.date), column < fields.count,
      let day = CSVWrittenDay.read(tokenizer.bytes(fields[column]))
    else { return false }
    rows += 1
    dates.add(day)
    for role in [CSVRole.amount, .debit, .credit, .balance] {
      for column in layout.columns[role] ?? [] where column < fields.count {
        marks.add(tokenizer.bytes(fields[column]))
      }
    }
    if sample.count < Self.sampleSize {
      sample.append(fields.map { Array(tokenizer.bytes($0).trimmed) })
    }
    return true
  }

  /// Corrects the roles that the cells contradict: a "Valuta" that holds days, an "Amount" without a
  /// number, a second money column that is the balance.
  mutating func settleRoles() {
    guard !sample.isEmpty else { return }
    let contents = CSVContents(sample)
    for column in layout.columns[.currency] ?? [] where contents.days.contains(column) {
      layout.move(
        column, from: .currency, to: .valueDate,
        because: "column \(column + 1) holds value dates, not a currency")
    }
    let amounts = layout.columns[.amount] ?? []
    if let first = amounts.first, !contents.money.contains(first),
      let other = amounts.dropFirst().first(where: contents.money.contains)
    {
      layout.move(
        first, from: .amount, to: .ignored,
        because: "column \(first + 1) holds no amounts; column \(other + 1) does")
    }
    for column in layout.columns[.marker] ?? [] where contents.money.contains(column) {
      layout.move(
        column, from: .marker, to: .ignored,
        because: "column \(column + 1) holds numbers, not a direction")
    }
    if let column = layout.column(.descriptor), contents.days.contains(column) || isEmpty(column) {
      layout.move(
        column, from: .descriptor, to: .ignored, because: "column \(column + 1) holds no text")
      if let detail = layout.column(.detail) {
        layout.move(
          detail, from: .detail, to: .descriptor, because: "column \(detail + 1) holds the text")
      }
    }
  }

  private func isEmpty(_ column: Int) -> Bool {
    sample.allSatisfy { $0.count <= column || $0[column].isEmpty }
  }
}
