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
    LocalizedText(
      en: fill(text(.english), facts, .english), fr: fill(text(.french), facts, .french))
  }

  /// In one pass: advice is most of what an explanation writes.
  private static func fill(
    _ text: String, _ facts: [String: LocalizedText], _ language: Language
  ) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
    {
      filled += rest[..<open]
      let placeholder = rest[open...close]
      let name = String(placeholder.dropFirst().dropLast())
      if let fact = facts[name] {
        filled += fact(language)
      } else if let words = general[name] {
        // What the case does not tell is said in general words, and French joins some of them.
        let join = language == .french ? joins[name]?.first { filled.hasSuffix($0.before) } : nil
        filled.removeLast(join?.before.count ?? 0)
        filled += join?.instead ?? words(language)
      } else {
        filled += placeholder
      }
      rest = rest[rest.utf8.index(after: close)...]
    }
    return filled + rest
  }

  private static let joins: [String: [(before: String, instead: String)]] = [
    "date": [("du ", "de ce jour-là"), ("le ", "ce jour-là")], "amount": [("de ", "du montant")],
  ]

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
