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
    guard let merchant = flow.merchant.map(plain), !merchant.isEmpty else { return [] }
    let paid: Set<FlowPrice.Kind> = [.total, .recurring, .trial, .item]
    let prices = flow.screens.flatMap { screen in
      screen.prices.filter { paid.contains($0.kind) && $0.amount > .zero }.map {
        (screen.index, $0)
      }
    }
    var matches: [Match] = []
    for statement in statements {
      for (transaction, explanation) in zip(
        statement.statement.transactions, statement.explanations)
      {
        let best = explanation.best.merchant
        let names = [best?.id, best?.name].compactMap { $0.map(plain) }
        guard names.contains(merchant), transaction.amount.isNegative,
          flow.date.map({ $0 <= transaction.date }) ?? true,
          let (screen, price) = prices.first(where: { item in
            item.1.amount == transaction.amount.magnitude
              && (item.1.currency == nil || transaction.currency == nil
                || item.1.currency == transaction.currency)
          })
        else { continue }
        matches.append(Match(transaction: transaction, price: price, screen: screen))
      }
    }
    return matches.sorted {
      ($0.transaction.date, $0.transaction.id) < ($1.transaction.date, $1.transaction.id)
    }
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
