internal import DescryCore
internal import DescryLookup
internal import DescryPattern
internal import DescryRules

/// Charges that together look as if a stranger used the card.
struct FraudSignal: Sendable {
  /// What is seen; each kind is a family of evidence of its own.
  enum Kind: String, Sendable, Hashable {
    /// Several tiny charges by merchants never seen before.
    case cardTesting = "card-testing"
    /// Many merchants never seen before within two days.
    case burst = "first-seen-burst"
    /// Several charges from abroad, where none were before.
    case foreignBurst = "first-foreign-burst"

    var family: Evidence.Family {
      switch self {
      case .cardTesting: .cardTesting
      case .burst: .velocity
      case .foreignBurst: .geography
      }
    }
  }

  let kind: Kind
  /// The charges, by the account's numbers, in order of date.
  let entries: [Int]
  /// How many of them, at the beginning, are the sign itself; the others only followed.
  let core: Int
}

/// Looks for signs that a stranger used the card.
///
/// - Complexity: O(n): only the first charge of each merchant is looked at.
struct FraudSignals {
  private(set) var signals: [FraudSignal] = []
  private let history: AccountHistory
  private let book: RuleBook

  init(_ history: AccountHistory, homes: HomeCountry, book: RuleBook) {
    self.history = history
    self.book = book
    let firsts = history.families.compactMap { family -> Int? in
      // Daily life brings new names every week.
      guard family.standing != .everyday, let index = family.entries.first else { return nil }
      let entry = history.entries[index]
      let isPaid = !entry.isCredit && Self.isPurchase(entry)
      return isPaid ? index : nil
    }.sorted()
    let rules = Dictionary(
      book.alerts.map { ($0.detector, $0) }, uniquingKeysWith: { first, _ in first })
    if let rule = rules[.cardTesting] { seekTesting(firsts, rule) }
    if let rule = rules[.firstForeignBurst] {
      seekForeign(firsts.filter { homes.isAbroad(history.entries[$0], in: history) }, rule, homes)
    }
    seekBurst(firsts)
  }

  private static func isPurchase(_ entry: LedgerEntry) -> Bool {
    switch entry.explanation.best.kind {
    case .purchase, .other, .subscription, .verification: true
    case .refund, .transfer, .fee, .cash: false
    }
  }

  private mutating func seekTesting(_ firsts: [Int], _ rule: AlertRule) {
    let largest = Int64(rule.threshold("amount") * 10_000)
    let tiny = firsts.filter {
      let entry = history.entries[$0]
      return entry.size <= largest && entry.explanation.outcome != .recognized
        && entry.day - history.from >= rule.count("history-days")
    }
    for group in groups(tiny, days: rule.count("days"), atLeast: rule.count("charges")) {
      // What the tested card was then used for: new names within three days.
      let last = history.entries[group[group.count - 1]].day
      let after = firsts.filter {
        let entry = history.entries[$0]
        return !group.contains($0) && entry.size > largest && last - 1...last + 3 ~= entry.day
          && entry.explanation.outcome != .recognized
      }
      signals.append(
        FraudSignal(kind: .cardTesting, entries: group + after, core: group.count))
    }
  }

  private mutating func seekForeign(_ abroad: [Int], _ rule: AlertRule, _ homes: HomeCountry) {
    let old = abroad.filter {
      let entry = history.entries[$0]
      return entry.day - history.from >= rule.count("history-days")
        && $0 >= rule.count("history-charges")
    }
    guard
      let first = groups(
        old, days: rule.count("days"), atLeast: rule.count("charges")
      ).first
    else { return }
    // A card that was abroad before is no sign.
    let begin = history.entries[first[0]].day
    let wasAbroad = history.entries.lazy.prefix { $0.day < begin }.contains {
      homes.isAbroad($0, in: history)
    }
    if !wasAbroad {
      signals.append(FraudSignal(kind: .foreignBurst, entries: first, core: first.count))
    }
  }

  private mutating func seekBurst(_ firsts: [Int]) {
    let days = Int(book.constant("fraud", "burst-days") ?? 2)
    let least = Int(book.constant("fraud", "burst-charges") ?? 5)
    let quiet = Int(book.constant("fraud", "burst-history-days") ?? 30)
    let late = firsts.filter { history.entries[$0].day - history.from >= quiet }
    for group in groups(late, days: days, atLeast: least) {
      signals.append(FraudSignal(kind: .burst, entries: group, core: group.count))
    }
  }

  /// Runs of charges that begin within some days of the first, at least so many.
  private func groups(_ entries: [Int], days: Int, atLeast least: Int) -> [[Int]] {
    var groups: [[Int]] = []
    var group: [Int] = []
    for index in entries {
      if let first = group.first, history.entries[index].day - history.entries[first].day > days {
        if group.count >= least {
          groups.append(group)
          group = []
        } else {
          group.removeFirst()
          while let first = group.first,
            history.entries[index].day - history.entries[first].day > days
          {
            group.removeFirst()
          }
        }
      }
      group.append(index)
    }
    if group.count >= least { groups.append(group) }
    return groups
  }
}
