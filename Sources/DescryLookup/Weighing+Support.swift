internal import DescryCore

extension Weighing {
  /// A hypothesis's prior times its ratios, whole and by what somebody measured or published alone.
  struct Weight {
    /// With every ratio.
    var whole = 0.0
    /// Without the unmeasured ones that speak for it.
    var asBest = 0.0
    /// Without the unmeasured ones that speak against it.
    var asOther = 0.0

    init() {}

    init(_ prior: Double, _ evidence: [Evidence]) {
      (whole, asBest, asOther) = (prior, prior, prior)
      for item in evidence {
        let ratio = item.likelihoodRatio
        whole *= ratio
        if !item.isUnverified || ratio <= 1 { asBest *= ratio }
        if !item.isUnverified || ratio >= 1 { asOther *= ratio }
      }
    }
  }

  /// The posteriors by what somebody measured or published alone: what nobody did may speak against
  /// an answer, but never makes it certain.
  struct Support {
    /// 0 when the merchant is named by a form, a key or a share without a source.
    let merchant: Double
    /// The best hypothesis's posterior.
    let best: Double
  }
}
