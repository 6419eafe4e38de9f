internal import DescryCore
internal import DescryRules

/// One order that was charged in parts: charges of a few days whose sum is known from another line.
///
/// The sum stands in an authorisation that is pending or was dropped, in a credit that pays all parts
/// back, or two charges carry one reference.
struct SplitOrderDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    let whole = Set(scene.refunds.pairs.lazy.filter { $0.fit == .whole }.map(\.credit))
    return scene.history.families.flatMap { family -> [Sighting] in
      guard family.standing != .everyday, family.entries.count >= 2 else { return [] }
      let lines = family.entries
      let charges = lines.filter { scene.entry($0).isCharge && scene.entry($0).isBooked }
      guard charges.count >= 2 else { return [] }
      let wholes = lines.filter { index in
        let entry = scene.entry(index)
        return entry.size > 0
          && (entry.transaction.status == .pending
            || (entry.isCredit && !whole.contains(index)))
      }
      let bySum = wholes.compactMap { sighting($0, charges, scene, rule) }
      return bySum + byReference(charges, scene, rule)
    }.sorted { ($0.entries.first ?? 0) < ($1.entries.first ?? 0) }
  }

  private func sighting(
    _ whole: Int, _ charges: [Int], _ scene: Scene, _ rule: AlertRule
  ) -> Sighting? {
    let total = scene.entry(whole)
    let days = rule.count("days")
    let near = charges.filter { index in
      let entry = scene.entry(index)
      let apart = total.isCredit ? total.day - entry.day : entry.day - total.day
      return index != whole && (0...(total.isCredit ? 60 : days)).contains(apart)
        && entry.size < total.size
    }.suffix(10)
    guard
      let parts = Self.parts(
        Array(near), of: total.size, atMost: rule.count("parts"), days: days, in: scene)
    else { return nil }
    return sighting(parts, whole: whole, total: Sighting.money(total), scene)
  }

  private func byReference(_ charges: [Int], _ scene: Scene, _ rule: AlertRule) -> [Sighting] {
    var groups: [String: [Int]] = [:]
    for index in charges {
      if let reference = scene.entry(index).transaction.reference, reference.utf8.count >= 5 {
        groups[reference, default: []].append(index)
      }
    }
    return groups.values.filter { group in
      let days = group.map { scene.entry($0).day }
      return 2...rule.count("parts") ~= group.count
        && (days.max() ?? 0) - (days.min() ?? 0) <= rule.count("days")
        && Set(group.map { scene.entry($0).size }).count > 1
    }.map { group in
      let sum = group.reduce(Amount?.some(.zero)) {
        $0?.adding(scene.entry($1).transaction.amount.magnitude)
      }
      let total = PersonText.money(
        sum ?? .zero, scene.entry(group[0]).transaction.currency)
      return sighting(group, whole: nil, total: total, scene)
    }
  }

  private func sighting(
    _ parts: [Int], whole: Int?, total: LocalizedText, _ scene: Scene
  ) -> Sighting {
    var sighting = Sighting(parts + (whole.map { [$0] } ?? []))
    sighting.describe(parts[parts.count - 1], in: scene)
    sighting.set("count", "\(parts.count)")
    sighting.set("total", total)
    sighting.set("first", PersonText.day(scene.entry(parts[0]).transaction.date))
    sighting.set("last", PersonText.day(scene.entry(parts[parts.count - 1]).transaction.date))
    return sighting
  }

  /// Two or more of at most ten charges within some days whose sizes make the sum.
  static func parts(
    _ charges: [Int], of total: Int64, atMost most: Int, days: Int, in scene: Scene
  ) -> [Int]? {
    func search(_ from: Int, _ rest: Int64, _ taken: [Int]) -> [Int]? {
      if rest == 0 { return taken.count >= 2 ? taken : nil }
      guard taken.count < most, from < charges.count else { return nil }
      for place in from..<charges.count {
        let entry = scene.entry(charges[place])
        if let first = taken.first, entry.day - scene.entry(first).day > days { break }
        if entry.size <= rest,
          let found = search(place + 1, rest - entry.size, taken + [charges[place]])
        {
          return found
        }
      }
      return nil
    }
    return search(0, total, [])
  }
}
