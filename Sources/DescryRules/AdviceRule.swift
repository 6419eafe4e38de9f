public import DescryCore

/// What to do when a charge turns out to be something: the bank's policy, as data.
public struct AdviceRule: Sendable {
  /// What a charge turned out to be.
  public enum Situation: String, Sendable, CaseIterable {
    case subscriptionRecognized = "subscription-recognized"
    case subscriptionAmbiguous = "subscription-ambiguous"
    case purchaseRecognized = "purchase-recognized"
    case merchantAmbiguous = "merchant-ambiguous"
    case intermediaryOnly = "intermediary-only"
    case unknown, refund, transfer, fee, cash, verification, fraud
    case billingTrap = "billing-trap"
    case trialConverted = "trial-converted"
    case priceRise = "price-rise"
    case refundDue = "refund-due"
    case cancelledButCharged = "cancelled-but-charged"
    case duplicate
  }

  /// The id.
  public let id: String
  /// When it applies.
  public let situation: Situation
  /// What to do with the card.
  public let card: Advice.Card
  /// What to ask, the best question first; `{merchant}` and its like are filled in.
  public let ask: [LocalizedText]
  /// What to do, in order.
  public let steps: [LocalizedText]
  /// What the law gives, by ids of `law/`.
  public let rights: [String]
  /// What differs for a company card.
  public let professional: LocalizedText?
}

extension Schema {
  /// `advice/1`.
  package static let advice = Schema(
    "advice/1", "What to do when a charge turns out to be something.",
    [
      Field(
        "when", .choice(AdviceRule.Situation.allCases.map(\.rawValue)), required: true,
        "what the charge turned out to be"),
      Field(
        "card", .choice(["keep", "ask-first", "block"]), required: true, "what to do with the card"),
      Field("ask", .list(.localized), "what to ask, the best question first"),
      Field("steps", .list(.localized), "what to do, in order"),
      Field("rights", .list(.id), "ids of law/"),
      Field("professional", .localized, "what differs for a company card"),
      Field("reviewed", .date, "when somebody last looked at it"),
    ])
}

extension AdviceRule {
  init?(_ node: RuleNode) {
    guard let id = node.text("id"), let situation = node.text("when").flatMap(Situation.init),
      let card = node.text("card").flatMap(Advice.Card.init)
    else { return nil }
    self.id = id
    self.situation = situation
    self.card = card
    ask = node.items("ask").compactMap(\.localized)
    steps = node.items("steps").compactMap(\.localized)
    rights = node.texts("rights")
    professional = node.localized("professional")
  }
}
