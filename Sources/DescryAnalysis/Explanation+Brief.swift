public import DescryCore

extension Explanation {
  /// The explanation without the sentences that no list of charges shows.
  ///
  /// Signs of fraud stay: the findings read them.
  public var brief: Explanation {
    var best = best
    if !best.isFraud { best.evidence = [] }
    let alternatives = alternatives.map { hypothesis in
      var hypothesis = hypothesis
      if !hypothesis.isFraud { hypothesis.evidence = [] }
      return hypothesis
    }
    return Explanation(
      outcome: outcome, confidence: confidence, merchantConfidence: merchantConfidence, best: best,
      intermediary: intermediary, alternatives: alternatives, advice: Advice(card: advice.card))
  }
}
