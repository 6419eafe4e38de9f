public import DescryCore
internal import DescryLookup
internal import DescryRules

/// A recurring stream with the account's numbers of its charges.
public struct FoundStream: Sendable {
  /// The stream.
  public let stream: RecurringStream
  /// Its charges, by the account's numbers, in order of date.
  public let entries: [Int]
  /// The account's number of its merchant family.
  public let family: Int

  /// The stream, ended if its last charge was paid back in full: nobody pays back what goes on.
  func ended(by refunds: RefundPairing) -> FoundStream {
    guard stream.status != .ended, let last = entries.last, refunds.isPaidBack(last) else {
      return self
    }
    var stream = stream
    stream.status = .ended
    stream.next = nil
    return FoundStream(stream: stream, entries: entries, family: family)
  }
}

/// Finds what recurs on an account.
///
/// - Complexity: O(n) in the lines, apart from their sorting.
public struct StreamFinder: Sendable {
  private let history: AccountHistory
  private let country: String?

  /// A finder over an account; `country` is the cardholder's, for list prices.
  public init(_ history: AccountHistory, country: String? = nil) {
    self.history = history
    self.country = country
  }

  /// The streams, by name and first day.
  public var streams: [FoundStream] {
    inOrder(history.families.indices.flatMap { streams(ofFamily: $0) })
  }

  /// The same, where `workers` look at the families, each by itself.
  func streams(by workers: some IndependentWork) -> [FoundStream] {
    let found = workers.map(Array(history.families.indices)) { streams(ofFamily: $0) }
    return inOrder(found.flatMap(\.self))
  }

  /// The streams when lines of some families, by the account's numbers, were explained anew since
  /// others were found.
  func streams(anew families: Set<Int>, instead known: [FoundStream]) -> [FoundStream] {
    inOrder(
      known.filter { !families.contains($0.family) }
        + families.sorted().flatMap { streams(ofFamily: $0) })
  }

  private func streams(ofFamily number: Int) -> [FoundStream] {
    let family = history.families[number]
    let prices = PriceList(family.merchant)
    return Lane.lanes(of: family, in: history).flatMap { streams(of: $0, family, number, prices) }
  }

  private func inOrder(_ found: [FoundStream]) -> [FoundStream] {
    found.sorted {
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
    let gate = StreamGate(
      lane: lane, sellsSubscriptions: family.merchant?.subscriptions.isEmpty == false,
      billsForOthers: family.merchant?.category == "app-store",
      rhythms: family.sendsBills ? Rhythm.all + Rhythm.byHand : Rhythm.all,
      charges: DayIndex(lane.entries, in: history.entries).count)
    // Each round takes the rhythm that joins most; monthly and yearly streams may lie side by side.
    for _ in 0..<6 where rest.count >= 2 {
      guard let taken = round(rest, gate, builder, lane) else { break }
      var used: Set<Int> = []
      for item in taken {
        used.formUnion(item.entries)
        let stream = builder.stream(
          item.entries, item.rhythm, item.status, item.chain, currency: lane.currency)
        found.append(FoundStream(stream: stream, entries: item.entries, family: number))
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
  ) -> [Taken]? {
    let charges = ChainTracker.charges(rest, in: history.entries)
    let span = (charges.last?.day ?? 0) - (charges.first?.day ?? 0)
    var best: (score: Double, cycle: Double, taken: [Taken])?
    for rhythm in gate.rhythms where span >= rhythm.gap.lowerBound {
      let tracker = ChainTracker(
        charges, rhythm: rhythm, allowsMetered: lane.kind == .contract)
      guard tracker.score > 0 else { continue }
      var score = 0.0
      let taken = tracker.chains.compactMap { chain -> Taken? in
        guard chain.members.count >= 2 else { return nil }
        let entries = chain.members.map { rest[$0] }
        let isPlanPrice = builder.isPlanPrice(entries, rhythm)
        let status = gate.verdict(
          chain, rhythm, first: charges[chain.members[0]].day, isPlanPrice: isPlanPrice)
        guard let status else { return nil }
        // A price of the list tells the rhythm that it is charged at; what is only early counts half.
        score += chain.score * (isPlanPrice ? 1.5 : 1) * (status == .early ? 0.5 : 1)
        return Taken(entries: entries, rhythm: rhythm, status: status, chain: chain)
      }
      // Every second charge of a month's stream makes one of two months: the longer rhythm must join
      // clearly more; so must one that lets days wander, unless it is the shorter.
      let isBetter =
        best.map { score > $0.score * (rhythm.cycle < $0.cycle ? 0.9 : 1.2) } ?? true
      if score > 0, isBetter { best = (score, rhythm.cycle, taken) }
    }
    return best?.taken
  }

  /// A chain that counts.
  private struct Taken {
    let entries: [Int]
    let rhythm: Rhythm
    let status: RecurringStream.Status
    let chain: Chain
  }
}

/// How many charges lie between two days, in all and by amount.
private struct DayIndex {
  private let all: [Int]
  private let bySize: [Int64: [Int]]

  init(_ entries: [Int], in ledger: AccountLedger) {
    all = entries.map { ledger.day($0) }
    var bySize: [Int64: [Int]] = [:]
    for entry in entries { bySize[ledger.size(entry), default: []].append(ledger.day(entry)) }
    self.bySize = bySize
  }

  func count(_ range: ClosedRange<Int>, _ size: Int64?) -> Int {
    let days = size.map { bySize[$0] ?? [] } ?? all
    return Self.below(range.upperBound + 1, days) - Self.below(range.lowerBound, days)
  }

  /// How many of ascending days lie before one.
  private static func below(_ day: Int, _ days: [Int]) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
