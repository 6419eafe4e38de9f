internal import DescryCore
internal import DescryRules

/// Makes the stream that a person is shown of a chain of charges.
struct StreamBuilder {
  let history: AccountHistory
  let family: MerchantFamily
  let prices: PriceList
  let country: String?

  /// Whether the last charge has a list price of the rhythm.
  func isPlanPrice(_ entries: [Int], _ rhythm: Rhythm) -> Bool {
    guard let last = entries.last else { return false }
    return prices.plan(of: history.entries[last], every: rhythm.period, country: country) != nil
  }

  func stream(
    _ entries: [Int], _ rhythm: Rhythm, _ status: RecurringStream.Status, _ chain: Chain,
    currency: Currency?
  ) -> RecurringStream {
    let lines = entries.map { history.entries[$0] }
    let period = Self.period(lines, rhythm)
    let last = lines[lines.count - 1]
    let (subscription, plan) = product(lines, period)
    var stream = make(lines, period, subscription, plan, currency: currency)
    stream.isMetered = chain.isMetered
    if stream.isMetered { stream.yearlyCost = Self.meteredCost(lines, period) }
    stream.steps = chain.isMetered ? [] : Self.steps(lines)
    stream.skipped = chain.skipped
    let due = Self.due(lines, period)
    let grace = max(rhythm.grace, Rhythm.of(period).grace)
    let isOver = due.dayNumber + grace < history.to
    stream.status = isOver ? .ended : status
    stream.next = isOver ? nil : due
    if let id = plan?.id {
      stream.announced = prices.later(id, than: last.transaction.date).compactMap { listing in
        listing.plan.from.map {
          RecurringStream.PriceStep(
            before: last.transaction.amount.magnitude, after: listing.plan.price.amount, date: $0)
        }
      }
    }
    return stream
  }

  /// The stream that one charge begins when it has a plan's price, or a trial's.
  func beginning(_ index: Int, in lane: Lane) -> RecurringStream? {
    let line = history.entries[index]
    guard line.explanation.outcome == .recognized, let subscription = line.subscription else {
      return nil
    }
    if let plan = line.explanation.best.plan, plan.price.amount == line.transaction.amount.magnitude
    {
      var stream = make([line], plan.every, subscription, plan, currency: lane.currency)
      let due = plan.every.next(after: line.transaction.date)
      let isOver = due.dayNumber + Rhythm.of(plan.every).grace < history.to
      stream.status = isOver ? .ended : .early
      stream.next = isOver ? nil : due
      stream.announced = prices.later(plan.id, than: line.transaction.date).compactMap { listing in
        listing.plan.from.map {
          RecurringStream.PriceStep(
            before: plan.price.amount, after: listing.plan.price.amount, date: $0)
        }
      }
      return stream
    }
    return trial(line, subscription, lane)
  }

  private func trial(
    _ line: LedgerEntry, _ subscription: CatalogueName, _ lane: Lane
  ) -> RecurringStream? {
    guard
      let offer = family.merchant?.subscriptions.first(where: {
        subscription.id == "\(family.merchant?.id ?? "")/\($0.id)"
      }), let trial = offer.trial, let price = trial.price, !price.amount.isZero,
      LedgerEntry.size(price.amount) == line.size
    else { return nil }
    let plan = offer.plans.first { $0.id == trial.convertsTo } ?? offer.plans.first
    guard let plan else { return nil }
    let ends = line.transaction.date.adding(days: trial.days)
    var stream = make([line], plan.every, subscription, nil, currency: lane.currency)
    stream.trialEnds = ends
    stream.status = ends.dayNumber + 20 < history.to ? .ended : .early
    stream.next = stream.status == .ended ? nil : ends
    return stream
  }

  private func make(
    _ lines: [LedgerEntry], _ period: BillingPeriod, _ subscription: CatalogueName?,
    _ plan: PlanName?, currency: Currency?
  ) -> RecurringStream {
    let last = lines[lines.count - 1]
    var stream = RecurringStream(
      merchant: family.name, subscription: subscription, plan: plan, every: period,
      amount: last.transaction.amount, currency: currency,
      transactions: lines.map(\.transaction.id),
      first: lines[0].transaction.date, last: last.transaction.date, next: nil,
      yearlyCost: Self.times(last.transaction.amount.magnitude, period.chargesPerYear),
      status: .active)
    stream.account = history.account
    return stream
  }

  /// What most of the charges are explained as, or the plan whose price and rhythm the last one has.
  private func product(
    _ lines: [LedgerEntry], _ period: BillingPeriod
  ) -> (CatalogueName?, PlanName?) {
    var counts: [CatalogueName: Int] = [:]
    for line in lines { if let name = line.subscription { counts[name, default: 0] += 1 } }
    let most = counts.max { ($0.value, $1.key.name) < ($1.value, $0.key.name) }
    let last = lines[lines.count - 1]
    if let most, most.value * 2 >= lines.count {
      let plan = lines.reversed().lazy.filter { $0.subscription == most.key }.compactMap {
        $0.explanation.best.plan
      }.first { $0.every == period }
      return (most.key, plan)
    }
    guard let listing = prices.plan(of: last, every: period, country: country) else {
      return (nil, nil)
    }
    return (listing.subscriptionName, listing.planName)
  }
}

extension StreamBuilder {
  /// Four weeks are told from a month by the mean gap of a row without missing charges.
  static func period(_ lines: [LedgerEntry], _ rhythm: Rhythm) -> BillingPeriod {
    guard rhythm.period == .month, lines.count >= 4 else { return rhythm.period }
    let gaps = zip(lines, lines.dropFirst()).map { $1.day - $0.day }.filter { $0 <= 36 }
    let mean = Double(gaps.reduce(0, +)) / Double(max(1, gaps.count))
    return gaps.count >= 3 && mean <= 28.5 && gaps.allSatisfy { 26...30 ~= $0 }
      ? .fourWeeks : .month
  }

  /// The next due day.
  ///
  /// For months it is the day on which most charges were booked, so that one late
  /// booking over a weekend does not shift all that follow.
  static func due(_ lines: [LedgerEntry], _ period: BillingPeriod) -> CalendarDate {
    let last = lines[lines.count - 1].transaction.date
    let next = period.next(after: last)
    guard period >= .month, lines.count >= 3 else { return next }
    var counts: [Int: Int] = [:]
    for line in lines.suffix(12) { counts[line.transaction.date.day, default: 0] += 1 }
    guard let anchor = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
      return next
    }
    let day = min(anchor, CalendarDate.days(inMonth: next.month, of: next.year))
    let anchored = CalendarDate(year: next.year, month: next.month, day: day) ?? next
    return abs(anchored.days(until: next)) <= 6 ? anchored : next
  }

  /// Where the amount changed by more than an exchange rate does.
  static func steps(_ lines: [LedgerEntry]) -> [RecurringStream.PriceStep] {
    zip(lines, lines.dropFirst()).compactMap { before, after in
      guard before.size != after.size else { return nil }
      return RecurringStream.PriceStep(
        before: before.transaction.amount.magnitude, after: after.transaction.amount.magnitude,
        date: after.transaction.date)
    }
  }

  /// The mean of the last year's amounts, over a year.
  static func meteredCost(_ lines: [LedgerEntry], _ period: BillingPeriod) -> Amount {
    let last = lines.suffix(period.chargesPerYear).map(\.transaction.amount.magnitude)
    guard let sum = last.reduce(Amount?.some(.zero), { $0?.adding($1) }), !last.isEmpty else {
      return .zero
    }
    let year = times(sum, period.chargesPerYear)
    return Amount(units: year.units / Int64(last.count), scale: year.scale)
  }

  /// An amount so many times; unchanged when that does not fit.
  static func times(_ amount: Amount, _ count: Int) -> Amount {
    let (units, overflow) = amount.units.multipliedReportingOverflow(by: Int64(count))
    return overflow ? amount : Amount(units: units, scale: amount.scale)
  }
}
