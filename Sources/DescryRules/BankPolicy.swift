public import DescryCore

/// What a bank decides for itself: `rules/advice/policy.yml`, or a file of its own by `--policy`.
public struct BankPolicy: Sendable {
  /// Up to which amount the bank may refund at once, out of goodwill, without a dispute; by currency.
  public let goodwill: [Money]
  /// How many days a merchant is given to answer before a dispute is opened.
  public let patienceDays: Int

  /// A policy.
  public init(goodwill: [Money], patienceDays: Int) {
    self.goodwill = goodwill
    self.patienceDays = patienceDays
  }

  /// The policy of a bank that promises nothing.
  public static let strict = BankPolicy(goodwill: [], patienceDays: 15)

  /// The goodwill limit that covers an amount; nil when there is none or it is exceeded.
  public func goodwill(for paid: Money) -> Money? {
    goodwill.first { $0.currency == paid.currency && paid.amount.magnitude <= $0.amount }
  }
}

extension Schema {
  /// `policy/1`.
  package static let policy = Schema(
    "policy/1", "What a bank decides for itself.",
    [
      Field(
        "goodwill", .list(.money),
        "up to which amount it may refund at once without a dispute, one for each currency"),
      Field(
        "patience-days", .integer(1...120),
        "how many days a merchant is given to answer before a dispute"),
      Field("reviewed", .date, "when somebody last looked at it"),
    ])
}

extension BankPolicy {
  init(_ node: RuleNode) {
    self.init(
      goodwill: node.items("goodwill").compactMap { $0.text.flatMap { Money($0) } },
      patienceDays: node.integer("patience-days") ?? Self.strict.patienceDays)
  }
}
