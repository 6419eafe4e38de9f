internal import DescryCore
internal import DescryRules

/// One way of seeing something in an account.
protocol Detector {
  /// What is seen, in order of date.
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting]
}

extension AlertRule.Detector {
  /// The algorithm of the name.
  func algorithm(_ catalogue: Catalogue) -> any Detector {
    switch self {
    case .newSubscription: NewSubscriptionDetector()
    case .trialConverted: TrialConvertedDetector()
    case .priceRise: PriceRiseDetector()
    case .legacyPlan: LegacyPlanDetector()
    case .duplicateCharge: DuplicateChargeDetector()
    case .duplicateSubscription: DuplicateSubscriptionDetector()
    case .refunded: RefundedDetector()
    case .refundMissing: RefundMissingDetector()
    case .splitOrder: SplitOrderDetector()
    case .subscriptionEndedButCharged: EndedButChargedDetector()
    case .cardTesting: CardTestingDetector()
    case .lookalikeMerchant: LookalikeMerchantDetector()
    case .firstForeignBurst: FirstForeignBurstDetector()
    }
  }
}
