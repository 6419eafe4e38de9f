public import DescryCore
internal import DescryRules

/// A recurring stream with the account's numbers of its charges.
public struct FoundStream: Sendable {
  /// The stream.
  public let stream: RecurringStream
  /// Its charges, by the account's numbers, in order of date.
  public let entries: [Int]
  /// The account's number of its merchant family.
  public let family: Int
}

/// Finds what recurs on an account.
///
/// - Complexity: O(n) in the lines, apart from their sorting.
public struct StreamFinder {
  private let history: AccountHistory
  private let country: String?

  /// A finder over an account; `country` is the cardholder's, for list prices.
  public init(_ history: AccountHistory, country: String? = nil) {
    self.history = history
    self.country = country
  }

  /// The streams, by name and first day.
  public var streams: [FoundStream] {
    var found: [FoundStream] = []
    for (number, family) in history.families.enumerated() {
      let prices = PriceList(family.merchant)
      for lane in Lane.lanes(of: family, in: history) {
        found += streams(of: lane, family, number, prices)
      }
    }
    return found.sorted {
      (
        $0.stream.subscription?.name ?? $0.stream.merchant.name, $0.stream.first,
        $0.entries.first ?? 0
      ) < (
        $1.stream.subscription?.name ?? $1.stream.merchant.name, $1.stream.first,
        $1.entries.first ?? 0
      )
    }
  }

  private func streams(
    of lane: Lane, _ family: MerchantFamily, _ number: Int, _ prices: PriceList
  ) -> [FoundStream] {
    let builder = StreamBuilder(history: history, family: family, prices: prices, country: country)
    var rest = lane.entries
    var found: [FoundStream] = []
    let days = lane.entries.map { history.entries[$0].day }
    let gate = StreamGate(lane: lane) { range in
      Self.count(days, in: range)
    }
    // Each round takes the rhythm that joins most; monthly and yearly streams may lie side by side.
    for _ in 0..<6 where rest.count >= 2 {
      guard let taken = round(rest, gate, builder, lane) else { break }
      var used: Set<Int> = []
      for (entries, rhythm, status, chain) in taken {
        used.formUnion(entries)
        let stream = builder.stream(
          entries, rhythm, status, chain, currency: lane.currency)
        found.append(FoundStream(stream: stream, entries: entries, family: number))
      }
      rest.removeAll { used.contains($0) }
    }
    for index in rest {
      if let stream = builder.beginning(index, in: lane) {
        found.append(FoundStream(stream: stream, entries: [index], family: number))
      }
    }
    return found
  }

  private func round(
    _ rest: [Int], _ gate: StreamGate, _ builder: StreamBuilder, _ lane: Lane
  ) -> [([Int], Rhythm, RecurringStream.Status, Chain)]? {
    let charges = rest.map {
      ChainTracker.Charge(day: history.entries[$0].day, size: history.entries[$0].size)
    }
    let span = (charges.last?.day ?? 0) - (charges.first?.day ?? 0)
    var best: (score: Double, taken: [([Int], Rhythm, RecurringStream.Status, Chain)])?
    for rhythm in Rhythm.all where span >= rhythm.gap.lowerBound {
      let tracker = ChainTracker(
        charges, rhythm: rhythm, allowsMetered: lane.kind == .contract)
      guard tracker.score > 0, best.map({ tracker.score > $0.score }) ?? true else { continue }
      let taken = tracker.chains.compactMap { chain in
        let entries = chain.members.map { rest[$0] }
        return gate.verdict(
          chain, rhythm, first: charges[chain.members[0]].day,
          isPlanPrice: builder.isPlanPrice(entries, rhythm)
        ).map { (entries, rhythm, $0, chain) }
      }
      let score = taken.reduce(0) { $0 + $1.3.score }
      if score > 0, best.map({ score > $0.score }) ?? true { best = (score, taken) }
    }
    return best?.taken
  }

  /// How many of ascending days lie in a range.
  private static func count(_ days: [Int], in range: ClosedRange<Int>) -> Int {
    func below(_ day: Int) -> Int {
      var (low, high) = (0, days.count)
      while low < high {
        let middle = (low + high) / 2
        if days[middle] < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return below(range.upperBound + 1) - below(range.lowerBound)
  }
}
