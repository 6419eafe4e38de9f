internal import DescryCore
internal import DescryLookup
internal import DescryRules
internal import Glibc

/// The first charge of a subscription, and the order in whose checkout its trial may have begun.
struct SignUp: Sendable {
  /// The charge, by the account's number.
  let charge: Int
  /// The order in the window before it; nil when there is none.
  let order: Int?
  /// The subscription.
  let subscription: CatalogueName
  /// How many days the trial lasts.
  let trialDays: Int
  /// The chance of an order in the window by accident, at this card's own pace.
  let accident: Double
  /// Whether the statement reaches back over the whole window.
  let isChecked: Bool
  /// Whether the charge was recognised as the subscription without the order.
  let isRecognized: Bool
}

/// Looks for the order that a trial began with.
struct SignUpSearch {
  let history: AccountHistory
  let book: RuleBook

  /// The first subscription charges of all families, each with its order if there is one.
  var signUps: [SignUp] {
    history.families.flatMap { family in
      family.merchant.map { signUps(family, $0) } ?? []
    }
  }

  private func signUps(_ family: MerchantFamily, _ merchant: Merchant) -> [SignUp] {
    // Without orders there is no checkout in which a trial could have been taken.
    guard merchant.purchases != .none else { return [] }
    let prices = PriceList(merchant)
    return merchant.subscriptions.flatMap { subscription -> [SignUp] in
      guard let trial = subscription.trial else { return [] }
      let name = CatalogueName(id: subscription.fullID, name: subscription.name)
      let firsts = firsts(of: subscription, name, family, prices)
      return firsts.entries.map {
        signUp($0, name, trial.days, family, isRecognized: firsts.areRecognized)
      }
    }
  }

  /// The first charge that is recognised as the subscription; without one, the first of each amount
  /// that is a price of it, if it is sold in checkouts.
  private func firsts(
    of subscription: Subscription, _ name: CatalogueName, _ family: MerchantFamily,
    _ prices: PriceList
  ) -> (entries: [Int], areRecognized: Bool) {
    let charges = family.entries.lazy.filter {
      history.entries[$0].isCharge && history.entries[$0].isBooked
    }
    let recognized = charges.first {
      let entry = history.entries[$0]
      return entry.explanation.outcome == .recognized && entry.subscription == name
    }
    if let recognized { return ([recognized], true) }
    guard subscription.soldThrough.contains(where: { $0 != "direct" }) else { return ([], false) }
    var sizes: Set<Int64> = []
    var entries: [Int] = []
    let listed = Set(subscription.plans.map { LedgerEntry.size($0.price.amount) })
    for index in charges {
      let entry = history.entries[index]
      guard listed.contains(entry.size), entries.count < 5,
        !prices.plans(
          of: name.id ?? "", size: entry.size, currency: entry.transaction.currency
        ).isEmpty, sizes.insert(entry.size).inserted
      else { continue }
      entries.append(index)
    }
    return (entries, false)
  }

  private func signUp(
    _ charge: Int, _ name: CatalogueName, _ trialDays: Int, _ family: MerchantFamily,
    isRecognized: Bool
  ) -> SignUp {
    let day = history.entries[charge].day
    let window = window(trialDays)
    let orders = family.entries.filter { index in
      let entry = history.entries[index]
      return index != charge && entry.isCharge && entry.isBooked && entry.subscription == nil
    }
    let inside = orders.filter { window.contains(day - history.entries[$0].day) }
    // The order nearest to the trial's length; of several on that day the last one.
    let order = inside.min { left, right in
      let (a, b) = (history.entries[left].day, history.entries[right].day)
      return (abs(day - a - trialDays), right) < (abs(day - b - trialDays), left)
    }
    let length = window.count
    let days = max(history.to - history.from + 1 - length, 1)
    // Half an order more than seen: a card without any other order still has a pace.
    let rate = (Double(orders.count - inside.count) + 0.5) / Double(days)
    return SignUp(
      charge: charge, order: order, subscription: name, trialDays: trialDays,
      accident: 1 - exp(-rate * Double(length)),
      isChecked: day - history.from >= window.upperBound, isRecognized: isRecognized)
  }

  /// From how many to how many days after an order a trial's first charge is booked.
  private func window(_ trialDays: Int) -> ClosedRange<Int> {
    // Measured for trials of 30 days; shorter ones end as many days early or late.
    let from = Int(book.constant("sign-up-order", "window-from") ?? 28) - 30
    let to = Int(book.constant("sign-up-order", "window-to") ?? 33) - 30
    return max(1, trialDays + from)...max(2, trialDays + max(from, to))
  }

  /// The evidence of an order, or of its absence; nil when nothing was measured.
  func evidence(_ signUp: SignUp) -> HistoryEvidence? {
    guard let ratio = book.ratio("sign-up-order", "order-before-first-charge"),
      let id = signUp.subscription.id
    else { return nil }
    let share = book.constant("sign-up-order", "checkout-share") ?? 0.5
    let accident = max(signUp.accident, 1e-6)
    let says: LocalizedText
    let value: Double
    if let order = signUp.order {
      let entry = history.entries[order]
      let days = history.entries[signUp.charge].day - entry.day
      let paid = Sighting.money(entry)
      let on = PersonText.day(entry.date)
      let chance = "\(Int((signUp.accident * 100).rounded()))"
      says = LocalizedText(
        en: "an order of \(paid(.english)) \(days) days before, on \(on(.english)); on this card "
          + "an order falls into such a window by chance in \(chance) of 100 cases",
        fr: "une commande de \(paid(.french)) \(days) jours avant, le \(on(.french)) ; sur cette "
          + "carte une commande tombe par hasard dans une telle fenêtre dans \(chance) cas sur 100")
      value = min((share + (1 - share) * accident) / accident, max(1, ratio.ratio))
    } else if signUp.isChecked {
      says = LocalizedText(
        en: "no order in the days in which a trial of \(signUp.trialDays) days would have begun",
        fr: "aucune commande aux jours où un essai de \(signUp.trialDays) jours aurait commencé")
      value = max(1 - share, ratio.absentRatio)
    } else {
      says = LocalizedText(
        en: "not checked: the statement begins too late to show an order before a trial",
        fr: "non vérifié : le relevé commence trop tard pour montrer une commande avant un essai")
      value = 1
    }
    return HistoryEvidence(
      subject: .subscription(id),
      evidence: Evidence(
        family: .signUpOrder, says: says, likelihoodRatio: value, rule: "evidence/sign-up-order",
        source: ratio.measuredOn, isUnverified: ratio.isUnverified))
  }
}
