internal import DescryCore
internal import DescryRules

/// A charge after signs that a subscription was ended: its last charge was paid back, or it had
/// rested for many cycles.
struct EndedButChargedDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    afterRefund(scene) + afterPause(scene, rule)
  }

  /// The charge that follows one that was paid back in full.
  private func afterRefund(_ scene: Scene) -> [Sighting] {
    scene.streams.compactMap { found in
      for (place, index) in found.entries.enumerated().dropLast() {
        guard let pair = scene.refund(of: index), pair.fit == .whole else { continue }
        let credit = scene.entry(pair.credit)
        let next = found.entries[place + 1]
        // Two charges on one day and one back is a corrected mistake, not an end.
        guard scene.entry(next).day > credit.day, scene.entry(next).day - credit.day <= 400,
          scene.refund(of: next) == nil
        else { continue }
        var sighting = self.sighting(next, found, scene)
        sighting.set("credit-date", PersonText.day(credit.date))
        sighting.set("first", PersonText.day(scene.entry(index).date))
        return sighting.listing([index, pair.credit, next])
      }
      return nil
    }
  }

  /// A stream that begins again at its old price long after it stopped.
  private func afterPause(_ scene: Scene, _ rule: AlertRule) -> [Sighting] {
    scene.streams.compactMap { found in
      guard let subscription = found.stream.subscription, let first = found.entries.first else {
        return nil
      }
      let before = scene.streams.last {
        $0.family == found.family && $0.stream.subscription == subscription
          && $0.stream.every == found.stream.every && $0.stream.last < found.stream.first
          && $0.stream.status == .ended && $0.entries.count >= 2
      }
      guard let before, let last = before.entries.last else { return nil }
      let gap = scene.entry(first).day - scene.entry(last).day
      guard
        Double(gap) >= Rhythm.of(found.stream.every).cycle * Double(rule.count("pause-cycles") + 1)
      else { return nil }
      var sighting = self.sighting(first, found, scene)
      sighting.set("first", PersonText.day(scene.entry(last).date))
      sighting.set("days", "\(gap)")
      sighting.isCareful = true
      return sighting.listing([last, first])
    }
  }

  private func sighting(_ charge: Int, _ found: FoundStream, _ scene: Scene) -> Sighting {
    var sighting = Sighting([charge])
    sighting.describe(charge, in: scene)
    sighting.set("subscription", found.stream.subscription?.name ?? found.stream.merchant.name)
    return sighting
  }
}

extension Sighting {
  /// The same with other lines.
  fileprivate func listing(_ entries: [Int]) -> Sighting {
    var sighting = Sighting(entries)
    sighting.facts = facts
    sighting.charge = charge
    sighting.isCareful = isCareful
    return sighting
  }
}
