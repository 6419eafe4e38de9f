public import DescryCore

extension JSONWriter {
  /// An event to come, as `notices` gives it.
  public mutating func event(_ event: ScheduledEvent) {
    object { writer in
      writer.put("kind", event.kind.rawValue)
      writer.put("date", event.date.description)
      writer.put("merchant", event.merchant)
      writer.put("subscription", event.subscription)
      writer.put("every", event.every.rawValue)
      writer.put("amount", event.amount, event.currency)
      writer.put("formerAmount", event.formerAmount, event.currency)
      if event.isPossible { writer.put("possible", .bool(true)) }
      writer.put("trialSign", event.trialSign.map(Self.trialSign))
      writer.put("cancelUrl", event.cancelURL)
      writer.put("transactions", event.transactions)
    }
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
  public mutating func letter(_ letter: Letter, _ language: Language) {
    object { writer in
      writer.put("rule", letter.rule)
      writer.put("kind", letter.kind.rawValue)
      writer.put("to", letter.recipient.rawValue)
      writer.put("subject", letter.subject(language))
      writer.put("body", letter.body(language))
      writer.put("transactions", letter.transactions)
    }
  }
}
