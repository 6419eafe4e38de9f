internal import DescryCore

/// Decides whether a chain of charges is a stream.
///
/// What a merchant sells decides how much a rhythm must say: two yearly charges suffice for a service,
/// an unknown name needs one amount in a tight rhythm and little else from that merchant.
struct StreamGate {
  let lane: Lane
  /// Whether the merchant sells subscriptions among other things.
  let sellsSubscriptions: Bool
  /// Whether it charges for what others sell, subscriptions and single things under one line.
  let billsForOthers: Bool
  /// The rhythms in which its charges may come.
  let rhythms: [Rhythm]
  /// How many of the lane's charges lie between two days: of one amount, or all.
  let charges: (ClosedRange<Int>, Int64?) -> Int

  /// Whether the chain counts, and whether it is only an early one.
  func verdict(
    _ chain: Chain, _ rhythm: Rhythm, first: Int, isPlanPrice: Bool
  ) -> RecurringStream.Status? {
    let count = chain.members.count
    // Most cycles must be there: a stream is judged by its worst gaps too.
    guard count >= 2, chain.skipped * 2 <= chain.links.count || (chain.skipped == 1 && count >= 3)
    else { return nil }
    let isRare = rhythm.cycle > 80
    let coverage = Double(count) / Double(max(1, charges(first...chain.lastDay, nil)))
    let steady = chain.count(.step) + chain.count(.metered) == 0
    if rhythm.isByHand { return isPaidByHand(chain, rhythm, coverage: coverage) ? .active : nil }
    switch lane.kind {
    case .subscription:
      if rhythm.cycle < 20, !isPlanPrice { return steady && count >= 4 ? .active : nil }
      if count >= 3 || rhythm.period == .year { return .active }
      return chain.count(.metered) == 0 && (isPlanPrice || !isRare || coverage == 1) ? .early : nil
    case .contract:
      if rhythm.cycle < 20 { return steady && count >= 5 && coverage >= 0.5 ? .active : nil }
      if chain.isMetered { return count >= 3 && coverage >= 0.3 ? .active : nil }
      if count >= 3 { return .active }
      if rhythm.period == .year { return steady || coverage >= 0.3 ? .active : nil }
      return steady && (isPlanPrice || coverage == 1) ? .early : nil
    case .open:
      guard isTight(chain, rhythm, first: first, count: count, coverage: coverage) else {
        return nil
      }
      return count >= 3 ? .active : .early
    }
  }

  /// Whether days that wander are those of one bill after the other: hardly anything else from that
  /// merchant, few gaps, and on the whole about one charge a cycle.
  private func isPaidByHand(_ chain: Chain, _ rhythm: Rhythm, coverage: Double) -> Bool {
    // Two bills paid at once make one amount of twice the size, and a gap.
    chain.members.count >= 5 && coverage >= 0.7
      && chain.count(.metered) * 2 <= chain.links.count
      && chain.meanDeviation <= rhythm.cycle * 0.3
  }

  private func isTight(
    _ chain: Chain, _ rhythm: Rhythm, first: Int, count: Int, coverage: Double
  ) -> Bool {
    guard chain.count(.metered) == 0, chain.count(.step) <= 1 else { return false }
    if coverage < 0.5 {
      // Among many orders, a subscription shows as an amount that comes only in its rhythm.
      guard sellsSubscriptions, chain.count(.same) == chain.links.count, count >= 4,
        rhythm.cycle > 20
      else { return false }
      let same = charges(first...chain.lastDay, chain.lastSize)
      return Double(count) / Double(max(1, same)) >= 0.6 && chain.meanDeviation <= 5
    }
    // Two charges a year apart and nothing else from an app store: a subscription whose price moved.
    if billsForOthers, rhythm.period == .year, count == 2,
      charges((first - 3_660)...(chain.lastDay + 3_660), nil) == 2
    {
      return chain.meanDeviation <= 11
    }
    if chain.count(.step) + chain.count(.near) > 0 {
      // A price moves now and then; what is another amount every year is an outing or a dinner.
      guard coverage >= 0.8,
        count >= 4
          || (rhythm.period == .year && count >= 3
            && (sellsSubscriptions || chain.count(.same) > 0))
      else { return false }
    }
    switch rhythm.period {
    case .year: return chain.meanDeviation <= (count == 2 ? 11 : 13)
    case .week, .fortnight:
      return count >= 8 && chain.meanDeviation <= 1 && coverage >= 0.8
    default:
      let most = sellsSubscriptions ? 5.0 : 3.0
      return count >= 3 && chain.meanDeviation <= most
        && chain.skipped <= max(1, count / 6)
    }
  }
}
