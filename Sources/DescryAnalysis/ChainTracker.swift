/// Follows several streams of one merchant at once through a lane of charges, for one rhythm.
///
/// Two accounts at one service, or a subscription among orders, are told apart because a charge joins
/// the chain whose amount and due day it fits best. Every charge looks at a bounded number of open
/// chains, so the work grows with the charges and no faster.
struct ChainTracker {
  /// A charge of a lane.
  struct Charge: Sendable {
    let day: Int
    let size: Int64
    /// The place of its amount among the lane's amounts.
    let amount: Int
  }

  /// The charges of a lane, each with the place of its amount.
  static func charges(_ entries: [Int], in ledger: AccountLedger) -> [Charge] {
    var amounts: [Int64: Int] = [:]
    return entries.map { index in
      let size = ledger.size(index)
      let amount = amounts[size] ?? amounts.count
      if amount == amounts.count { amounts[size] = amount }
      return Charge(day: ledger.day(index), size: size, amount: amount)
    }
  }

  private let rhythm: Rhythm
  private let allowsMetered: Bool
  /// From how many to how many days after a charge the next one can be due.
  private let due: ClosedRange<Int>
  private(set) var chains: [Chain] = []
  /// Open chains by the place of their last amount, the oldest first; and where the living ones begin.
  private var byAmount: [(chains: [Int], head: Int)]
  /// The chains that grew last.
  private var recent: [Int] = []

  /// How many chains a charge looks at.
  private static let width = 24

  init(_ charges: [Charge], rhythm: Rhythm, allowsMetered: Bool) {
    self.rhythm = rhythm
    self.allowsMetered = allowsMetered
    due = rhythm.gap.lowerBound...max(rhythm.gap.upperBound, rhythm.reach)
    let amounts = (charges.map(\.amount).max() ?? -1) + 1
    byAmount = Array(repeating: ([], 0), count: amounts)
    for (number, charge) in charges.enumerated() { place(number, charge) }
  }

  /// What all chains are worth.
  var score: Double { chains.reduce(0) { $0 + $1.score } }

  private mutating func place(_ number: Int, _ charge: Charge) {
    guard let (chain, link) = exact(charge) ?? other(charge) else {
      chains.append(Chain(number, day: charge.day, size: charge.size))
      remember(chains.count - 1, charge)
      return
    }
    let gap = charge.day - chains[chain].lastDay
    chains[chain].add(
      number, day: charge.day, size: charge.size, as: link, cycles: rhythm.cycles(in: gap) ?? 1,
      deviation: rhythm.deviation(gap), slack: rhythm.slack)
    remember(chain, charge)
  }

  private mutating func remember(_ chain: Int, _ charge: Charge) {
    byAmount[charge.amount].chains.append(chain)
    recent.append(chain)
    if recent.count > 4 * Self.width { recent.removeFirst(recent.count - Self.width) }
  }

  /// The chain of the same amount that is due.
  private mutating func exact(_ charge: Charge) -> (Int, Chain.Link)? {
    var open = byAmount[charge.amount]
    guard !open.chains.isEmpty else { return nil }
    byAmount[charge.amount].chains = []
    defer { byAmount[charge.amount] = open }
    // Chains that can no longer go on, or went on at another amount, leave the front.
    while open.head < open.chains.count {
      let chain = chains[open.chains[open.head]]
      guard chain.lastSize != charge.size || charge.day - chain.lastDay > rhythm.reach else {
        break
      }
      open.head += 1
    }
    if open.head > 64, open.head * 2 > open.chains.count {
      open.chains.removeFirst(open.head)
      open.head = 0
    }
    var best: (chain: Int, deviation: Double)?
    for chain in open.chains[open.head...].prefix(Self.width)
    where chains[chain].lastSize == charge.size {
      let gap = charge.day - chains[chain].lastDay
      guard let cycles = rhythm.cycles(in: gap) else { continue }
      let deviation = rhythm.deviation(gap) + Double(cycles - 1) * 10
      if best.map({ deviation < $0.deviation }) ?? true { best = (chain, deviation) }
    }
    return best.map { ($0.chain, .same) }
  }

  /// The chain of another amount that is due.
  private func other(_ charge: Charge) -> (Int, Chain.Link)? {
    var best: (chain: Int, link: Chain.Link, cost: Double)?
    for place in (max(0, recent.count - Self.width)..<recent.count).reversed() {
      let chain = recent[place]
      let gap = charge.day - chains[chain].lastDay
      guard due.contains(gap), let cycles = rhythm.cycles(in: gap) else { continue }
      let link = chains[chain].link(to: charge.size)
      let distance = abs(Double(charge.size) / Double(max(1, chains[chain].lastSize)) - 1)
      switch link {
      case .same, .near: break
      case .step where cycles <= 3: break
      case .metered where allowsMetered && cycles <= 2: break
      default: continue
      }
      let cost = distance * 20 + rhythm.deviation(gap) + Double(cycles - 1) * 10
      if best.map({ cost < $0.cost }) ?? true { best = (chain, link, cost) }
    }
    return best.map { ($0.chain, $0.link) }
  }
}
