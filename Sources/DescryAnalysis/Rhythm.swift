internal import DescryCore

/// How far apart the charges of a billing period are booked.
///
/// Weekends, holidays and short months move bookings by some days; the ranges are as wide as that
/// and no wider, because a stream is judged by its worst gap.
struct Rhythm: Sendable {
  let period: BillingPeriod
  /// The days between two charges in a row.
  let gap: ClosedRange<Int>
  /// The mean length of a cycle in days.
  let cycle: Double
  /// By how many days a charge may be off when cycles are missing before it.
  let slack: Double
  /// How many cycles may be missing in a row.
  let pause: Int
  /// How long after the due day the stream is not yet called ended.
  let grace: Int
  /// Whether a person pays it: then the days wander, as bills lie about for a while.
  var isByHand = false

  static let all: [Rhythm] = [
    Rhythm(period: .week, gap: 6...8, cycle: 7, slack: 1, pause: 2, grace: 10),
    Rhythm(period: .fortnight, gap: 12...16, cycle: 14, slack: 2, pause: 2, grace: 16),
    Rhythm(period: .month, gap: 25...36, cycle: 30.44, slack: 6, pause: 4, grace: 35),
    Rhythm(period: .twoMonths, gap: 54...68, cycle: 60.9, slack: 7, pause: 0, grace: 35),
    Rhythm(period: .quarter, gap: 83...99, cycle: 91.3, slack: 8, pause: 1, grace: 40),
    Rhythm(period: .halfYear, gap: 170...196, cycle: 182.6, slack: 13, pause: 0, grace: 45),
    Rhythm(period: .year, gap: 350...381, cycle: 365.25, slack: 16, pause: 1, grace: 60),
  ]

  /// Bills that a person pays when they come to it: some days late now and then, and early after that.
  ///
  /// The ranges touch each other, so a single gap says little; `StreamGate` asks more of the whole.
  static let byHand: [Rhythm] = [
    Rhythm(
      period: .month, gap: 18...46, cycle: 30.44, slack: 14, pause: 2, grace: 45, isByHand: true),
    Rhythm(
      period: .twoMonths, gap: 47...76, cycle: 60.9, slack: 15, pause: 1, grace: 50, isByHand: true),
    Rhythm(
      period: .quarter, gap: 70...114, cycle: 91.3, slack: 22, pause: 1, grace: 55, isByHand: true),
  ]

  static func of(_ period: BillingPeriod) -> Rhythm {
    all.first { $0.period == period }
      ?? Rhythm(period: .fourWeeks, gap: 26...30, cycle: 28, slack: 2, pause: 2, grace: 30)
  }

  /// The longest gap that still joins two charges.
  var reach: Int { Int(cycle * Double(pause + 1) + slack) }

  /// How many cycles lie in a gap, or nil when it fits none.
  func cycles(in days: Int) -> Int? {
    if gap.contains(days) { return 1 }
    guard days > gap.upperBound, days <= reach else { return nil }
    let count = (Double(days) / cycle).rounded()
    return count >= 2 && abs(Double(days) - count * cycle) <= slack ? Int(count) : nil
  }

  /// How far a gap is from whole cycles, in days.
  func deviation(_ days: Int) -> Double {
    let count = max(1, (Double(days) / cycle).rounded())
    return abs(Double(days) - count * cycle)
  }
}
