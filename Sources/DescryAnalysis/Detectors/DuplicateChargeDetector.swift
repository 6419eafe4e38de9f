internal import DescryCore
internal import DescryRules

/// The same amount twice at one merchant within a day or two, where that is no habit.
struct DuplicateChargeDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    let streamed = streamed(scene)
    return scene.history.families.flatMap { family -> [Sighting] in
      // Two tickets, two coffees: daily life pays the same twice.
      guard family.standing != .everyday else { return [] }
      let pairs = pairs(family, scene, rule)
      // Whoever often buys twice does so on purpose.
      guard pairs.count <= 2 else { return [] }
      return pairs.compactMap { first, second in
        if let a = streamed[first], let b = streamed[second], a != b { return nil }
        guard scene.refund(of: first) == nil, scene.refund(of: second) == nil else { return nil }
        var sighting = Sighting([first, second])
        sighting.describe(second, in: scene)
        let same =
          scene.entry(first).transaction.descriptor == scene.entry(second).transaction.descriptor
        sighting.isCareful = !same || scene.entry(first).day != scene.entry(second).day
        return sighting
      }
    }.sorted { $0.entries < $1.entries }
  }

  /// The stream of each charge that is in one.
  private func streamed(_ scene: Scene) -> [Int: Int] {
    var streams: [Int: Int] = [:]
    for (number, found) in scene.streams.enumerated() where found.entries.count > 1 {
      for index in found.entries { streams[index] = number }
    }
    return streams
  }

  private func pairs(_ family: MerchantFamily, _ scene: Scene, _ rule: AlertRule) -> [(Int, Int)] {
    var last: [Int64: Int] = [:]
    var pairs: [(Int, Int)] = []
    for index in family.entries {
      let entry = scene.entry(index)
      guard entry.isCharge, entry.isBooked, entry.size > 0 else { continue }
      switch entry.explanation.best.kind {
      case .transfer, .cash, .fee: continue
      default: break
      }
      if let before = last[entry.size], entry.day - scene.entry(before).day <= rule.count("days"),
        scene.entry(before).transaction.currency == entry.transaction.currency,
        entry.day - scene.history.from >= rule.count("history-days")
      {
        pairs.append((before, index))
      }
      last[entry.size] = index
    }
    return pairs
  }
}

extension [Int] {
  /// The list that begins earlier first.
  fileprivate static func < (left: [Int], right: [Int]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
