public import DescryCore
internal import DescryRules

/// Charges of one merchant that are one order, charged in parts.
struct OrderParts: Sendable {
  /// How the whole is known.
  ///
  /// Charges that only lie close to each other are no order: somebody has to have named the sum, or
  /// all bear its number.
  enum Basis: Sendable, Hashable {
    /// An authorisation of the sum is pending.
    case pending
    /// The sum was charged and taken back at once, as a dropped authorisation is.
    case reversal
    /// A credit pays all parts back.
    case credit
    /// The checkout that the cardholder went through shows the sum.
    case checkout
    /// The parts bear one reference, which no other charge bears.
    case reference
  }

  /// The charges, by the account's numbers, in order of date.
  let parts: [Int]
  /// The lines that name the sum.
  let wholes: [Int]
  /// How the whole is known.
  let basis: Basis
  /// The day on which the sum was named; nil for a reference.
  let day: CalendarDate?
  /// Whether the sum may be a coincidence: other charges make it too, or they lie far apart.
  let isPossible: Bool
}

/// An order of which the whole sum is known from elsewhere, as from a checkout.
public struct PlacedOrder: Sendable {
  /// The sum.
  public let total: Amount
  /// The day of the order.
  public let date: CalendarDate
  /// The lines of its merchant, by their numbers among those given to the review.
  public let lines: Set<Int>

  /// An order.
  public init(total: Amount, date: CalendarDate, lines: Set<Int>) {
    self.total = total
    self.date = date
    self.lines = lines
  }
}

/// Looks for orders that were charged in parts.
///
/// - Complexity: O(n) in the lines: a sum is sought among at most ten charges close to it.
struct OrderPartsSearch {
  private(set) var orders: [OrderParts] = []
  private let history: AccountHistory
  private let days: Int
  private let most: Int
  private let reference: (Transaction) -> String?
  private var taken: Set<Int> = []

  /// A search; `reference` is a line's reference, as the parser reads it.
  init(
    _ history: AccountHistory, refunds: RefundPairing, placed: [PlacedOrder], rule: AlertRule,
    reference: @escaping (Transaction) -> String?
  ) {
    self.history = history
    self.reference = reference
    days = rule.count("days")
    most = rule.count("parts")
    let reversed = Dictionary(
      refunds.pairs.lazy.filter { $0.fit == .whole }.map { ($0.credit, $0.charge) },
      uniquingKeysWith: { first, _ in first })
    let returned = Set(refunds.pairs.map(\.charge))
    for order in placed { seek(order, returned) }
    for family in history.families where family.ships {
      guard family.entries.count >= 2 else { continue }
      seek(family, reversed, returned)
    }
    orders.sort { $0.parts.lexicographicallyPrecedes($1.parts) }
  }

  // MARK: A sum that somebody named

  /// A sum, and where charges that make it may lie.
  private struct Whole {
    let size: Int64
    let currency: Currency?
    let lines: [Int]
    let basis: OrderParts.Basis
    let day: CalendarDate
    let window: ClosedRange<Int>
  }

  private mutating func seek(
    _ family: MerchantFamily, _ reversed: [Int: Int], _ returned: Set<Int>
  ) {
    let charges = family.entries.filter { isPart($0, returned) }
    guard charges.count >= 2 else { return }
    for index in family.entries {
      guard let whole = whole(index, reversed) else { continue }
      seek(whole, charges)
    }
    // A merchant with thousands of charges is no shop at which somebody knows an order by its number.
    if charges.count <= 500 { seekReference(charges) }
  }

  private func whole(_ index: Int, _ reversed: [Int: Int]) -> Whole? {
    let entry = history.entries[index]
    guard entry.size > 0 else { return nil }
    let basis: OrderParts.Basis
    var (lines, begin) = ([index], entry)
    let window: ClosedRange<Int>
    if entry.transaction.status == .pending, entry.isCharge {
      basis = .pending
      window = entry.day...entry.day + days
    } else if entry.isCredit, let charge = reversed[index] {
      begin = history.entries[charge]
      guard entry.day - begin.day <= days else { return nil }
      basis = .reversal
      lines.insert(charge, at: 0)
      window = begin.day...entry.day + days
    } else if entry.isCredit, entry.isBooked {
      basis = .credit
      window = entry.day - 60...entry.day
    } else {
      return nil
    }
    return Whole(
      size: entry.size, currency: entry.currency, lines: lines, basis: basis,
      day: begin.transaction.date, window: window)
  }

  private mutating func seek(_ order: PlacedOrder, _ returned: Set<Int>) {
    let charges = history.entries.indices.filter {
      order.lines.contains(history.entries[$0].number) && isPart($0, returned)
    }
    let size = LedgerEntry.size(order.total)
    let window = order.date.dayNumber...order.date.dayNumber + days
    // An order that was charged whole is not split.
    guard let first = charges.first,
      !charges.contains(where: {
        history.entries[$0].size == size && window.contains(history.entries[$0].day)
      })
    else { return }
    seek(
      Whole(
        size: size, currency: history.entries[first].currency, lines: [], basis: .checkout,
        day: order.date, window: window), charges)
  }

  private mutating func seek(_ whole: Whole, _ charges: [Int]) {
    let near = near(whole, charges)
    let found = sums(near, of: whole.size)
    guard let parts = found.first else { return }
    let spread = history.entries[parts[parts.count - 1]].day - history.entries[parts[0]].day
    orders.append(
      OrderParts(
        parts: parts, wholes: whole.lines, basis: whole.basis, day: whole.day,
        isPossible: found.count > 1 || spread > days / 2))
    taken.formUnion(parts)
  }

  /// The last ten charges in the window that can be parts; of charges in order of date, a bounded number
  /// is looked at.
  private func near(_ whole: Whole, _ charges: [Int]) -> [Int] {
    var (low, high) = (0, charges.count)
    while low < high {
      let middle = (low + high) / 2
      if history.entries[charges[middle]].day <= whole.window.upperBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return charges[..<low].suffix(200).filter { index in
      let entry = history.entries[index]
      return entry.day >= whole.window.lowerBound && entry.size < whole.size
        && entry.currency == whole.currency && !taken.contains(index)
        && !whole.lines.contains(index)
    }.suffix(10).map { $0 }
  }

  /// Orders are booked charges for goods; what is paid back alone, or a subscription, is none's part.
  private func isPart(_ index: Int, _ returned: Set<Int>) -> Bool {
    let entry = history.entries[index]
    guard entry.isCharge, entry.isBooked, entry.size > 0, entry.subscription == nil,
      !returned.contains(index)
    else { return false }
    switch entry.kind {
    case .purchase, .other: return true
    case .subscription, .refund, .transfer, .fee, .cash, .verification: return false
    }
  }

  /// Up to two sets of charges within some days of each other whose sizes make the sum.
  private func sums(_ charges: [Int], of total: Int64) -> [[Int]] {
    var found: [[Int]] = []
    func search(_ from: Int, _ rest: Int64, _ taken: [Int]) {
      guard found.count < 2 else { return }
      if rest == 0 {
        if taken.count >= 2 { found.append(taken) }
        return
      }
      guard taken.count < most, from < charges.count else { return }
      for place in from..<charges.count {
        let entry = history.entries[charges[place]]
        if let first = taken.first, entry.day - history.entries[first].day > days { break }
        if entry.size <= rest {
          search(place + 1, rest - entry.size, taken + [charges[place]])
        }
      }
    }
    search(0, total, [])
    return found
  }

  // MARK: A reference that all parts bear

  private mutating func seekReference(_ charges: [Int]) {
    var groups: [String: [Int]] = [:]
    for index in charges where !taken.contains(index) {
      for word in Self.words(history.entries[index].transaction) {
        groups[word, default: []].append(index)
      }
    }
    for (word, group) in groups.sorted(by: { $0.key < $1.key }) {
      let entries = group.map { history.entries[$0] }
      guard let first = entries.first, let last = entries.last, 2...most ~= group.count,
        last.day - first.day <= days,
        // Equal charges under one number are one charge booked twice.
        Set(entries.map(\.size)).count == group.count,
        Set(entries.map(\.currency)).count == 1, taken.isDisjoint(with: group),
        entries.allSatisfy({ isReference(word, of: $0.transaction) })
      else { continue }
      orders.append(
        OrderParts(parts: group, wholes: [], basis: .reference, day: nil, isPossible: false))
      taken.formUnion(group)
    }
  }

  /// Whether a word is the number of an order, and no date, phone or card.
  private func isReference(_ word: String, of transaction: Transaction) -> Bool {
    transaction.reference == word
      || reference(transaction)?.uppercased().contains(word) == true
  }

  /// What may be the number of an order: the reference, and words of six signs with three digits.
  private static func words(_ transaction: Transaction) -> Set<String> {
    var words: Set<String> = []
    if let reference = transaction.reference, reference.utf8.count >= 5 { words.insert(reference) }
    for word in transaction.descriptor.split(whereSeparator: { " *#/:".contains($0) }) {
      let digits = word.utf8.count { (0x30...0x39).contains($0) }
      if word.utf8.count >= 6, digits >= 3, word.utf8.allSatisfy({ $0 < 0x80 }) {
        words.insert(word.uppercased())
      }
    }
    return words
  }
}
