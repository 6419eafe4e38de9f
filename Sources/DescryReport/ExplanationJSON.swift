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
}

extension JSONWriter {
  /// An explanation, without evidence and advice, as `annotate` and `explain` give it.
  public mutating func explanation(_ explanation: Explanation) {
    object { $0.members(explanation) }
  }

  /// An explanation with its evidence and advice, as `lookup` gives it.
  public mutating func fullExplanation(_ explanation: Explanation, _ language: Language) {
    object { writer in
      writer.members(explanation)
      writer.put("evidence", explanation.best.evidence, language)
      writer.put("advice", explanation.advice, language)
    }
  }

  private mutating func members(_ explanation: Explanation) {
    put("outcome", explanation.outcome.rawValue)
    put("confidence", explanation.confidence?.rawValue)
    put("probability", .probability(explanation.best.probability))
    members(explanation.best)
    put("intermediary", explanation.intermediary)
    guard !explanation.alternatives.isEmpty else { return }
    key("alternatives")
    array { writer in
      for hypothesis in explanation.alternatives {
        writer.object {
          $0.members(hypothesis)
          $0.put("probability", .probability(hypothesis.probability))
        }
      }
    }
  }

  private mutating func members(_ hypothesis: Hypothesis) {
    put("kind", hypothesis.kind.rawValue)
    if hypothesis.isFraud { put("fraud", .bool(true)) }
    put("merchant", hypothesis.merchant)
    put("subscription", hypothesis.subscription)
    put("plan", hypothesis.plan)
  }

  /// A plan with its list price.
  mutating func put(_ name: StaticString, _ plan: PlanName?) {
    guard let plan else { return }
    key(name)
    object { writer in
      writer.put("id", plan.id)
      writer.put("every", plan.every.rawValue)
      writer.put("price", plan.price.amount, plan.price.currency)
    }
  }

  /// A catalogue entry or a bare name.
  mutating func put(_ name: StaticString, _ entry: CatalogueName?) {
    guard let entry else { return }
    key(name)
    object { writer in
      writer.put("id", entry.id)
      writer.put("name", entry.name)
    }
  }

  /// Money whose currency the file may not tell.
  mutating func put(_ name: StaticString, _ amount: Amount?, _ currency: Currency?) {
    guard let amount else { return }
    key(name)
    object { writer in
      writer.put("amount", amount.description)
      writer.put("currency", currency?.code)
    }
  }

  /// What speaks for a hypothesis.
  mutating func put(_ name: StaticString, _ evidence: [Evidence], _ language: Language) {
    key(name)
    array { writer in
      for item in evidence {
        writer.object {
          $0.put("kind", item.family.rawValue)
          $0.put("says", item.says(language))
          $0.put("likelihoodRatio", .ratio(item.likelihoodRatio))
          $0.put("rule", item.rule)
          $0.put("source", item.source)
          if let span = item.span {
            $0.put(
              "span", .array([.number("\(span.lowerBound)"), .number("\(span.upperBound)")]))
          }
        }
      }
    }
  }

  /// What to do.
  mutating func put(_ name: StaticString, _ advice: Advice?, _ language: Language) {
    guard let advice else { return }
    key(name)
    object { writer in
      writer.put("card", advice.card.rawValue)
      writer.put("ask", advice.ask.map { $0.text(language) })
      writer.put("steps", advice.steps.map { $0(language) })
      writer.key("rights")
      writer.array {
        for right in advice.rights {
          $0.object {
            $0.put("title", right.title(language))
            $0.put("cite", right.cite)
            $0.put("url", right.url)
          }
        }
      }
    }
  }
}
