internal import DescryCore
internal import DescryRules

/// A subscription that begins within the statement, and not long before its end.
struct NewSubscriptionDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.streams.compactMap { found in
      let stream = found.stream
      guard let first = found.entries.first else { return nil }
      let before = scene.entry(first).day - scene.history.from
      let rhythm = Rhythm.of(stream.every)
      // Old beginnings are history, not news.
      guard before >= rule.count("history-days"), scene.history.to - scene.entry(first).day <= 400,
        stream.subscription != nil || stream.transactions.count >= 2,
        !continues(found, in: scene),
        // What came back at once is told as a refund.
        !(found.entries.count == 1 && scene.refunds.isPaidBack(first))
      else { return nil }
      var sighting = Sighting([first])
      sighting.describe(first, in: scene)
      sighting.set("subscription", stream.subscription?.name ?? stream.merchant.name)
      let price = PersonText.money(stream.amount.magnitude, stream.currency)
      let every = PersonText.period(stream.every)
      let yearly = PersonText.money(stream.yearlyCost, stream.currency)
      sighting.set(
        "cost", en: "\(price(.english)) \(every(.english))",
        fr: "\(price(.french)) \(every(.french))")
      if stream.every != .year {
        sighting.set(
          "cost",
          en: "\(price(.english)) \(every(.english)), \(yearly(.english)) a year",
          fr: "\(price(.french)) \(every(.french)), soit \(yearly(.french)) par an")
      }
      // A statement shorter than the rhythm cannot show that there was no charge before.
      sighting.isCareful = before < rhythm.gap.upperBound
      return sighting
    }
  }

  /// Whether an earlier stream of the same product ends where this one begins.
  private func continues(_ found: FoundStream, in scene: Scene) -> Bool {
    scene.streams.contains {
      $0.family == found.family && $0.stream.first < found.stream.first
        && $0.stream.subscription == found.stream.subscription
    }
  }
}
