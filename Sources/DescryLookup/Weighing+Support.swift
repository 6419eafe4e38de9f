internal import DescryCore
internal import DescryRules

extension Weighing {
  /// The best hypothesis's posterior by what somebody measured or published alone; what nobody did
  /// may speak against it, but not for it.
  ///
  /// A merchant that is named by a form that nobody published has no support at all, nor has a
  /// subscription whose share of such lines nobody measured.
  func supported(
    _ hypotheses: [Hypothesis], _ match: MerchantMatcher.Match?, _ parsed: ParsedDescriptor
  )
    -> Double
  {
    guard let best = hypotheses.first, !Self.isNamedWithoutSource(best) else { return 0 }
    if best.subscription != nil, let match {
      let share = book.ratio("descriptor", Self.productShare(match, parsed.rail))
      if share?.isUnverified ?? true { return 0 }
    }
    func weight(_ hypothesis: Hypothesis, isBest: Bool) -> Double {
      hypothesis.evidence.reduce(hypothesis.prior) { weight, item in
        let isForBest = isBest ? item.likelihoodRatio > 1 : item.likelihoodRatio < 1
        return item.isUnverified && isForBest ? weight : weight * item.likelihoodRatio
      }
    }
    let others = hypotheses.dropFirst().reduce(0) { $0 + weight($1, isBest: false) }
    let own = weight(best, isBest: true)
    return own + others > 0 ? own / (own + others) : 0
  }

  /// Whether a hypothesis's merchant is named by nothing that somebody published.
  static func isNamedWithoutSource(_ hypothesis: Hypothesis) -> Bool {
    hypothesis.evidence.contains { $0.family == .descriptor && $0.isUnverified }
  }
}
