import DescryCore

/// Gathers what a file says into whole statements.
final class StatementCollection: StatementSink {
  private(set) var statements: [Statement] = []
  // Nothing that is called while it changes can come back to it; see Ledger.
  @exclusivity(unchecked) private var transactions: [Transaction] = []

  func begin(_ statement: Statement) { transactions = [] }

  func expect(_ count: Int) {
    transactions.reserveCapacity(count)
    LargePages.advise(&transactions)
  }

  func take(_ transaction: inout Transaction) {
    // The array would double as well, but take its memory in small pages.
    if transactions.count == transactions.capacity { expect(2 * transactions.count) }
    // Moved, not copied: no text is held twice, not even for a moment.
    withUnsafeMutablePointer(to: &transaction) {
      let date = $0.pointee.date
      transactions.append($0.move())
      $0.initialize(
        to: Transaction(id: "", date: date, amount: .zero, currency: nil, descriptor: ""))
    }
  }

  func end(_ statement: Statement) {
    var statement = statement
    statement.transactions = transactions
    transactions = []
    statements.append(statement)
  }
}
