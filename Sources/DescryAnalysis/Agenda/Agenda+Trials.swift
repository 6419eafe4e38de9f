public import DescryCore
internal import DescryRules

extension Agenda {
  /// The ends of trials that a line began.
  ///
  /// A paid trial (`trial: { price: 1.00 EUR }`) is charged. A free one leaves no charge, but many
  /// sellers check the card with nothing or at most one unit: such a line may begin a trial, unless
  /// the account paid for the subscription before or did so since.
  public func trialEnds(
    _ transactions: [Transaction], _ explanations: [Explanation], today: CalendarDate,
    until horizon: CalendarDate
  ) -> [ScheduledEvent] {
    let lines = Array(zip(transactions, explanations))
    return lines.compactMap { transaction, explanation -> ScheduledEvent? in
      guard !Self.isCredit(transaction), let (merchant, subscription) = named(explanation.best),
        let trial = subscription.trial
      else { return nil }
      let name = explanation.best.subscription
      let end = transaction.date.adding(days: trial.days)
      guard end > today, end <= horizon else { return nil }
      let sign: ScheduledEvent.TrialSign?
      if Self.isPrice(transaction, of: trial) {
        sign = nil
      } else if Self.isCheck(transaction), trial.price?.amount.isZero ?? true,
        !lines.contains(where: { $0.1.best.subscription == name && Self.isPaid($0.0) })
      {
        sign = .check(transaction.date)
      } else {
        return nil
      }
      let plan =
        subscription.plans.first { $0.id == trial.convertsTo && $0.holds(on: end) }
        ?? subscription.plans.first { $0.id == trial.convertsTo }
      return ScheduledEvent(
        kind: .trialEnd, date: end, merchant: CatalogueName(id: merchant.id, name: merchant.name),
        subscription: name, amount: plan?.price.amount,
        formerAmount: transaction.amount.magnitude,
        currency: plan?.price.currency ?? transaction.currency, every: plan?.every ?? .month,
        transactions: [transaction.id], cancelURL: subscription.cancellation?.url,
        cancelPath: subscription.cancellation?.path, trialSign: sign)
    }.sorted(by: Self.inOrder)
  }

  private static func isCredit(_ transaction: Transaction) -> Bool {
    !transaction.amount.isNegative && !transaction.amount.isZero
  }

  /// Whether a line is the trial's own price.
  private static func isPrice(_ transaction: Transaction, of trial: Subscription.Trial) -> Bool {
    guard let price = trial.price, !price.amount.isZero, transaction.amount.isNegative else {
      return false
    }
    return price.amount == transaction.amount.magnitude
      && (transaction.currency.map { $0 == price.currency } ?? true)
  }

  /// Whether a line only checks the card: sellers ask for nothing or for at most one unit.
  private static func isCheck(_ transaction: Transaction) -> Bool {
    transaction.amount.magnitude <= Amount(units: 1, scale: 0)
  }

  private static func isPaid(_ transaction: Transaction) -> Bool {
    transaction.amount.isNegative && !isCheck(transaction)
  }
}
