internal import DescryCore
internal import DescryLookup
internal import DescryRules

/// Runs the detectors that the rule book names, and puts what they see into the rules' words.
struct FindingBoard {
  private let book: RuleBook
  private let catalogue: Catalogue
  private let writer: AdviceWriter
  /// What to do about a charge, as its explanation says.
  private let chargeAdvice: (Int) -> Advice

  init(_ book: RuleBook, catalogue: Catalogue, chargeAdvice: @escaping (Int) -> Advice) {
    self.book = book
    self.catalogue = catalogue
    self.chargeAdvice = chargeAdvice
    writer = AdviceWriter(book: book)
  }

  /// The findings, by rule and date.
  func findings(in scene: Scene) -> [Finding] {
    book.alerts.flatMap { rule in
      rule.detector.algorithm(catalogue).sightings(in: scene, rule: rule).map {
        finding($0, rule, scene)
      }
    }
  }

  private func finding(_ sighting: Sighting, _ rule: AlertRule, _ scene: Scene) -> Finding {
    let text =
      (sighting.isSettled ? rule.settled : sighting.isCareful ? rule.careful : nil) ?? rule.message
    let entries = sighting.entries.sorted()
    let advice = advice(sighting, rule, scene)
    return Finding(
      rule: rule.id,
      severity: advice?.card == .block
        ? .error : sighting.isCareful || sighting.isSettled ? .note : rule.severity,
      message: fill(text, sighting.facts),
      transactions: entries.map { scene.entry($0).transaction.id }, evidence: sighting.evidence,
      against: rule.against.map { fill($0, sighting.facts) } + sighting.against,
      advice: advice)
  }

  private func advice(_ sighting: Sighting, _ rule: AlertRule, _ scene: Scene) -> Advice? {
    let id = sighting.isSettled ? "refund" : rule.advice
    guard let id, let general = book.advice.first(where: { $0.id == id }) else {
      return sighting.charge.map(chargeAdvice)
    }
    // Where two signs of fraud stand, the explanation says block, and what to do then.
    if let charge = sighting.charge, scene.entry(charge).explanation.advice.card == .block {
      return chargeAdvice(charge)
    }
    var written = writer.advice(
      general, facts: sighting.facts, country: scene.country,
      currency: scene.entry(sighting.entries[0]).transaction.currency, today: scene.today)
    // Only an explanation with two independent signs may block; a finding alone asks first.
    if written.card == .block { written.card = .askFirst }
    // What the line alone does not settle is a question first.
    if sighting.isCareful, written.card == .keep, isOpen(sighting, scene) {
      written.card = .askFirst
    }
    guard !sighting.isSettled else { return written }
    if let name = sighting.charge.flatMap({ subscriptionAsked(scene.entry($0)) }),
      let subscription = catalogue.subscription(name)
    {
      // Where the order is known, nobody needs to ask whether there was one.
      if let question = subscription.askFirst, sighting.facts["order-date"] == nil {
        written.ask.insert(Question(text: question), at: 0)
      }
      if let cancellation = subscription.cancellation {
        written.steps += AdviceWriter.steps(cancellation, name: subscription.name)
      }
    }
    return written
  }

  private func isOpen(_ sighting: Sighting, _ scene: Scene) -> Bool {
    sighting.charge.map { scene.entry($0).explanation.outcome != .recognized } ?? false
  }

  /// The subscription that a charge is, or may be.
  private func subscriptionAsked(_ entry: LedgerEntry) -> String? {
    let explanation = entry.explanation
    return explanation.hypotheses.lazy.compactMap { $0.subscription?.id }
      .first
  }

  private func fill(_ text: LocalizedText, _ facts: [String: LocalizedText]) -> LocalizedText {
    func fill(_ language: Language) -> String {
      text(language).filled(in: language) { facts[String($0)]?(language) }
    }
    return LocalizedText(en: fill(.english), fr: fill(.french))
  }
}
