public import DescryCore

extension JSON {
  /// Money as INTERFACE writes it.
  public static func money(_ money: Money) -> JSON {
    .object([
      ("amount", .string("\(money.amount)")), ("currency", .string(money.currency.code)),
    ])
  }

  /// A probability with four decimals at the most.
  public static func probability(_ value: Double) -> JSON {
    let rounded = Int((value * 10_000).rounded())
    guard rounded > 0, rounded < 10_000 else { return .number(rounded <= 0 ? "0" : "1") }
    return .number("\(Amount(units: Int64(rounded), scale: 4))")
  }

  /// A ratio with four significant decimals.
  public static func ratio(_ value: Double) -> JSON {
    guard value.isFinite, value < 1e12 else { return .number("1000000000000") }
    return .number("\(Amount(units: Int64((value * 10_000).rounded()), scale: 4))")
  }

  /// A catalogue entry or a bare name.
  static func name(_ name: CatalogueName) -> JSON {
    .known([("id", .text(name.id)), ("name", .string(name.name))])
  }

  static func plan(_ plan: PlanName) -> JSON {
    .object([
      ("id", .string(plan.id)), ("every", .string(plan.every.rawValue)),
      ("price", .money(plan.price)),
    ])
  }

  private static func pairs(_ hypothesis: Hypothesis) -> [(String, JSON?)] {
    [
      ("kind", .string(hypothesis.kind.rawValue)),
      ("fraud", hypothesis.isFraud ? .bool(true) : nil),
      ("merchant", hypothesis.merchant.map(name)),
      ("subscription", hypothesis.subscription.map(name)),
      ("plan", hypothesis.plan.map(plan)),
    ]
  }

  static func evidence(_ evidence: Evidence, _ language: Language) -> JSON {
    .known([
      ("kind", .string(evidence.family.rawValue)),
      ("says", .string(evidence.says(language))),
      ("likelihoodRatio", .ratio(evidence.likelihoodRatio)),
      ("rule", .string(evidence.rule)),
      ("source", .text(evidence.source)),
      (
        "span",
        evidence.span.map { .array([.number("\($0.lowerBound)"), .number("\($0.upperBound)")]) }
      ),
    ])
  }

  static func advice(_ advice: Advice, _ language: Language) -> JSON {
    .object([
      ("card", .string(advice.card.rawValue)),
      ("ask", .array(advice.ask.map { .string($0.text(language)) })),
      ("steps", .array(advice.steps.map { .string($0(language)) })),
      (
        "rights",
        .array(
          advice.rights.map {
            .known([
              ("title", .string($0.title(language))), ("cite", .string($0.cite)),
              ("url", .text($0.url)),
            ])
          })
      ),
    ])
  }

  /// An explanation, without evidence and advice, as `annotate` and `explain` give it.
  public static func explanation(_ explanation: Explanation, id: JSON? = nil) -> JSON {
    .known(brief(explanation, id: id))
  }

  /// An explanation with its evidence and advice, as `lookup` gives it.
  public static func fullExplanation(_ explanation: Explanation, _ language: Language) -> JSON {
    .known(
      brief(explanation, id: nil) + [
        ("evidence", .array(explanation.best.evidence.map { evidence($0, language) })),
        ("advice", advice(explanation.advice, language)),
      ])
  }

  private static func brief(_ explanation: Explanation, id: JSON?) -> [(String, JSON?)] {
    let best = explanation.best
    let alternatives = explanation.alternatives.map { hypothesis in
      JSON.known(pairs(hypothesis) + [("probability", probability(hypothesis.probability))])
    }
    return [
      ("id", id),
      ("outcome", .string(explanation.outcome.rawValue)),
      ("confidence", explanation.confidence.map { .string($0.rawValue) }),
      ("probability", probability(best.probability)),
    ] + pairs(best) + [
      ("intermediary", explanation.intermediary.map(name)),
      ("alternatives", alternatives.isEmpty ? nil : .array(alternatives)),
    ]
  }
}
