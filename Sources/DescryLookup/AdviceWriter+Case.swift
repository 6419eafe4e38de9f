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
    var facts: [String: LocalizedText] = [:]
    func set(_ key: String, _ name: String?) {
      facts[key] = name.map { LocalizedText(en: $0, fr: $0) }
    }
    let best = explanation.best
    let between = explanation.intermediary?.name
    // Who only carries payments is asked himself: of the seller no more than a name is known.
    set(
      "merchant",
      situation == .intermediaryOnly
        ? between ?? best.merchant?.name : best.merchant?.name ?? between)
    set(
      "subscription",
      ([best] + explanation.alternatives).lazy.compactMap(\.subscription?.name).first)
    facts["amount"] = charge.amount.map { PersonText.money($0.magnitude, charge.currency) }
    facts["date"] = charge.date.map { PersonText.day($0) }
    return facts
  }

  static func fill(_ text: LocalizedText, _ facts: [String: LocalizedText]) -> LocalizedText {
    func fill(_ language: Language) -> String {
      var plain = text(language)
      // What the case does not tell is said in general words, and French joins some of them.
      if language == .french, facts["date"] == nil {
        plain = plain.replacing("du {date}", with: "de ce jour-là")
          .replacing("le {date}", with: "ce jour-là")
      }
      if language == .french, facts["amount"] == nil {
        plain = plain.replacing("de {amount}", with: "du montant")
      }
      return plain.filled(in: language) { name in
        (facts[String(name)] ?? general[String(name)])?(language)
      }
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
