/// Charges that follow each other at one rhythm.
struct Chain: Sendable {
  /// How two charges in a row compare.
  enum Link: Sendable, Hashable {
    /// The same amount.
    case same
    /// Nearly the same: another day's exchange rate.
    case near
    /// Another price.
    case step
    /// An amount of its own, as energy is metered.
    case metered
  }

  /// The charges, by their number in the lane.
  private(set) var members: [Int]
  private(set) var links: [Link] = []
  private(set) var skipped = 0
  private(set) var score = 0.0
  private(set) var deviation = 0.0
  private(set) var lastDay: Int
  private(set) var lastSize: Int64

  init(_ member: Int, day: Int, size: Int64) {
    members = [member]
    lastDay = day
    lastSize = size
  }

  /// Adds a charge; `slack` is how many days of deviation the rhythm bears.
  mutating func add(
    _ member: Int, day: Int, size: Int64, as link: Link, cycles: Int, deviation: Double,
    slack: Double
  ) {
    members.append(member)
    links.append(link)
    skipped += cycles - 1
    self.deviation += deviation
    let worth =
      switch link {
      case .same: 1.0
      case .near: 0.85
      case .step: 0.6
      case .metered: 0.5
      }
    score += worth * (1 - 0.3 * min(1, deviation / slack)) / Double(cycles)
    lastDay = day
    lastSize = size
  }

  /// How the next amount compares with the last one.
  func link(to size: Int64) -> Link {
    if size == lastSize { return .same }
    let ratio = Double(size) / Double(max(1, lastSize))
    if (0.92...1.087).contains(ratio) { return .near }
    return (0.55...1.8).contains(ratio) ? .step : .metered
  }

  func count(_ kind: Link) -> Int { links.count { $0 == kind } }

  /// The mean distance of the charges from their due days.
  var meanDeviation: Double { links.isEmpty ? 0 : deviation / Double(links.count) }

  /// Whether amounts vary from charge to charge rather than by a price now and then.
  var isMetered: Bool {
    let moves = count(.step) + count(.metered)
    return count(.metered) > 0 && moves > 1 || moves > max(1, links.count / 4)
  }
}
