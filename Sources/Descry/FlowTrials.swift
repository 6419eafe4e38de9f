public import DescryCore
internal import DescryFlow
public import DescryRules

/// The ends of trials that checkouts offered to the cardholder who went through them.
///
/// A free trial leaves no charge: the checkout is the only place that tells of it.
public enum FlowTrials {
  /// The ends from the day after `today` to `horizon`, in the order of the flows.
  ///
  /// A trial that was declined, or whose paid charge stands on a statement already, has no end to tell.
  public static func ends(
    _ flows: [Flow], in statements: [ExplainedStatement], book: RuleBook, today: CalendarDate,
    until horizon: CalendarDate
  ) -> [ScheduledEvent] {
    var events: [ScheduledEvent] = []
    for flow in flows {
      guard let date = flow.date, let offer = flow.trialOffer, offer.isTaken != false else {
        continue
      }
      let end = date.adding(days: offer.days)
      let charges = FlowCharges.of(flow, in: statements)
      let isPaid = charges.contains { $0.price.every != nil }
      guard end > today, end <= horizon, !isPaid,
        let event = event(flow, date, offer, end, charges.map(\.transaction.id), book)
      else { continue }
      events.append(event)
    }
    return events
  }

  private static func event(
    _ flow: Flow, _ date: CalendarDate, _ offer: TrialOffer, _ end: CalendarDate,
    _ charges: [String], _ book: RuleBook
  ) -> ScheduledEvent? {
    guard let seller = flow.merchant else { return nil }
    var (name, subscriptionName) = (CatalogueName(name: seller), CatalogueName?.none)
    var cancellation: Subscription.Cancellation?
    if let merchant = merchant(seller, book) {
      name = CatalogueName(id: merchant.id, name: merchant.name)
      if let subscription = subscription(of: merchant, offer) {
        subscriptionName = CatalogueName(
          id: "\(merchant.id)/\(subscription.id)", name: subscription.name)
        cancellation = subscription.cancellation
      }
    }
    return ScheduledEvent(
      kind: .trialEnd, date: end, merchant: name, subscription: subscriptionName,
      amount: offer.price?.amount, currency: offer.price?.currency ?? flow.currency,
      every: offer.price?.every ?? .month, transactions: charges,
      cancelURL: cancellation?.url, cancelPath: cancellation?.path,
      trialSign: .checkout(date, isTaken: offer.isTaken == true))
  }

  private static func merchant(_ seller: String, _ book: RuleBook) -> Merchant? {
    let plain = FlowCharges.plain(seller)
    let entry = book.merchants.entries.first {
      FlowCharges.plain($0.id) == plain || FlowCharges.plain($0.name) == plain
    }
    return entry.flatMap { book.merchant($0.id) }
  }

  /// The subscription with the offer's price, else the only one with such a trial.
  private static func subscription(of merchant: Merchant, _ offer: TrialOffer) -> Subscription? {
    let priced = merchant.subscriptions.filter { subscription in
      subscription.plans.contains { $0.price.amount == offer.price?.amount }
    }
    if priced.count == 1 { return priced[0] }
    let tried = merchant.subscriptions.filter { $0.trial?.days == offer.days }
    return tried.count == 1 ? tried[0] : nil
  }
}
