internal import DescryCore
internal import DescryLookup
internal import DescryRules

/// Runs the detectors that the rule book names, and puts what they see into the rules' words.
struct FindingBoard {
  private let book: RuleBook
  private let catalogue: Catalogue
  private let writer: AdviceWriter

  init(_ book: RuleBook, catalogue: Catalogue) {
    self.book = book
    self.catalogue = catalogue
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
    let text = sighting.isCareful ? rule.careful ?? rule.message : rule.message
    let entries = sighting.entries.sorted()
    return Finding(
      rule: rule.id, severity: sighting.isCareful ? .note : rule.severity,
      message: fill(text, sighting.facts),
      transactions: entries.map { scene.entry($0).transaction.id }, evidence: sighting.evidence,
      against: rule.against.map { fill($0, sighting.facts) } + sighting.against,
      advice: advice(sighting, rule, scene))
  }

  private func advice(_ sighting: Sighting, _ rule: AlertRule, _ scene: Scene) -> Advice? {
    guard let id = rule.advice, let advice = book.advice.first(where: { $0.id == id }) else {
      return sighting.charge.map { scene.entry($0).explanation.advice }
    }
    let own = sighting.charge.map { scene.entry($0).explanation.advice }
    // Where two signs of fraud stand, the explanation says block, and what to do then.
    if let own, own.card == .block { return own }
    var written = writer.advice(
      advice, facts: sighting.facts, country: scene.country, today: scene.today)
    // Only an explanation with two independent signs may block; a finding alone asks first.
    if written.card == .block { written.card = .askFirst }
    if let name = sighting.charge.flatMap({ subscriptionAsked(scene.entry($0)) }),
      let subscription = catalogue.subscription(name)
    {
      if let question = subscription.askFirst {
        written.ask.insert(Question(text: question), at: 0)
      }
      if let cancellation = subscription.cancellation {
        written.steps += AdviceWriter.steps(cancellation, name: subscription.name)
      }
    }
    return written
  }

  /// The subscription that a charge is, or may be.
  private func subscriptionAsked(_ entry: LedgerEntry) -> String? {
    let explanation = entry.explanation
    return ([explanation.best] + explanation.alternatives).lazy.compactMap { $0.subscription?.id }
      .first
  }

  private func fill(_ text: LocalizedText, _ facts: [String: LocalizedText]) -> LocalizedText {
    func fill(_ language: Language) -> String {
      var filled = text(language)
      for (name, value) in facts { filled = filled.replacing("{\(name)}", with: value(language)) }
      return filled
    }
    return LocalizedText(en: fill(.english), fr: fill(.french))
  }
}
