internal import DescryCore
internal import DescryRules

/// A subscription that came out of a trial and stopped after a charge or two, without money back.
struct RefundMissingDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.signUps.compactMap { signUp in
      guard signUp.isRecognized, signUp.order != nil,
        let found = scene.streams.first(where: { $0.entries.first == signUp.charge }),
        found.stream.status == .ended, found.entries.count <= rule.count("charges"),
        // A yearly charge leaves no trace of a cancellation.
        found.stream.every <= .month,
        let last = found.entries.last,
        scene.history.to - scene.entry(last).day >= rule.count("wait-days"),
        found.entries.allSatisfy({ scene.refund(of: $0) == nil })
      else { return nil }
      var sighting = Sighting(found.entries)
      sighting.describe(last, in: scene)
      sighting.set("subscription", signUp.subscription.name)
      sighting.set("days", "\(scene.history.to - scene.entry(last).day)")
      sighting.set("count", "\(found.entries.count)")
      return sighting
    }
  }
}
