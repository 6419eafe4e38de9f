public import DescryCore

/// What a person should be told about a statement: the words, the weight and the thresholds.
///
/// How it is seen is a detector, written in Swift and named here.
public struct AlertRule: Sendable {
  /// The ways of seeing something in a statement, each with the thresholds that it reads.
  public enum Detector: String, Sendable, CaseIterable {
    case newSubscription = "new-subscription"
    case trialConverted = "trial-converted"
    case priceRise = "price-rise"
    case legacyPlan = "legacy-plan"
    case duplicateCharge = "duplicate-charge"
    case duplicateSubscription = "duplicate-subscription"
    case refunded
    case refundMissing = "refund-missing"
    case splitOrder = "split-order"
    case subscriptionEndedButCharged = "subscription-ended-but-charged"
    case cardTesting = "card-testing"
    case lookalikeMerchant = "lookalike-merchant"
    case firstForeignBurst = "first-foreign-burst"

    /// The thresholds that the detector reads, each with the values that make sense.
    public var thresholds: [String: ClosedRange<Double>] {
      switch self {
      case .newSubscription: ["history-days": 0...400]
      case .trialConverted: ["probability": 0...1]
      case .priceRise: ["percent": 0...100]
      case .legacyPlan: ["known-days": 0...3_660]
      case .duplicateCharge:
        ["days": 0...10, "history-days": 0...400, "merchants": 0...100, "many": 2...10_000]
      case .duplicateSubscription: ["charges": 1...24]
      case .refunded: ["days": 1...730, "part-days": 1...730]
      case .refundMissing: ["wait-days": 1...120, "charges": 1...24]
      case .splitOrder: ["days": 1...30, "parts": 2...12]
      case .subscriptionEndedButCharged: ["pause-cycles": 1...24]
      case .cardTesting:
        ["amount": 0...20, "days": 0...7, "charges": 2...20, "history-days": 0...400]
      case .lookalikeMerchant: ["probability": 0...1]
      case .firstForeignBurst:
        ["days": 0...14, "charges": 2...20, "history-days": 0...400, "history-charges": 0...1_000]
      }
    }
  }

  /// A statement that proves the rule.
  public struct Example: Sendable {
    /// The lines: day, text, and what they change on the account.
    public let lines: [(date: CalendarDate, descriptor: String, amount: Money)]
    /// The cardholder's country.
    public let country: String?
    /// The numbers (from 1) of the lines that the finding must list; empty for a quiet example.
    public let on: [Int]
    /// Why.
    public let because: String
    /// The line of the rule file.
    public let line: Int
  }

  /// The id, as `trial-converted`.
  public let id: String
  /// The file that it was read from.
  public let path: String
  /// How it is seen.
  public let detector: Detector
  /// How much it weighs.
  public let severity: Severity
  /// What it is about, in a few words.
  public let title: LocalizedText
  /// What is found; `{merchant}` and its like are filled in.
  public let message: LocalizedText
  /// What is found when less is known: the same finding said with more care.
  public let careful: LocalizedText?
  /// What is found when the matter is closed already, as by a refund.
  public let settled: LocalizedText?
  /// What speaks against it, for findings that hint at fraud.
  public let against: [LocalizedText]
  /// What to do, by an id of `advice/`.
  public let advice: String?
  /// The detector's thresholds by name.
  public let thresholds: [String: Double]
  /// Statements on which it must be found.
  public let fires: [Example]
  /// Statements on which it must not be found.
  public let quiet: [Example]

  /// A threshold; the loader has seen to it that all of the detector's are there.
  public func threshold(_ name: String) -> Double { thresholds[name] ?? 0 }
  /// A threshold that counts something.
  public func count(_ name: String) -> Int { Int(threshold(name)) }

  /// What may stand in braces in an alert's texts.
  public static let placeholders: Set<String> = [
    "merchant", "subscription", "amount", "date", "order-date", "order-amount", "days", "before",
    "after", "count", "period", "credit", "credit-date", "price", "plan", "total", "imitated",
    "country", "cost", "next", "percent", "who", "first", "when", "known",
  ]
}
