internal import DescryCore

/// The transactions of a page that its findings and streams name, by their ids.
struct ChargeIndex: Sendable {
  private var transactions: [String: Transaction] = [:]

  /// The transactions that are named; no others are kept.
  init(_ parts: [StatementPage.Part], of findings: [Finding], _ streams: [RecurringStream]) {
    var named = Set(findings.lazy.flatMap(\.transactions))
    named.formUnion(streams.lazy.flatMap(\.transactions))
    guard !named.isEmpty else { return }
    transactions.reserveCapacity(named.count)
    for part in parts {
      for one in part.statement.transactions where named.contains(one.id) {
        transactions[one.id] = one
      }
    }
  }

  subscript(id: String) -> Transaction? { transactions[id] }
}
