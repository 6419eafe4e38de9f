public import DescryCore
internal import DescryRules

/// What the brief explanation of a charge depends on besides its line: charges of one case are the
/// same thing.
public struct ChargeCase: Sendable, Hashable {
  private let isCredit: Bool
  private var amount: Amount?
  private var currency: Currency?
  private var country: String?
  /// How many prices of the merchant began or ended before the charge.
  private var epoch = 0

  /// The case of a charge whose line was read.
  public init(_ charge: Charge, _ reading: LineReading) {
    let parsed = reading.parsed
    isCredit = Weighing.isCredit(charge, parsed)
    // Without subscriptions there are no prices to compare with.
    guard let merchant = reading.match.merchant?.merchant, !merchant.subscriptions.isEmpty else {
      return
    }
    amount = (charge.amount ?? parsed.amount)?.magnitude
    currency = charge.currency ?? parsed.currency
    country = charge.country
    guard let date = charge.date ?? parsed.date else {
      epoch = -1
      return
    }
    for plan in merchant.subscriptions.lazy.flatMap(\.plans) {
      if let from = plan.from, from <= date { epoch += 1 }
      if let until = plan.until, until < date { epoch += 1 }
    }
    if let known = PriceEvidence.firstKnown(reviewed: merchant.reviewed), known <= date {
      epoch += 1
    }
  }
}
