internal import DescryCore
internal import DescryRules

/// The same amount at one merchant several times within a day or two, where that is no habit.
///
/// One sighting stands for all charges that follow each other so closely: a thousand equal charges are
/// one thing to look at.
struct DuplicateChargeDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    let streamed = streamed(scene)
    // Parts of one order may be equal, and are no charge booked twice.
    let parts = Set(scene.orders.flatMap(\.parts))
    var all: [(found: Repeat, isUsual: Bool)] = []
    var merchants = 0
    for family in scene.history.families {
      let repeats = repeats(family, scene, rule).filter {
        isOpen($0, streamed, scene) && !parts.isSuperset(of: $0.entries)
      }
      // Two seats, two parcels: whoever often buys the same twice somewhere does so on purpose.
      let counted = repeats.filter { $0.isSubscription || repeats.count <= 2 }
      if counted.contains(where: { !$0.isSubscription }) { merchants += 1 }
      all += counted.map { (found: $0, isUsual: counted.count > 1) }
    }
    // A card on which several merchants are paid the same twice is one that orders so.
    let isHabit = merchants > rule.count("merchants")
    return all.map {
      sighting($0.found, isUsual: isHabit || $0.isUsual, many: rule.count("many"), in: scene)
    }.sorted { $0.entries.lexicographicallyPrecedes($1.entries) }
  }

  /// Equal charges close to each other.
  private struct Repeat {
    var entries: [Int]
    /// Whether they have a subscription's price: nobody buys one twice on purpose.
    let isSubscription: Bool
  }

  private func sighting(
    _ found: Repeat, isUsual: Bool, many: Int, in scene: Scene
  ) -> Sighting {
    let (first, last) = (found.entries[0], found.entries[found.entries.count - 1])
    var sighting = Sighting(found.entries)
    sighting.describe(last, in: scene)
    let count = found.entries.count
    sighting.set(
      "count", en: count == 2 ? "twice" : "\(count) times",
      fr: count == 2 ? "deux fois" : "\(count) fois")
    let isSameDay = scene.entry(first).day == scene.entry(last).day
    let isOne =
      found.isSubscription
      || !isUsual && isSameDay && count == 2 && haveOneLine(found.entries, scene)
        && isBoughtOnce(first, in: scene)
    sighting.isCareful = !isOne && count < many
    return sighting
  }

  /// Whether one charge of the kind would be expected on a day: nothing small, no seat or ticket, and
  /// nothing of a shop from which one orders again and again.
  private func isBoughtOnce(_ index: Int, in scene: Scene) -> Bool {
    let (entry, family) = (scene.entry(index), scene.family(of: index))
    return entry.size >= 50_000 && !Self.isRound(entry.size) && family.standing != .everyday
      && family.merchant?.purchases != .usual
      && !EverydayLife.isForSeveral(name: entry.transaction.descriptor)
  }

  /// Whether an amount is a multiple of five: seats, tickets and top-ups cost so much, and are bought
  /// in numbers.
  private static func isRound(_ size: Int64) -> Bool { size % 50_000 == 0 }

  /// Whether nothing explains the charges: no refund, no two streams.
  private func isOpen(_ found: Repeat, _ streamed: [Int: Int], _ scene: Scene) -> Bool {
    guard found.entries.allSatisfy({ scene.refund(of: $0) == nil }) else { return false }
    let streams = found.entries.map { streamed[$0] }
    return streams.contains(nil) || Set(streams).count < streams.count
  }

  private func haveOneLine(_ entries: [Int], _ scene: Scene) -> Bool {
    let line = scene.entry(entries[0]).transaction.descriptor
    return entries.allSatisfy { scene.entry($0).transaction.descriptor == line }
  }

  /// The stream of each charge that is in one.
  private func streamed(_ scene: Scene) -> [Int: Int] {
    var streams: [Int: Int] = [:]
    for (number, found) in scene.streams.enumerated() where found.entries.count > 1 {
      for index in found.entries { streams[index] = number }
    }
    return streams
  }

  private func repeats(_ family: MerchantFamily, _ scene: Scene, _ rule: AlertRule) -> [Repeat] {
    struct Price: Hashable {
      let size: Int64
      let currency: Currency?
    }
    var open: [Price: Int] = [:]
    var repeats: [Repeat] = []
    let days = rule.count("days")
    // Two coffees are two coffees; a meal or a tank is seldom paid twice.
    let least: Int64 = family.standing == .everyday ? 200_000 : 1
    let from = scene.history.from + rule.count("history-days")
    for index in family.entries {
      let entry = scene.entry(index)
      guard entry.isCharge, entry.isBooked, entry.size >= least, entry.day >= from,
        !entry.kind.isOfBank
      else { continue }
      let price = Price(size: entry.size, currency: entry.currency)
      let place = open[price]
      if let place, let last = repeats[place].entries.last,
        entry.day - scene.entry(last).day <= days
      {
        repeats[place].entries.append(index)
      } else {
        open[price] = repeats.count
        repeats.append(
          Repeat(
            entries: [index],
            isSubscription: entry.subscription != nil && entry.explanation.best.plan != nil))
      }
    }
    return repeats.filter { found in
      found.entries.count >= 2 && isOdd(found, at: family, scene, many: rule.count("many"))
    }
  }

  /// Whether equal charges are no matter of course at such a merchant.
  private func isOdd(
    _ found: Repeat, at family: MerchantFamily, _ scene: Scene, many: Int
  ) -> Bool {
    let first = scene.entry(found.entries[0])
    let last = scene.entry(found.entries[found.entries.count - 1])
    switch family.standing {
    case .everyday:
      return found.entries.count == 2 && first.day == last.day && !Self.isRound(first.size)
        && haveOneLine(found.entries, scene)
        && !EverydayLife.isForSeveral(name: first.transaction.descriptor)
    case .contract: return true
    // Orders at a shop bear a reference each: another line is another order.
    case .open:
      return found.isSubscription || haveOneLine(found.entries, scene)
        || found.entries.count >= many
    }
  }
}
