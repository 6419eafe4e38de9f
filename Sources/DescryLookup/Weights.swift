internal import DescryCore
internal import DescryRules

/// The measured shares and ratios that every line is weighed with, looked up once.
///
/// Without their file nothing is known, and every way is as good as another.
struct Weights: Sendable {
  /// How often a charge is card fraud.
  let fraud: Double
  /// That somebody asks about the charge.
  let asked: Evidence?
  private let descriptor: [String: Double]
  private let prices: [PriceEvidence.Fit: Price]

  /// What a price says.
  struct Price: Sendable {
    let ratio: Double
    let measuredOn: String
  }

  init(_ book: RuleBook) {
    fraud = book.ratio("fraud", "base-rate")?.share ?? 0.5
    asked = book.ratio("asked", "asked-about").map {
      Evidence(
        family: .category, says: $0.says, likelihoodRatio: $0.ratio, rule: "evidence/asked",
        source: $0.measuredOn)
    }
    descriptor = book.evidence["descriptor"]?.ratios.mapValues(\.share) ?? [:]
    var prices: [PriceEvidence.Fit: Price] = [:]
    for fit in PriceEvidence.Fit.allCases {
      prices[fit] = book.ratio("price", fit.rawValue).map {
        Price(ratio: $0.ratio, measuredOn: $0.measuredOn)
      }
    }
    self.prices = prices
  }

  /// The share of lines of a kind, by its id in `evidence/descriptor`.
  func share(_ id: String) -> Double { descriptor[id] ?? 0.5 }

  /// What a price that fits so says.
  func price(_ fit: PriceEvidence.Fit) -> Price? { prices[fit] }
}
