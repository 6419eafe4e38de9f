public import DescryCore

extension JSON {
  /// An event to come, as `notices` gives it.
  public static func event(_ event: ScheduledEvent) -> JSON {
    .known([
      ("kind", .string(event.kind.rawValue)),
      ("date", .string("\(event.date)")),
      ("merchant", name(event.merchant)),
      ("subscription", event.subscription.map(name)),
      ("every", .string(event.every.rawValue)),
      ("amount", event.amount.map { amount($0, event.currency) }),
      ("formerAmount", event.formerAmount.map { amount($0, event.currency) }),
      ("possible", event.isPossible ? .bool(true) : nil),
      ("trialSign", event.trialSign.map(trialSign)),
      ("cancelUrl", .text(event.cancelURL)),
      ("transactions", .array(event.transactions.map { .string($0) })),
    ])
  }

  private static func trialSign(_ sign: ScheduledEvent.TrialSign) -> JSON {
    switch sign {
    case .check(let day): .object([("kind", .string("check")), ("date", .string("\(day)"))])
    case .checkout(let day, let isTaken):
      .object([
        ("kind", .string("checkout")), ("date", .string("\(day)")), ("taken", .bool(isTaken)),
      ])
    }
  }

  /// A drafted letter, in one language.
  public static func letter(_ letter: Letter, _ language: Language) -> JSON {
    .object([
      ("rule", .string(letter.rule)),
      ("kind", .string(letter.kind.rawValue)),
      ("to", .string(letter.recipient.rawValue)),
      ("subject", .string(letter.subject(language))),
      ("body", .string(letter.body(language))),
      ("transactions", .array(letter.transactions.map { .string($0) })),
    ])
  }
}
