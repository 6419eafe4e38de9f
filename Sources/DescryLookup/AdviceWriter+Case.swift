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

  private static func fill(
    _ text: LocalizedText, _ facts: [String: LocalizedText]
  ) -> LocalizedText {
    func fill(_ language: Language) -> String {
      // What the case does not tell is said in general words.
      text(language).filled { name in (facts[String(name)] ?? general[String(name)])?(language) }
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

  /// Whether two independent families of fraud signs stand, and fraud is at least likely.
  func isBlocked(_ explanation: Explanation) -> Bool {
    let best = explanation.best
    let signs = best.evidence.filter { $0.family.isFraudSign && $0.likelihoodRatio > 1 }
    return best.isFraud && best.probability >= Words(book).likely
      && Set(signs.map(\.family)).count >= 2
  }
}
