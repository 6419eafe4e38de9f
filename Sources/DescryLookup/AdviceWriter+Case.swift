package import DescryCore
package import DescryRules
internal import DescryText

extension AdviceWriter {
  /// What a rule advises about a finding, with the facts of the case.
  package func advice(
    _ rule: AdviceRule, facts: [String: LocalizedText], country: String?, currency: Currency?,
    today: CalendarDate?
  ) -> Advice {
    let charge = Charge(descriptor: "", currency: currency, country: country)
    let place = Self.jurisdiction(charge, ParsedDescriptor(NormalizedText("")))
    func filled(_ text: LocalizedText) -> LocalizedText { Self.fill(text, facts) }
    return Advice(
      card: rule.card, ask: rule.ask.map { Question(text: filled($0)) },
      steps: (rule.steps + (rule.professional.map { [$0] } ?? [])).map(filled),
      rights: rights(rule, in: place, today: today))
  }

  /// What a charge alone tells of its case, by placeholder.
  static func facts(
    _ explanation: Explanation, _ charge: Charge, _ situation: AdviceRule.Situation
  ) -> [String: LocalizedText] {
    var facts = names(explanation, situation)
    facts["amount"] = charge.amount.map { PersonText.money($0.magnitude, charge.currency) }
    facts["date"] = charge.date.map { PersonText.day($0) }
    return facts
  }

  /// Whom a charge names, by placeholder.
  static func names(
    _ explanation: Explanation, _ situation: AdviceRule.Situation
  ) -> [String: LocalizedText] {
    var facts: [String: LocalizedText] = [:]
    let best = explanation.best
    let between = explanation.intermediary?.name
    // Who only carries payments is asked himself: of the seller no more than a name is known.
    let merchant =
      situation == .intermediaryOnly
      ? between ?? best.merchant?.name : best.merchant?.name ?? between
    facts["merchant"] = merchant.map { LocalizedText(en: $0, fr: $0) }
    facts["subscription"] = explanation.subscribed?.subscription.map {
      LocalizedText(en: $0.name, fr: $0.name)
    }
    return facts
  }

  /// A subscription without its name: the merchant's only one, or whichever it is.
  static func unnamed(_ explanation: Explanation) -> [String: LocalizedText] {
    guard explanation.subscribed != nil else { return [:] }
    return ["subscription": LocalizedText(en: "the subscription", fr: "l'abonnement")]
  }

  /// Whether there is advice that holds for one merchant or intermediary alone.
  static func namesOwn(_ match: MerchantMatcher.Result, _ subscription: Subscription?) -> Bool {
    let merchant = match.merchant?.merchant
    return match.between != nil || merchant?.accountPage != nil || merchant?.notes != nil
      || subscription?.cancellation != nil || subscription?.askFirst != nil
  }

  static func fill(_ text: LocalizedText, _ facts: [String: LocalizedText]) -> LocalizedText {
    func fill(_ language: Language) -> String {
      let plain = text(language)
      // What the case does not tell is said in general words.
      let filled = plain.filled(in: language) { name in
        (facts[String(name)] ?? general[String(name)])?(language)
      }
      guard facts["merchant"] == nil, plain.hasPrefix("{merchant}") else { return filled }
      return filled.prefix(1).uppercased() + filled.dropFirst()
    }
    return LocalizedText(en: fill(.english), fr: fill(.french))
  }

  private static let general: [String: LocalizedText] = [
    "merchant": LocalizedText(en: "this merchant", fr: "ce commerçant"),
    "subscription": LocalizedText(en: "this subscription", fr: "cet abonnement"),
    "amount": LocalizedText(en: "the amount", fr: "le montant"),
    "date": LocalizedText(en: "that day", fr: "ce jour-là"),
    "days": LocalizedText(en: "30", fr: "30"),
  ]
}
