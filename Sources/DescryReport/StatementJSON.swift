public import DescryCore

extension JSONWriter {
  /// A transaction with its explanation.
  public mutating func explained(_ transaction: Transaction, _ explanation: Explanation) {
    object { writer in
      writer.put("id", transaction.id)
      writer.put("date", transaction.date.description)
      writer.put("amount", transaction.amount, transaction.currency)
      writer.put("descriptor", transaction.descriptor)
      if transaction.status != .booked { writer.put("status", transaction.status.rawValue) }
      writer.key("explanation")
      writer.explanation(explanation)
    }
  }

  /// A statement with its explained transactions, as `explain` gives it.
  public mutating func statement(
    _ statement: Statement, _ explanations: [Explanation], _ language: Language
  ) {
    object { writer in
      writer.put("file", statement.file)
      writer.put("format", statement.format.rawValue)
      writer.put("account", statement.account)
      writer.put("currency", statement.currency?.code)
      writer.put("from", statement.from?.description)
      writer.put("to", statement.to?.description)
      writer.put("balance", Self.balance(statement.balanceCheck))
      if !statement.assumptions.isEmpty {
        writer.put("assumptions", statement.assumptions.map { $0(language) })
      }
      writer.key("transactions")
      writer.array {
        for (transaction, explanation) in zip(statement.transactions, explanations) {
          $0.explained(transaction, explanation)
        }
      }
    }
  }

  /// A stream as `explain` gives it.
  public mutating func stream(_ stream: RecurringStream) {
    object { writer in
      writer.put("merchant", stream.merchant)
      writer.put("subscription", stream.subscription)
      writer.put("plan", stream.plan)
      writer.put("every", stream.every.rawValue)
      if stream.isMetered { writer.put("metered", .bool(true)) }
      writer.put("amount", stream.amount, stream.currency)
      writer.put("count", .number("\(stream.transactions.count)"))
      writer.put("first", stream.first.description)
      writer.put("last", stream.last.description)
      writer.put("next", stream.next?.description)
      writer.put("yearlyCost", stream.yearlyCost, stream.currency)
      writer.put("status", stream.status.rawValue)
      writer.put("account", stream.account)
      writer.put("trialEnds", stream.trialEnds?.description)
      if stream.skipped > 0 { writer.put("skipped", .number("\(stream.skipped)")) }
      writer.put("steps", stream.steps, stream.currency)
      writer.put("announced", stream.announced, stream.currency)
      writer.put("transactions", stream.transactions)
    }
  }

  private mutating func put(
    _ name: StaticString, _ steps: [RecurringStream.PriceStep], _ currency: Currency?
  ) {
    guard !steps.isEmpty else { return }
    key(name)
    array { writer in
      for step in steps {
        writer.object {
          $0.put("date", step.date.description)
          $0.put("before", step.before, currency)
          $0.put("after", step.after, currency)
        }
      }
    }
  }

  /// A finding as `explain` gives it.
  public mutating func finding(_ finding: Finding, _ language: Language) {
    object { writer in
      writer.put("rule", finding.rule)
      writer.put("severity", finding.severity.rawValue)
      writer.put("message", finding.message(language))
      writer.put("transactions", finding.transactions)
      writer.put("evidence", finding.evidence, language)
      if !finding.against.isEmpty { writer.put("against", finding.against.map { $0(language) }) }
      writer.put("advice", finding.advice, language)
    }
  }

  private static func balance(_ check: Statement.BalanceCheck) -> String {
    switch check {
    case .proved: "proved"
    case .off(let amount, let line):
      "off by \(amount)" + (line.map { " after line \($0)" } ?? "")
    case .notGiven: "not given"
    }
  }
}
