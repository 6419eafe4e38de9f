internal import DescryCore
internal import DescryRules

/// Two streams of one product that run at the same time.
struct DuplicateSubscriptionDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    let least = rule.count("charges")
    let running = scene.streams.filter {
      $0.stream.status != .ended && !$0.stream.isMetered && $0.entries.count >= least
    }
    var groups: [String: [FoundStream]] = [:]
    for found in running {
      // Without a product, only the same amount in the same rhythm may be the same thing twice.
      let product =
        found.stream.subscription?.id ?? "\(found.stream.amount) \(found.stream.every.rawValue)"
      groups["\(found.family) \(product)", default: []].append(found)
    }
    return groups.values.filter { $0.count >= 2 }.compactMap { group in
      let together = group.sorted { ($0.stream.first, $0.entries) < ($1.stream.first, $1.entries) }
      let (one, other) = (together[together.count - 2], together[together.count - 1])
      guard let last = one.entries.last, let second = other.entries.last,
        other.stream.first <= one.stream.last
      else { return nil }
      var sighting = Sighting([last, second])
      sighting.describe(second, in: scene)
      sighting.set("subscription", other.stream.subscription?.name ?? other.stream.merchant.name)
      sighting.set("count", "\(together.count)")
      sighting.set("before", Sighting.money(scene.entry(last)))
      sighting.facts["period"] = PersonText.period(other.stream.every)
      sighting.isCareful = !isOneThing(one.stream, other.stream, of: scene.family(of: second))
      return sighting
    }.sorted {
      ($0.entries.first ?? 0, $0.entries.last ?? 0) < ($1.entries.first ?? 0, $1.entries.last ?? 0)
    }
  }

  /// Whether nobody needs two of it: one product at one price, or at two of its plans' prices.
  private func isOneThing(
    _ one: RecurringStream, _ other: RecurringStream, of family: MerchantFamily
  ) -> Bool {
    guard other.subscription != nil, !Self.heldSeveral.contains(family.merchant?.category ?? "")
    else { return false }
    return one.amount == other.amount || (one.plan != nil && other.plan != nil)
  }

  /// Categories of the catalogue of which a household has several contracts: a line for each phone, a
  /// tax for each car, a name for each site.
  private static let heldSeveral: Set<String> = [
    "telecom", "energy", "water", "insurance", "hosting", "domains", "government",
  ]
}

/// The stream that begins earlier first, then the one whose lines stand earlier.
private func < (left: (CalendarDate, [Int]), right: (CalendarDate, [Int])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
