internal import DescryCore

/// Decides whether a chain of charges is a stream.
///
/// What a merchant sells decides how much a rhythm must say: two yearly charges suffice for a service,
/// an unknown name needs one amount in a tight rhythm and little else from that merchant.
struct StreamGate {
  let lane: Lane
  /// How many of the lane's charges lie between two days.
  let charges: (ClosedRange<Int>) -> Int

  /// Whether the chain counts, and whether it is only an early one.
  func verdict(
    _ chain: Chain, _ rhythm: Rhythm, first: Int, isPlanPrice: Bool
  ) -> RecurringStream.Status? {
    let count = chain.members.count
    guard count >= 2, chain.skipped * 2 <= chain.links.count + 1 || chain.skipped == 1 else {
      return nil
    }
    let isRare = rhythm.cycle > 80
    let coverage = Double(count) / Double(max(1, charges(first...chain.lastDay)))
    let steady = chain.count(.step) + chain.count(.metered) == 0
    switch lane.kind {
    case .subscription:
      if rhythm.cycle < 20, !isPlanPrice { return steady && count >= 4 ? .active : nil }
      if count >= 3 || isRare { return .active }
      return chain.count(.metered) == 0 ? .early : nil
    case .contract:
      if rhythm.cycle < 20 { return steady && count >= 5 && coverage >= 0.5 ? .active : nil }
      if chain.isMetered { return count >= 3 && coverage >= 0.3 ? .active : nil }
      if count >= 3 { return .active }
      if rhythm.period == .year { return steady || coverage >= 0.3 ? .active : nil }
      if isRare { return steady || coverage == 1 ? .active : nil }
      return steady && (isPlanPrice || coverage == 1) ? .early : nil
    case .open:
      return isTight(chain, rhythm, count: count, coverage: coverage) ? .active : nil
    }
  }

  private func isTight(_ chain: Chain, _ rhythm: Rhythm, count: Int, coverage: Double) -> Bool {
    guard chain.count(.metered) == 0, chain.count(.step) <= 1, coverage >= 0.5 else { return false }
    if chain.count(.step) + chain.count(.near) > 0 {
      guard coverage >= 0.8, count >= 4 || (rhythm.period == .year && count >= 3) else {
        return false
      }
    }
    switch rhythm.period {
    case .year: return chain.meanDeviation <= 11
    case .week, .fortnight: return count >= 6 && chain.meanDeviation <= 1
    default: return count >= 3 && chain.meanDeviation <= 3 && chain.skipped <= 1
    }
  }
}
