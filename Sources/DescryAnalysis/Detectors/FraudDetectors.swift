internal import DescryCore
internal import DescryRules

/// Several tiny charges by merchants that the card never saw before, as stolen cards are tried out.
struct CardTestingDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.fraud.filter { $0.kind == .cardTesting }.map { $0.sighting(in: scene) }
  }
}

/// Several charges from abroad by unknown merchants on a card that never was abroad.
struct FirstForeignBurstDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.fraud.filter { $0.kind == .foreignBurst }.map { $0.sighting(in: scene) }
  }
}

/// A line whose name imitates a known merchant with other letters.
struct LookalikeMerchantDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.history.families.compactMap { family in
      guard let first = family.entries.first else { return nil }
      let explanation = scene.entry(first).explanation
      let fraud = explanation.hypotheses.first { $0.isFraud }
      guard let fraud, fraud.evidence.contains(where: { $0.family == .fraud }),
        fraud.probability >= rule.threshold("probability")
      else { return nil }
      var sighting = Sighting(family.entries)
      sighting.describe(first, in: scene)
      sighting.evidence = fraud.evidence
      sighting.against = FraudSignal.contrary(family.entries, in: scene)
      return sighting
    }
  }
}

extension FraudSignal {
  /// What a person is told of the sign.
  func sighting(in scene: Scene) -> Sighting {
    // What came after a test is listed too; the charge with most against it carries the advice, among
    // equals the one that would cost most.
    var sighting = Sighting(entries)
    let worst = entries.max { Self.gravity($0, scene) < Self.gravity($1, scene) } ?? entries[0]
    sighting.describe(worst, in: scene)
    sighting.set("count", "\(core)")
    sighting.set(
      "when",
      PersonText.span(
        scene.entry(entries[0]).date, scene.entry(entries[core - 1]).date))
    let explanation = scene.entry(worst).explanation
    sighting.evidence =
      explanation.hypotheses.first { $0.isFraud }?.evidence ?? []
    sighting.against = Self.contrary(entries, in: scene)
    return sighting
  }

  private static func gravity(_ entry: Int, _ scene: Scene) -> (Int, Int64) {
    let entry = scene.entry(entry)
    return (entry.explanation.advice.card == .block ? 1 : 0, entry.size)
  }

  /// What in the account itself speaks against fraud.
  static func contrary(_ entries: [Int], in scene: Scene) -> [LocalizedText] {
    var against: [LocalizedText] = []
    if entries.contains(where: { scene.refund(of: $0) != nil }) {
      against.append(
        LocalizedText(
          en: "one of the charges was paid back, which thieves' charges rarely are",
          fr: "l'un des débits a été remboursé, ce qui est rare après un vol"))
    }
    let known = entries.contains { scene.entry($0).explanation.outcome == .recognized }
    if known {
      against.append(
        LocalizedText(
          en: "one of the merchants is a known one", fr: "l'un des commerçants est connu"))
    }
    return against
  }
}
