internal import DescryCore
internal import DescryRules

/// A stream whose amount went up and stayed.
struct PriceRiseDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.streams.flatMap { found in sightings(found, in: scene, rule) }
  }

  private func sightings(_ found: FoundStream, in scene: Scene, _ rule: AlertRule) -> [Sighting] {
    let stream = found.stream
    // Amounts that change with every other charge are no prices.
    // Of a stream that is hardly one nobody knows the price.
    guard !stream.isMetered, stream.status != .early,
      stream.steps.count * 3 <= max(3, stream.transactions.count)
    else {
      return []
    }
    let share = 1 + rule.threshold("percent") / 100
    return zip(found.entries.indices, found.entries.indices.dropFirst()).compactMap { place, next in
      let (before, after) = (scene.entry(found.entries[place]), scene.entry(found.entries[next]))
      guard Double(after.size) >= Double(before.size) * share else { return nil }
      // The old price must have been one: charged twice, or once by a yearly stream.
      let held = found.entries[...place].suffix(2).allSatisfy {
        scene.entry($0).size == before.size
      }
      guard held, place >= 1 || stream.every >= .quarter else { return nil }
      // A single higher charge that goes back is no new price.
      if next + 1 < found.entries.count, scene.entry(found.entries[next + 1]).size <= before.size {
        return nil
      }
      var sighting = Sighting([found.entries[place], found.entries[next]])
      sighting.describe(found.entries[next], in: scene)
      sighting.set("subscription", stream.subscription?.name ?? stream.merchant.name)
      sighting.set("before", Sighting.money(before))
      sighting.set("after", Sighting.money(after))
      let rise = (Double(after.size) / Double(max(1, before.size)) - 1) * 100
      sighting.set("percent", "\(Int(min(rise, 10_000).rounded()))")
      sighting.facts["period"] = PersonText.period(stream.every)
      sighting.evidence = after.explanation.best.evidence.filter { $0.family == .price }
      return sighting
    }
  }
}
