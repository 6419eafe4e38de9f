internal import DescryCore
internal import DescryRules

/// Compares a charge with the dated list prices of a subscription.
struct PriceEvidence {
  /// How the amount stands to the price list, from the strongest to the weakest.
  enum Fit: String, CaseIterable {
    case equalsListPrice = "equals-list-price"
    case withinTaxBand = "within-tax-band"
    case equalsOtherCountry = "equals-other-country"
    case equalsOtherDate = "equals-other-date"
    /// There are prices in the currency, and none of them is the amount.
    case differs
  }

  let fit: Fit
  let plan: Plan
  private let subscription: Subscription
  private let amount: Amount
  private let country: String?
  /// The plans with the amount, and those that it was compared with, for the sentence.
  private let equal: [Plan]
  private let near: [Plan]

  /// The comparison in a sentence.
  var says: LocalizedText { Self.text(fit, plan, subscription, equal, amount, country, near) }

  /// How long before its file was reviewed a price without a first day is still taken to have held.
  private static let monthsUndated = 36

  /// Whether a charge is so much older than the review of a price without a first day that nobody
  /// looked up what it was then.
  func isUndated(on date: CalendarDate?, reviewed: CalendarDate?) -> Bool {
    guard fit != .differs, plan.from == nil, let date,
      let known = Self.firstKnown(reviewed: reviewed)
    else { return false }
    return date < known
  }

  /// The first day on which a price without a first day is taken to have held.
  static func firstKnown(reviewed: CalendarDate?) -> CalendarDate? {
    reviewed?.adding(months: -monthsUndated)
  }

  /// Compares; nil when nothing can be compared (no amount, or no price in its currency).
  init?(
    _ subscription: Subscription, amount: Amount?, currency: Currency?, date: CalendarDate?,
    country: String?
  ) {
    guard let amount = amount?.magnitude, !amount.isZero else { return nil }
    // A statement that names no currency is in the money of its country.
    let currency = currency ?? Self.currency(of: subscription, in: country)
    let plans = subscription.plans.filter { currency == nil || $0.price.currency == currency }
    guard !plans.isEmpty else { return nil }
    func holds(_ plan: Plan) -> Bool { date.map { plan.holds(on: $0) } ?? true }
    func isHome(_ plan: Plan) -> Bool {
      plan.country == nil || country == nil || plan.country == country
    }

    let equal = plans.filter { $0.price.amount == amount }
    // The price of the charge's own day first, then one that somebody published, then the latest.
    func best(_ plans: [Plan]) -> Plan? {
      plans.max {
        ($0.isUnverified ? 0 : 1, $0.from?.dayNumber ?? 0, $1.id)
          < ($1.isUnverified ? 0 : 1, $1.from?.dayNumber ?? 0, $0.id)
      }
    }
    if let plan = best(equal.filter { holds($0) && isHome($0) }) {
      self.init(.equalsListPrice, plan, subscription, equal, amount, country)
    } else if let plan = best(plans.filter { holds($0) && isHome($0) && Self.isTaxed($0, amount) })
    {
      self.init(.withinTaxBand, plan, subscription, [], amount, country)
    } else if let plan = best(equal.filter(holds)) {
      self.init(
        .equalsOtherCountry, plan, subscription, equal.filter(holds), amount, country, near: plans)
    } else if let plan = best(equal) {
      self.init(.equalsOtherDate, plan, subscription, equal, amount, country, near: plans)
    } else if let plan = Self.nearest(plans.filter(isHome), amount) ?? Self.nearest(plans, amount) {
      self.init(.differs, plan, subscription, [], amount, country, near: plans)
    } else {
      return nil
    }
  }

  /// The one currency in which a subscription is sold in a country; nil when there are several or none.
  private static func currency(of subscription: Subscription, in country: String?) -> Currency? {
    guard let country else { return nil }
    let sold = Set(subscription.plans.lazy.filter { $0.country == country }.map(\.price.currency))
    return sold.count == 1 ? sold.first : nil
  }

  private init(
    _ fit: Fit, _ plan: Plan, _ subscription: Subscription, _ equal: [Plan], _ amount: Amount,
    _ country: String?, near: [Plan] = []
  ) {
    self.fit = fit
    self.plan = plan
    self.subscription = subscription
    self.equal = equal
    self.amount = amount
    self.country = country
    self.near = near
  }

  private static func isTaxed(_ plan: Plan, _ amount: Amount) -> Bool {
    guard plan.taxPercent > 0, let price = plan.price.amount.rescaled(to: 4),
      let paid = amount.rescaled(to: 4)
    else { return false }
    return paid > price && paid.units * 100 <= price.units * Int64(100 + plan.taxPercent)
  }

  private static func distance(_ plan: Plan, _ amount: Amount) -> Amount? {
    plan.price.amount.adding(-amount)?.magnitude
  }

  private static func nearest(_ plans: [Plan], _ amount: Amount) -> Plan? {
    plans.min {
      (distance($0, amount) ?? amount, $0.id) < (distance($1, amount) ?? amount, $1.id)
    }
  }

  private static func text(
    _ fit: Fit, _ plan: Plan, _ subscription: Subscription, _ equal: [Plan], _ amount: Amount,
    _ country: String?, _ near: [Plan]
  ) -> LocalizedText {
    let currency = plan.price.currency
    let paid = PersonText.money(amount, currency)
    func since(_ plan: Plan, _ language: Language) -> String {
      let (from, until) = (plan.from.map(PersonText.day), plan.until.map(PersonText.day))
      return switch (from?(language), until?(language), language) {
      case (let from?, let until?, .english): "from \(from) to \(until)"
      case (let from?, let until?, .french): "du \(from) au \(until)"
      case (let from?, nil, .english): "since \(from)"
      case (let from?, nil, .french): "depuis le \(from)"
      case (nil, let until?, .english): "until \(until)"
      case (nil, let until?, .french): "jusqu'au \(until)"
      case (nil, nil, _): ""
      }
    }
    func name(_ plan: Plan, _ language: Language) -> String {
      let place = plan.country.map { " \($0)" } ?? ""
      return
        "\(subscription.name)\(place) \(Self.period(plan.every, language)) \(since(plan, language))"
        .trimmingBlanks
    }
    func price(_ plan: Plan, _ language: Language) -> String {
      PersonText.money(plan.price, language)
    }
    var english = paid(.english)
    var french = paid(.french)
    switch fit {
    case .equalsListPrice:
      english += " is the list price of \(name(plan, .english))"
      french += " est le prix public \(PersonText.de(name(plan, .french)))"
    case .withinTaxBand:
      english +=
        " is the list price of \(name(plan, .english)), \(price(plan, .english)), with sales tax"
      french +=
        " est le prix public \(PersonText.de(name(plan, .french))), \(price(plan, .french)), taxe comprise"
    case .equalsOtherCountry, .equalsOtherDate:
      // The cardholder's own country first, then what somebody published.
      let ranked = equal.sorted {
        ($0.country == country ? 0 : 1, $0.isUnverified ? 1 : 0, $0.country ?? "", $0.id)
          < ($1.country == country ? 0 : 1, $1.isUnverified ? 1 : 0, $1.country ?? "", $1.id)
      }
      let lists = { (language: Language) in
        var said: [String] = []
        for text in ranked.map({ name($0, language) }) where !said.contains(text) {
          said.append(text)
        }
        return said.prefix(3).joined(separator: language == .french ? " ; " : "; ")
      }
      english += " is the list price of \(lists(.english))"
      french += " est le prix public \(PersonText.de(lists(.french)))"
    case .differs:
      english += " is no list price of \(subscription.name)"
      french += " n'est pas un prix public \(PersonText.de(subscription.name))"
    }
    let home = near.filter { country == nil ? true : $0.country == country }
    if fit != .equalsListPrice, fit != .withinTaxBand, let closest = nearest(home, amount),
      closest.price.amount != amount, let away = distance(closest, amount),
      away.approximate <= 0.25 * amount.approximate
    {
      let away = PersonText.money(away, currency)
      english +=
        "; \(away(.english)) away from \(price(closest, .english)), \(name(closest, .english))"
      french +=
        " ; à \(away(.french)) de \(price(closest, .french)), \(name(closest, .french))"
    }
    return LocalizedText(en: english, fr: french)
  }

  static func period(_ period: BillingPeriod, _ language: Language) -> String {
    switch (period, language) {
    case (.week, .english): "weekly"
    case (.week, .french): "hebdomadaire"
    case (.fortnight, .english): "fortnightly"
    case (.fortnight, .french): "par quinzaine"
    case (.fourWeeks, .english): "four-weekly"
    case (.fourWeeks, .french): "toutes les quatre semaines"
    case (.month, .english): "monthly"
    case (.month, .french): "mensuel"
    case (.twoMonths, .english): "two-monthly"
    case (.twoMonths, .french): "bimestriel"
    case (.quarter, .english): "quarterly"
    case (.quarter, .french): "trimestriel"
    case (.halfYear, .english): "half-yearly"
    case (.halfYear, .french): "semestriel"
    case (.year, .english): "yearly"
    case (.year, .french): "annuel"
    }
  }
}
