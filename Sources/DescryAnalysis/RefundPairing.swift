internal import DescryCore
internal import DescryText

/// A credit and the charge that it pays back.
struct RefundPair: Sendable {
  /// How the two fit.
  enum Fit: Sendable, Hashable {
    /// The same amount at the same merchant.
    case whole
    /// Less than the charge.
    case part
    /// The same amount under another name that shares a word.
    case otherWording
  }

  let charge: Int
  let credit: Int
  let fit: Fit
}

/// Pairs credits with charges.
///
/// - Complexity: O(n): a credit looks at charges of its amount, or at the last fifty of its merchant.
struct RefundPairing {
  private(set) var pairs: [RefundPair] = []
  /// Credits of merchants that no charge explains.
  private(set) var unexplained: [Int] = []
  private let history: AccountHistory
  /// How much of a charge was paid back already.
  private var paidBack: [Int: Int64] = [:]

  /// Pairs within `days` for whole amounts, `partDays` for parts.
  init(_ history: AccountHistory, days: Int, partDays: Int) {
    self.history = history
    var open: [Int] = []
    for family in history.families { open += pair(family, days: days, partDays: partDays) }
    pairOtherWording(open.sorted(), days: partDays)
    pairs.sort { ($0.credit, $0.charge) < ($1.credit, $1.charge) }
    unexplained.sort()
  }

  /// Whether a charge came back in full.
  func isPaidBack(_ charge: Int) -> Bool {
    (paidBack[charge] ?? 0) >= history.entries[charge].size
  }

  private mutating func pair(_ family: MerchantFamily, days: Int, partDays: Int) -> [Int] {
    guard family.entries.contains(where: { history.entries[$0].isCredit }) else { return [] }
    // On one day the charges come first, whatever the file's order.
    let entries = family.entries.sorted {
      let (a, b) = (history.entries[$0], history.entries[$1])
      return (a.day, a.isCredit ? 1 : 0, $0) < (b.day, b.isCredit ? 1 : 0, $1)
    }
    var bySize: [Int64: [Int]] = [:]
    var charges: [Int] = []
    var open: [Int] = []
    for index in entries {
      let entry = history.entries[index]
      guard entry.isBooked, entry.size > 0, entry.explanation.best.kind != .transfer else {
        continue
      }
      if entry.isCharge {
        bySize[entry.size, default: []].append(index)
        charges.append(index)
      } else if let charge = whole(entry, &bySize[entry.size, default: []], days) {
        add(charge, index, .whole)
      } else if let charge = part(entry, charges, partDays) {
        add(charge, index, .part)
      } else {
        open.append(index)
      }
    }
    return open
  }

  private mutating func add(_ charge: Int, _ credit: Int, _ fit: RefundPair.Fit) {
    paidBack[charge, default: 0] += history.entries[credit].size
    pairs.append(RefundPair(charge: charge, credit: credit, fit: fit))
  }

  /// The latest charge of the amount, one of the same product before others.
  private func whole(_ credit: LedgerEntry, _ charges: inout [Int], _ days: Int) -> Int? {
    let product = credit.explanation.best.subscription
    func take(_ fits: (LedgerEntry) -> Bool, _ charges: inout [Int]) -> Int? {
      let place = charges.suffix(50).lastIndex { index in
        let charge = history.entries[index]
        return credit.day - charge.day <= days && paidBack[index] == nil
          && charge.transaction.currency == credit.transaction.currency && fits(charge)
      }
      return place.map { charges.remove(at: $0) }
    }
    if product != nil,
      let charge = take({ $0.explanation.best.subscription == product }, &charges)
    {
      return charge
    }
    return take({ _ in true }, &charges)
  }

  /// The charge of which only a part comes back: the last one of the same product, or the only one
  /// that it can be.
  private func part(_ credit: LedgerEntry, _ charges: [Int], _ days: Int) -> Int? {
    let able = charges.suffix(50).filter { index in
      let charge = history.entries[index]
      return credit.day - charge.day <= days
        && charge.size - (paidBack[index] ?? 0) >= credit.size
        && charge.transaction.currency == credit.transaction.currency
    }
    if let product = credit.explanation.best.subscription {
      let same = able.last { history.entries[$0].explanation.best.subscription == product }
      if let same { return same }
    }
    return able.count == 1 ? able[0] : nil
  }

  /// Credits under another name: the same amount, and a word of four letters or more in common.
  private mutating func pairOtherWording(_ credits: [Int], days: Int) {
    guard !credits.isEmpty else { return }
    let sizes = Set(credits.map { history.entries[$0].size })
    var bySize: [Int64: [Int]] = [:]
    for (index, entry) in history.entries.enumerated()
    where entry.isCharge && entry.isBooked && sizes.contains(entry.size) {
      bySize[entry.size, default: []].append(index)
    }
    for credit in credits {
      let entry = history.entries[credit]
      let words = Self.words(entry)
      let charge = (bySize[entry.size] ?? []).filter {
        0...days ~= entry.day - history.entries[$0].day && paidBack[$0] == nil
      }.suffix(20).last { !words.isDisjoint(with: Self.words(history.entries[$0])) }
      if let charge {
        add(charge, credit, .otherWording)
      } else if entry.explanation.best.kind == .refund, MerchantFamily.merchant(entry) != nil {
        unexplained.append(credit)
      }
    }
  }

  private static func words(_ entry: LedgerEntry) -> Set<String> {
    let text = NormalizedText(
      entry.explanation.best.merchant?.name ?? entry.transaction.descriptor)
    return Set(
      text.tokens.lazy.filter { $0.kind == .letters && $0.range.count >= 4 }
        .map { text.string($0.range) })
  }
}
