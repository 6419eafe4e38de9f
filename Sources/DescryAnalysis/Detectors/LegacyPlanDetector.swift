internal import DescryCore
internal import DescryRules

/// A stream that pays more than its plan costs today, or a plan that is no longer sold.
struct LegacyPlanDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.streams.compactMap { found in
      let stream = found.stream
      guard stream.status != .ended, let plan = stream.plan, let last = found.entries.last else {
        return nil
      }
      let prices = PriceList(scene.family(of: last).merchant)
      var sighting = Sighting([last])
      sighting.describe(last, in: scene)
      sighting.set("subscription", stream.subscription?.name ?? stream.merchant.name)
      sighting.facts["period"] = PersonText.period(stream.every)
      let entry = scene.entry(last)
      if prices.isDiscontinued(plan.id, on: scene.end) {
        sighting.isCareful = true
        return sighting
      }
      guard let listing = prices.plan(plan.id, on: scene.end), !listing.plan.isUnverified,
        let from = listing.plan.from,
        from.dayNumber + rule.count("known-days") <= entry.day,
        listing.plan.price.currency == entry.transaction.currency,
        LedgerEntry.size(listing.plan.price.amount) < entry.size,
        wasPrice(entry, plan.id, prices)
      else { return nil }
      sighting.set(
        "price", PersonText.money(listing.plan.price.amount, listing.plan.price.currency))
      return sighting
    }
  }

  /// Whether the amount once was the plan's price; else it is another plan or has tax on top.
  private func wasPrice(_ entry: LedgerEntry, _ plan: String, _ prices: PriceList) -> Bool {
    let subscription = plan.split(separator: "/").dropLast().joined(separator: "/")
    return prices.plans(
      of: subscription, size: entry.size, currency: entry.transaction.currency
    ).contains { $0.planName.id == plan }
  }
}
