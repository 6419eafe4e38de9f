package import DescryCore
package import DescryRules

/// Writes what to do about a charge from the rule book's advice, with the case's own names.
package struct AdviceWriter: Sendable {
  private let rules: [AdviceRule.Situation: AdviceRule]
  private let cards: [AdviceRule.Situation: Advice.Card]
  private let laws: [String: Law]
  private let rightsShelf = RightsShelf()
  private let signUpOrder: MeasuredRatio?
  private let likely: Double

  package init(book: RuleBook) {
    rules = Dictionary(
      book.advice.map { ($0.situation, $0) }, uniquingKeysWith: { first, _ in first })
    cards = rules.mapValues(\.card)
    laws = Dictionary(book.laws.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    signUpOrder = book.ratio("sign-up-order", "order-before-first-charge")
    likely = Words(book).likely
  }

  /// What to do about a charge.
  ///
  /// It `isGeneral` where it stands beside the charge and holds for others like it; see `AdviceMemory`.
  func advice(
    _ explanation: Explanation, _ charge: Charge, _ parsed: ParsedDescriptor,
    _ match: MerchantMatcher.Result, context: LookupContext, isGeneral: Bool = false
  ) -> Advice {
    let situation = situation(explanation, match)
    var advice = Advice(card: cards[situation] ?? .askFirst)
    // The card is blocked only on two independent signs and when fraud is at least likely.
    if advice.card == .block, !isBlocked(explanation) { advice.card = .askFirst }
    guard context.detail == .full else { return advice }
    let subscription = subscription(explanation, match)
    let rule = rules[situation]
    if let rule {
      let facts =
        isGeneral
        ? Self.namesOwn(match, subscription)
          ? Self.names(explanation, situation) : Self.unnamed(explanation)
        : Self.facts(explanation, charge, situation)
      advice.ask = rule.ask.map { Question(text: Self.fill($0, facts)) }
      advice.steps = (rule.steps + [rule.professional].compactMap { $0 }).map {
        Self.fill($0, facts)
      }
      advice.rights = rights(
        rule, in: Self.jurisdiction(charge, parsed), today: context.today)
    }
    if let question = subscription?.askFirst {
      // The subscription's own question about a trial is the better one.
      if let general = rule?.ask.first, general(.english).contains("{days}") {
        advice.ask.removeFirst()
      }
      advice.ask.insert(Question(text: question), at: 0)
    }
    advice.ask = settled(advice.ask, explanation)
    if let page = match.merchant?.merchant.accountPage {
      advice.steps.insert(
        LocalizedText(
          en: "The customer's account shows what the charge was: \(page)",
          fr: "Le compte du client montre ce qu'était ce débit : \(page)"), at: 0)
    }
    if let lookup = match.between?.intermediary.chargeLookup {
      let says = lookup.says
      let url = lookup.url.map { ": \($0)" } ?? ""
      let name = match.between?.intermediary.name ?? ""
      advice.steps.insert(
        LocalizedText(
          en: (says?(.english) ?? "\(name) can tell who sold this") + url,
          fr: (says?(.french) ?? "\(name) peut dire qui a vendu") + url), at: 0)
    }
    if let cancellation = subscription?.cancellation {
      advice.steps += Self.steps(cancellation, name: subscription?.name ?? "")
    }
    if let notes = match.merchant?.merchant.notes { advice.steps.append(notes) }
    return advice
  }

  func situation(
    _ explanation: Explanation, _ match: MerchantMatcher.Result
  ) -> AdviceRule.Situation {
    let best = explanation.best
    if best.isFraud { return isBlocked(explanation) ? .fraud : .unknown }
    if match.merchant?.merchant.isBillingTrap == true { return .billingTrap }
    switch best.kind {
    case .refund: return .refund
    case .transfer: return .transfer
    case .fee: return .fee
    case .cash: return .cash
    case .verification: return .verification
    case .subscription, .purchase, .other: break
    }
    switch explanation.outcome {
    case .recognized:
      return best.subscription == nil ? .purchaseRecognized : .subscriptionRecognized
    case .ambiguous:
      return explanation.subscribed == nil ? .merchantAmbiguous : .subscriptionAmbiguous
    case .unknown: return explanation.intermediary == nil ? .unknown : .intermediaryOnly
    }
  }

  /// Whether two independent families of fraud signs stand, and fraud is at least likely.
  func isBlocked(_ explanation: Explanation) -> Bool {
    let best = explanation.best
    let signs = best.evidence.filter { $0.family.isFraudSign && $0.likelihoodRatio > 1 }
    return best.isFraud && best.probability >= likely
      && Set(signs.map(\.family)).count >= 2
  }

  func subscription(
    _ explanation: Explanation, _ match: MerchantMatcher.Result
  ) -> Subscription? {
    guard let named = explanation.subscribed?.subscription?.id,
      let merchant = match.merchant?.merchant
    else { return nil }
    return merchant.subscriptions.first { $0.fullID == named }
  }

  /// The posterior under yes and under no, for the question about an order before the first charge.
  private func settled(_ questions: [Question], _ explanation: Explanation) -> [Question] {
    guard let subscribed = explanation.subscribed,
      !subscribed.evidence.contains(where: { $0.family == .signUpOrder }),
      let ratio = signUpOrder,
      let first = questions.first
    else { return questions }
    func posterior(_ ratio: Double) -> Double {
      let weighted = subscribed.probability * ratio
      return weighted / (weighted + 1 - subscribed.probability)
    }
    let settled = Question(
      text: first.text, ifYes: posterior(ratio.ratio), ifNo: posterior(ratio.absentRatio))
    return [settled] + questions.dropFirst()
  }

  /// How a subscription is ended, in steps.
  package static func steps(
    _ cancellation: Subscription.Cancellation, name: String
  ) -> [LocalizedText] {
    var steps: [LocalizedText] = []
    let url = cancellation.url ?? ""
    if cancellation.url != nil || cancellation.path != nil {
      let path = cancellation.path
      steps.append(
        LocalizedText(
          en: (["To end \(name)", path?(.english) ?? "", url].filter { !$0.isEmpty })
            .joined(separator: ": "),
          fr: (["Pour résilier \(name)", path?(.french) ?? "", url].filter { !$0.isEmpty })
            .joined(separator: " : ")))
    }
    if let refund = cancellation.refund {
      steps.append(
        LocalizedText(
          en: "Refund: \(refund(.english)).", fr: "Remboursement : \(refund(.french))."))
    }
    return steps
  }

  /// The rights that hold where the card is: the country's own law first, then the Union's, then the
  /// rules of card schemes; two of these stand among the first six.
  func rights(
    _ rule: AdviceRule, in place: String?, today: CalendarDate?
  ) -> [LegalRight] {
    rightsShelf.rights(RightsShelf.Key(rule: rule.id, place: place, today: today)) {
      ranked(rule, in: place, today: today)
    }
  }

  private func ranked(
    _ rule: AdviceRule, in place: String?, today: CalendarDate?
  ) -> [LegalRight] {
    let held = rule.rights.compactMap { self.laws[$0] }
      .filter { law in
        today.map { law.applies(on: $0) } ?? true && Self.holds(law.jurisdiction, in: place)
      }
    let schemes = held.filter { Self.schemes.contains($0.jurisdiction) }
    let own = held.filter { $0.jurisdiction == place || $0.jurisdiction.hasPrefix("US") }
    let others = held.filter { law in
      !Self.schemes.contains(law.jurisdiction) && !own.contains { $0.id == law.id }
    }
    let laws = own + others
    let ordered = laws.prefix(4) + schemes.prefix(2) + laws.dropFirst(4) + schemes.dropFirst(2)
    return ordered.map(\.right)
  }

  /// Where the card was issued, as far as country, bank or currency tell; `EU` for a euro alone.
  static func jurisdiction(_ charge: Charge, _ parsed: ParsedDescriptor) -> String? {
    if let country = charge.country ?? parsed.bankCountry {
      return country == "GB" ? "UK" : country
    }
    switch charge.currency ?? parsed.currency {
    case Currency("EUR"): return "EU"
    case Currency("GBP"): return "UK"
    case Currency("USD"): return "US"
    case Currency("CHF"): return "CH"
    default: return nil
    }
  }

  private static let schemes: Set<String> = ["visa", "mastercard", "amex", "discover"]

  /// Whether a jurisdiction's law can hold for a cardholder of a place; of no known place only what
  /// holds for every card.
  static func holds(_ jurisdiction: String, in place: String?) -> Bool {
    if schemes.contains(jurisdiction) { return jurisdiction != "discover" || place == "US" }
    guard let place else { return false }
    if jurisdiction == "EU" { return place == "EU" || union.contains(place) }
    // A state's law needs the state, which no statement tells; it is named for the country.
    return jurisdiction == place || (place == "US" && jurisdiction.hasPrefix("US-"))
  }

  private static let union: Set<String> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
  ]
}
