internal import DescryCore
internal import DescryRules

/// The dated list prices of a merchant's subscriptions, as the analysis asks for them.
struct PriceList {
  /// A plan and the subscription that it belongs to.
  struct Listing {
    let merchant: Merchant
    let subscription: Subscription
    let plan: Plan
    /// The price, as entries compare it.
    let size: Int64

    var subscriptionName: CatalogueName {
      CatalogueName(id: subscription.fullID, name: subscription.name)
    }
    var planName: PlanName {
      PlanName(
        id: "\(subscription.fullID)/\(plan.id)", every: plan.every, price: plan.price)
    }
  }

  private let listings: [Listing]

  /// All prices, as entries compare them.
  var sizes: Set<Int64> { Set(listings.map(\.size)) }

  init(_ merchant: Merchant?) {
    listings =
      merchant.map { merchant in
        merchant.subscriptions.flatMap { subscription in
          subscription.plans.map {
            Listing(
              merchant: merchant, subscription: subscription, plan: $0,
              size: LedgerEntry.size($0.price.amount))
          }
        }
      } ?? []
  }

  /// The plan whose price an entry has on its day, the published ones first.
  func plan(of entry: LedgerEntry, every period: BillingPeriod? = nil, country: String?) -> Listing?
  {
    listings.filter { listing in
      listing.size == entry.size
        && listing.plan.holds(on: entry.transaction.date)
        && (period == nil || listing.plan.every == period)
        && (entry.transaction.currency == nil
          || listing.plan.price.currency == entry.transaction.currency)
        && (country == nil || listing.plan.country == nil || listing.plan.country == country)
    }.max {
      ($0.plan.isUnverified ? 0 : 1, $1.plan.id) < ($1.plan.isUnverified ? 0 : 1, $0.plan.id)
    }
  }

  /// The plans of a subscription that cost an amount on any day, in any country.
  func plans(of subscription: String, size: Int64, currency: Currency?) -> [Listing] {
    listings.filter {
      $0.subscription.fullID == subscription && $0.size == size
        && (currency == nil || $0.plan.price.currency == currency)
    }
  }

  /// The subscriptions of which an entry has a price, today's or another's, here or elsewhere.
  func subscriptions(withPriceOf entry: LedgerEntry) -> [Subscription] {
    var seen: Set<String> = []
    return listings.lazy.filter {
      $0.size == entry.size
        && (entry.transaction.currency == nil
          || $0.plan.price.currency == entry.transaction.currency)
    }.map(\.subscription).filter { seen.insert($0.id).inserted }
  }

  /// A plan by its full id on a day; nil when the list names no price for that day.
  func plan(_ id: String, on date: CalendarDate) -> Listing? {
    listings.first { $0.planName.id == id && $0.plan.from != nil && $0.plan.holds(on: date) }
      ?? listings.first { $0.planName.id == id && $0.plan.holds(on: date) }
  }

  /// The prices of a plan that begin behind a day, in order.
  func later(_ id: String, than date: CalendarDate) -> [Listing] {
    listings.filter { $0.planName.id == id && ($0.plan.from.map { $0 > date } ?? false) }
      .sorted { ($0.plan.from ?? date) < ($1.plan.from ?? date) }
  }

  /// Whether the list knows of a plan only prices that are over on a day.
  func isDiscontinued(_ id: String, on date: CalendarDate) -> Bool {
    let prices = listings.filter { $0.planName.id == id }
    return !prices.isEmpty && prices.allSatisfy { $0.plan.until.map { $0 < date } ?? false }
  }
}
