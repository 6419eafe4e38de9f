internal import DescryCore

/// The charges of one merchant family in which streams are looked for together.
struct Lane {
  /// What the charges are taken for before any rhythm is seen.
  enum Kind: Sendable, Hashable {
    /// All are explained as one subscription.
    case subscription
    /// The merchant sells little but contracts.
    case contract
    /// Anything else.
    case open
  }

  let kind: Kind
  let currency: Currency?
  /// The charges, by the account's numbers, in order of date.
  var entries: [Int]

  /// The lanes of a family: one for each subscription that lines are explained as, one for the rest;
  /// a merchant of contracts has one lane, since a price step may look like another product.
  static func lanes(of family: MerchantFamily, in history: AccountHistory) -> [Lane] {
    struct Key: Hashable {
      let subscription: String
      let currency: Currency?
    }
    var numbers: [Key: Int] = [:]
    var lanes: [Lane] = []
    for index in family.entries {
      let entry = history.entries[index]
      guard entry.isCharge, entry.isBooked, entry.size > 0, Self.mayRecur(entry) else { continue }
      let known = entry.explanation.outcome == .recognized ? entry.subscription?.id : nil
      let subscription = family.standing == .contract ? nil : known
      let kind: Kind
      if family.standing == .contract {
        kind = .contract
      } else if subscription != nil {
        kind = .subscription
      } else if family.standing == .open {
        kind = .open
      } else {
        continue
      }
      let key = Key(subscription: subscription ?? "", currency: entry.transaction.currency)
      let number = numbers[key] ?? lanes.count
      if number == lanes.count {
        numbers[key] = number
        lanes.append(Lane(kind: kind, currency: entry.transaction.currency, entries: []))
      }
      lanes[number].entries.append(index)
    }
    return lanes
  }

  /// Cash, fees, transfers and money that comes back never are subscriptions.
  private static func mayRecur(_ entry: LedgerEntry) -> Bool {
    switch entry.explanation.best.kind {
    case .subscription, .purchase, .other: !entry.explanation.best.isFraud
    case .refund, .transfer, .fee, .cash, .verification: false
    }
  }
}
