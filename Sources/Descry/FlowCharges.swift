public import DescryCore

/// Which charges of a statement a checkout flow led to.
public enum FlowCharges {
  /// A charge with the price of the flow that it is.
  public struct Match: Sendable {
    /// The charge.
    public let transaction: Transaction
    /// The price.
    public let price: FlowPrice
    /// The screen on which the price stood.
    public let screen: Int
  }

  /// The charges of the flow's merchant, on or behind the flow's day, that are one of its prices.
  ///
  /// A flow without a merchant leads nowhere: an amount alone proves nothing.
  public static func of(_ flow: Flow, in statements: [ExplainedStatement]) -> [Match] {
    statements.flatMap { statement in
      zip(statement.statement.transactions, statement.explanations).compactMap {
        match(flow, $0, $1)
      }
    }.sorted {
      ($0.transaction.date, $0.transaction.id) < ($1.transaction.date, $1.transaction.id)
    }
  }

  /// The price of the flow that a charge is; nil when it is none of its prices, or another merchant's.
  static func match(
    _ flow: Flow, _ transaction: Transaction, _ explanation: Explanation
  ) -> Match? {
    guard isSeller(flow, explanation), transaction.amount.isNegative,
      flow.date.map({ $0 <= transaction.date }) ?? true
    else { return nil }
    for screen in flow.screens {
      let price = screen.prices.first { price in
        paid.contains(price.kind) && price.amount > .zero
          && price.amount == transaction.amount.magnitude
          && (price.currency == nil || transaction.currency == nil
            || price.currency == transaction.currency)
      }
      if let price { return Match(transaction: transaction, price: price, screen: screen.index) }
    }
    return nil
  }

  /// Whether a line was explained as one of the flow's merchant.
  static func isSeller(_ flow: Flow, _ explanation: Explanation) -> Bool {
    guard let merchant = flow.merchant.map(plain), !merchant.isEmpty else { return false }
    let best = explanation.best.merchant
    return [best?.id, best?.name].contains { $0.map(plain) == merchant }
  }

  private static let paid: Set<FlowPrice.Kind> = [.total, .recurring, .trial, .item]

  /// A merchant's id or name without regard to case, blanks and signs.
  static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
