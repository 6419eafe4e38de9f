import DescryCore

/// Gathers what a file says into whole statements.
final class StatementCollection: StatementSink {
  private(set) var statements: [Statement] = []
  private var transactions: [Transaction] = []

  func begin(_ statement: Statement) { transactions = [] }

  func take(_ transaction: inout Transaction) { transactions.append(transaction) }

  func end(_ statement: Statement) {
    var statement = statement
    statement.transactions = transactions
    transactions = []
    statements.append(statement)
  }
}
