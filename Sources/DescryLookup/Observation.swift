public import DescryCore
public import DescryPattern
internal import DescryRules

/// What the engine sees in a line, without any weight: what `scripts/measure-evidence` counts.
public struct Observation: Sendable {
  /// The merchant that the line names.
  public let merchant: CatalogueName?
  /// Whoever stands between.
  public let intermediary: CatalogueName?
  /// The ratio of `evidence/descriptor` for the way in which it is named, as `form-cut`.
  public let manner: String?
  /// The ratio of `evidence/descriptor` for what the form says of the product, as `purchases-usual`.
  public let product: String?
  /// The one subscription that the form is printed for.
  public let named: String?
  /// For each subscription with a price in the currency, by full id, how the amount stands to its
  /// prices, as `equals-list-price`.
  public let fits: [(subscription: String, fit: String)]
}

extension LookupEngine {
  /// What is seen in a charge.
  public func observe(_ charge: Charge, using scratch: MatchScratch) -> Observation {
    let parsed = parse(charge.descriptor, using: scratch)
    let match = matcher.match(parsed, using: scratch)
    let between = match.between.map {
      CatalogueName(id: $0.intermediary.id, name: $0.intermediary.name)
    }
    guard let found = match.merchant else {
      return Observation(
        merchant: nil, intermediary: between, manner: nil, product: nil, named: nil, fits: [])
    }
    let merchant = found.merchant
    let fits = merchant.subscriptions.compactMap { subscription in
      PriceEvidence(
        subscription, amount: charge.amount ?? parsed.amount,
        currency: charge.currency ?? parsed.currency, date: charge.date ?? parsed.date,
        country: found.form?.country ?? charge.country ?? parsed.bankCountry
      ).map { (subscription.fullID, $0.fit.rawValue) }
    }
    return Observation(
      merchant: CatalogueName(id: merchant.id, name: merchant.name), intermediary: between,
      manner: found.manner.rawValue, product: Weighing.productShare(found, parsed.rail),
      named: found.form.flatMap {
        $0.subscriptions.count == 1 ? "\(merchant.id)/\($0.subscriptions[0])" : nil
      }, fits: fits)
  }
}
