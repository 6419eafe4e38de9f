public import DescryCore

/// The lines of an account in order of date.
///
/// Transactions and explanations stay where they are, in the order in which they came; a line holds
/// its number among them and what is compared often. A million lines so cost no second copy.
public struct AccountLedger: RandomAccessCollection, Sendable {
  private let transactions: [Transaction]
  /// What each line is, in the order in which the lines came.
  public private(set) var explanations: [Explanation]
  private var lines: [Line]

  /// What is compared of a line.
  struct Line: Sendable {
    let number: Int32
    let day: Int32
    var family: Int32
    let size: Int64
  }

  /// A ledger of lines that may come in any order, each with its explanation.
  ///
  /// Reverted lines are left out; `day` gives the day that counts for a line.
  init(
    _ transactions: [Transaction], _ explanations: [Explanation],
    day: (Transaction) -> CalendarDate
  ) {
    self.transactions = transactions
    self.explanations = explanations
    lines = transactions.indices.prefix(Int(Int32.max)).compactMap { number in
      guard transactions[number].status != .reverted else { return nil }
      return Line(
        number: Int32(number), day: Int32(day(transactions[number]).dayNumber), family: 0,
        size: LedgerEntry.size(transactions[number].amount))
    }
    // Lines of one day keep the file's order.
    lines.sort { ($0.day, $0.number) < ($1.day, $1.number) }
  }

  /// The first line.
  public var startIndex: Int { 0 }
  /// Behind the last line.
  public var endIndex: Int { lines.count }

  /// A line by its place in the order of dates.
  public subscript(index: Int) -> LedgerEntry {
    LedgerEntry(lines[index], transactions, explanations)
  }

  /// The day of a line, in days since 1970-01-01.
  func day(_ index: Int) -> Int { Int(lines[index].day) }

  /// The amount of a line without its sign in ten-thousandths.
  func size(_ index: Int) -> Int64 { lines[index].size }

  /// Puts a line into a family.
  mutating func put(_ index: Int, into family: Int) { lines[index].family = Int32(family) }

  /// Explains a line anew.
  mutating func explain(_ index: Int, as explanation: Explanation) {
    explanations[Int(lines[index].number)] = explanation
  }
}
