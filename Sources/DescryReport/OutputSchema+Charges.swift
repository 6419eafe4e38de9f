internal import DescryCore

extension OutputSchema {
  /// The results of all verbs.
  public static var all: [OutputSchema] { [lookup, explain, annotate, read, lint] }

  static var lookup: OutputSchema {
    OutputSchema(
      "lookup", "What `descry lookup --format json` prints.",
      .record([
        OutputField(
          always: "query",
          .record([
            OutputField(always: "descriptor", .string), OutputField("amount", .decimal),
            OutputField("currency", currency), OutputField("date", .date),
            OutputField("country", .string), OutputField("mcc", .string),
          ])),
        OutputField(
          always: "explanation",
          .record(
            explanation + [
              OutputField(always: "evidence", .list(evidence)),
              OutputField(always: "advice", advice),
            ])),
      ]))
  }

  static var annotate: OutputSchema {
    OutputSchema(
      "annotate", "One line that `descry annotate` writes.",
      .either([
        .record([OutputField(always: "id", .any)] + explanation),
        .record([
          OutputField(always: "id", .any), OutputField(always: "line", .integer),
          OutputField(always: "error", .string),
        ]),
        .record([OutputField(always: "explanation", .record(explanation))]),
      ]))
  }

  static var read: OutputSchema {
    OutputSchema(
      "read", "One line that `descry read` writes.",
      .record([
        OutputField(always: "file", .string), OutputField(always: "format", formats),
        OutputField("account", .string), OutputField(always: "id", .string),
        OutputField(always: "date", .date), OutputField("valueDate", .date),
        OutputField(always: "amount", .decimal), OutputField("currency", currency),
        OutputField(always: "descriptor", .string), OutputField("balance", .decimal),
        OutputField("mcc", .string), OutputField("counterparty", .string),
        OutputField("reference", .string),
      ]))
  }

  static var explain: OutputSchema {
    let transaction = OutputShape.record([
      OutputField(always: "id", .string), OutputField(always: "date", .date),
      OutputField(always: "amount", money), OutputField(always: "descriptor", .string),
      OutputField(always: "explanation", .record(explanation)),
    ])
    return OutputSchema(
      "explain", "What `descry explain --format json` prints.",
      .record([
        OutputField(
          always: "statements",
          .list(
            .record([
              OutputField(always: "file", .string), OutputField(always: "format", formats),
              OutputField("account", .string), OutputField("currency", currency),
              OutputField("from", .date), OutputField("to", .date),
              OutputField(always: "transactions", .list(transaction)),
            ]))),
        OutputField(always: "streams", .list(stream)),
        OutputField(always: "findings", .list(finding)), OutputField("letters", .list(letter)),
      ]))
  }

  private static var letter: OutputShape {
    .record([
      OutputField(always: "rule", .string),
      OutputField(always: "kind", .choice(Letter.Kind.allCases.map(\.rawValue))),
      OutputField(always: "to", .choice(Letter.Recipient.allCases.map(\.rawValue))),
      OutputField(always: "subject", .string), OutputField(always: "body", .string),
      OutputField(always: "transactions", .list(.string)),
    ])
  }

  private static var explanation: [OutputField] {
    [
      OutputField(always: "outcome", .choice(["recognized", "ambiguous", "unknown"])),
      OutputField("confidence", .choice(Confidence.allCases.reversed().map(\.rawValue))),
      OutputField(always: "probability", .probability),
    ] + hypothesis + [
      OutputField("intermediary", name),
      OutputField(
        "alternatives",
        .list(.record(hypothesis + [OutputField(always: "probability", .probability)]))),
    ]
  }

  private static var hypothesis: [OutputField] {
    [
      OutputField(always: "kind", .choice(ChargeKind.allCases.map(\.rawValue))),
      OutputField("fraud", .flag), OutputField("merchant", name),
      OutputField("subscription", name), OutputField("plan", plan),
    ]
  }

  private static var stream: OutputShape {
    .record([
      OutputField(always: "merchant", name), OutputField("subscription", name),
      OutputField("plan", plan), OutputField(always: "every", every),
      OutputField(always: "amount", money), OutputField(always: "count", .integer),
      OutputField(always: "first", .date), OutputField(always: "last", .date),
      OutputField("next", .date), OutputField(always: "yearlyCost", money),
      OutputField(always: "status", .choice(["active", "early", "ended"])),
      OutputField("metered", .flag), OutputField("account", .string),
      OutputField("trialEnds", .date), OutputField("skipped", .integer),
      OutputField("steps", .list(step)), OutputField("announced", .list(step)),
      OutputField(always: "transactions", .list(.string)),
    ])
  }

  private static var finding: OutputShape {
    .record([
      OutputField(always: "rule", .string),
      OutputField(always: "severity", .choice(Severity.allCases.map(\.rawValue))),
      OutputField(always: "message", .string),
      OutputField(always: "transactions", .list(.string)),
      OutputField(always: "evidence", .list(evidence)),
      OutputField("against", .list(.string)), OutputField("advice", advice),
    ])
  }

  /// Money; the currency is absent where the file does not tell it.
  private static var money: OutputShape {
    .record([OutputField(always: "amount", .decimal), OutputField("currency", currency)])
  }

  private static var step: OutputShape {
    .record([
      OutputField(always: "date", .date), OutputField(always: "before", money),
      OutputField(always: "after", money),
    ])
  }

  private static var evidence: OutputShape {
    .record([
      OutputField(always: "kind", .choice(Evidence.Family.allCases.map(\.rawValue))),
      OutputField(always: "says", .string), OutputField(always: "likelihoodRatio", .number),
      OutputField(always: "rule", .string), OutputField("source", .string),
      OutputField("span", .span),
    ])
  }

  private static var advice: OutputShape {
    .record([
      OutputField(always: "card", .choice(["keep", "ask-first", "block"])),
      OutputField(always: "ask", .list(.string)), OutputField(always: "steps", .list(.string)),
      OutputField(
        always: "rights",
        .list(
          .record([
            OutputField(always: "title", .string), OutputField(always: "cite", .string),
            OutputField("url", .string),
          ]))),
    ])
  }

  private static var plan: OutputShape {
    .record([
      OutputField(always: "id", .string), OutputField(always: "every", every),
      OutputField(
        always: "price",
        .record([
          OutputField(always: "amount", .decimal), OutputField(always: "currency", currency),
        ])),
    ])
  }

  private static var name: OutputShape {
    .record([OutputField("id", .string), OutputField(always: "name", .string)])
  }

  private static var every: OutputShape { .choice(BillingPeriod.allCases.map(\.rawValue)) }
  private static var formats: OutputShape { .choice(Statement.Format.allCases.map(\.rawValue)) }
  private static var currency: OutputShape { .string }
}
