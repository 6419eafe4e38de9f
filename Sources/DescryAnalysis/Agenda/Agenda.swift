public import DescryCore
public import DescryRules

/// What is to come of a card's subscriptions: renewals, trials that end, prices that change.
public struct Agenda: Sendable {
  let book: RuleBook

  /// An agenda over a rule book's plans and trials.
  public init(_ book: RuleBook) { self.book = book }

  /// The events from the day after `today` to `horizon`, in order of date and name.
  ///
  /// `trials` are charges explained as the trial of a subscription, see `trialEnds`.
  public func events(
    _ streams: [RecurringStream], today: CalendarDate, until horizon: CalendarDate
  ) -> [ScheduledEvent] {
    streams.flatMap { stream in
      renewals(stream, after: today, until: horizon)
        + priceChanges(stream, after: today, until: horizon)
    }.sorted(by: Self.inOrder)
  }

  private func renewals(
    _ stream: RecurringStream, after today: CalendarDate, until horizon: CalendarDate
  ) -> [ScheduledEvent] {
    guard stream.status != .ended, var next = stream.next else { return [] }
    let subscription = subscription(stream)
    var events: [ScheduledEvent] = []
    // A stream of weeks over years is still few events; the bound keeps a wrong date from looping.
    while next <= horizon, events.count < 600 {
      if next > today {
        events.append(
          ScheduledEvent(
            kind: .renewal, date: next, merchant: stream.merchant,
            subscription: stream.subscription,
            amount: amount(stream, subscription, on: next), currency: stream.currency,
            every: stream.every, transactions: stream.transactions,
            cancelURL: subscription?.cancellation?.url,
            cancelPath: subscription?.cancellation?.path))
      }
      let following = stream.every.next(after: next)
      guard following > next else { break }
      next = following
    }
    return events
  }

  /// What the renewal will cost: the amount paid last, or the plan's announced price of that day.
  private func amount(
    _ stream: RecurringStream, _ subscription: Subscription?, on day: CalendarDate
  ) -> Amount? {
    if stream.isMetered { return nil }
    let paid = stream.amount.magnitude
    guard let plan = plan(stream, subscription), plan.price.amount == paid,
      plan.price.currency == stream.currency, let until = plan.until, until < day,
      until >= stream.last
    else { return paid }
    let later = subscription?.plans.first {
      $0.id == plan.id && $0.price.currency == stream.currency && $0.country == plan.country
        && $0.holds(on: day)
    }
    return later?.price.amount ?? paid
  }

  private func priceChanges(
    _ stream: RecurringStream, after today: CalendarDate, until horizon: CalendarDate
  ) -> [ScheduledEvent] {
    guard stream.status != .ended, !stream.isMetered, let subscription = subscription(stream),
      let current = plan(stream, subscription)
    else { return [] }
    return subscription.plans.compactMap { plan in
      guard plan.id == current.id, plan.country == current.country, let from = plan.from,
        from > today, from <= horizon, plan.price != current.price,
        plan.price.currency == current.price.currency
      else { return nil }
      return ScheduledEvent(
        kind: .priceChange, date: from, merchant: stream.merchant,
        subscription: stream.subscription, amount: plan.price.amount,
        formerAmount: current.price.amount, currency: plan.price.currency, every: plan.every,
        transactions: stream.transactions,
        cancelURL: subscription.cancellation?.url, cancelPath: subscription.cancellation?.path)
    }
  }

  /// The plan whose price the stream's last charge has.
  private func plan(_ stream: RecurringStream, _ subscription: Subscription?) -> Plan? {
    guard let subscription, let name = stream.plan else { return nil }
    return subscription.plans.first {
      name.id.hasSuffix("/\(subscription.id)/\($0.id)") && $0.price == name.price
    }
  }

  private func subscription(_ stream: RecurringStream) -> Subscription? {
    subscription(merchant: stream.merchant.id, stream.subscription?.id)?.1
  }

  func named(_ hypothesis: Hypothesis) -> (Merchant, Subscription)? {
    subscription(merchant: hypothesis.merchant?.id, hypothesis.subscription?.id)
  }

  private func subscription(merchant id: String?, _ full: String?) -> (Merchant, Subscription)? {
    guard let id, let full, let merchant = book.merchant(id),
      let subscription = merchant.subscriptions.first(where: { $0.fullID == full })
    else { return nil }
    return (merchant, subscription)
  }

  static func inOrder(_ left: ScheduledEvent, _ right: ScheduledEvent) -> Bool {
    (left.date, left.name, left.kind.rawValue, left.transactions.first ?? "")
      < (right.date, right.name, right.kind.rawValue, right.transactions.first ?? "")
  }
}
