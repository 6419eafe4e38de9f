public import DescryCore

extension JSON {
  /// A transaction as `read` gives it, one on a line.
  public static func transaction(_ transaction: Transaction, of statement: Statement) -> JSON {
    .known([
      ("file", .string(statement.file)),
      ("format", .string(statement.format.rawValue)),
      ("account", .text(statement.account)),
      ("id", .string(transaction.id)),
      ("date", .string("\(transaction.date)")),
      ("valueDate", .text(transaction.valueDate.map { "\($0)" })),
      ("amount", .string("\(transaction.amount)")),
      ("currency", .text(transaction.currency?.code)),
      ("descriptor", .string(transaction.descriptor)),
      ("balance", .text(transaction.balance.map { "\($0)" })),
      ("status", transaction.status == .booked ? nil : .string(transaction.status.rawValue)),
      ("mcc", .text(transaction.mcc)),
      ("counterparty", .text(transaction.counterparty)),
      ("reference", .text(transaction.reference)),
      ("creditor", .text(transaction.creditorID)),
      ("mandate", .text(transaction.mandate)),
      ("phone", .text(transaction.phone)),
      ("url", .text(transaction.url)),
      ("originalAmount", transaction.originalAmount.map(money)),
      ("returnReason", .text(transaction.returnReason)),
      ("line", transaction.line.map { .number("\($0)") }),
    ])
  }

  /// A statement with its explained transactions, as `explain` gives it.
  public static func statement(_ statement: Statement, _ explanations: [Explanation]) -> JSON {
    .known([
      ("file", .string(statement.file)),
      ("format", .string(statement.format.rawValue)),
      ("account", .text(statement.account)),
      ("currency", .text(statement.currency?.code)),
      ("from", .text(statement.from.map { "\($0)" })),
      ("to", .text(statement.to.map { "\($0)" })),
      ("balance", .string(balance(statement.balanceCheck))),
      (
        "assumptions",
        statement.assumptions.isEmpty ? nil : .array(statement.assumptions.map { .string($0) })
      ),
      (
        "transactions",
        .array(zip(statement.transactions, explanations).map { explained($0, $1) })
      ),
    ])
  }

  /// A transaction with its explanation.
  public static func explained(_ transaction: Transaction, _ explanation: Explanation) -> JSON {
    .known([
      ("id", .string(transaction.id)),
      ("date", .string("\(transaction.date)")),
      ("amount", amount(transaction.amount, transaction.currency)),
      ("descriptor", .string(transaction.descriptor)),
      ("status", transaction.status == .booked ? nil : .string(transaction.status.rawValue)),
      ("explanation", .explanation(explanation)),
    ])
  }

  /// A stream as `explain` gives it.
  public static func stream(_ stream: RecurringStream) -> JSON {
    .known([
      ("merchant", name(stream.merchant)),
      ("subscription", stream.subscription.map(name)),
      ("plan", stream.plan.map(plan)),
      ("every", .string(stream.every.rawValue)),
      ("metered", stream.isMetered ? .bool(true) : nil),
      ("amount", amount(stream.amount, stream.currency)),
      ("count", .number("\(stream.transactions.count)")),
      ("first", .string("\(stream.first)")),
      ("last", .string("\(stream.last)")),
      ("next", .text(stream.next.map { "\($0)" })),
      ("yearlyCost", amount(stream.yearlyCost, stream.currency)),
      ("status", .string(stream.status.rawValue)),
      ("account", .text(stream.account)),
      ("trialEnds", .text(stream.trialEnds.map { "\($0)" })),
      ("skipped", stream.skipped > 0 ? .number("\(stream.skipped)") : nil),
      ("steps", steps(stream.steps, stream.currency)),
      ("announced", steps(stream.announced, stream.currency)),
      ("transactions", .array(stream.transactions.map { .string($0) })),
    ])
  }

  /// A finding as `explain` gives it.
  public static func finding(_ finding: Finding, _ language: Language) -> JSON {
    .known([
      ("rule", .string(finding.rule)),
      ("severity", .string(finding.severity.rawValue)),
      ("message", .string(finding.message(language))),
      ("transactions", .array(finding.transactions.map { .string($0) })),
      ("evidence", .array(finding.evidence.map { evidence($0, language) })),
      (
        "against",
        finding.against.isEmpty ? nil : .array(finding.against.map { .string($0(language)) })
      ),
      ("advice", finding.advice.map { advice($0, language) }),
    ])
  }

  /// Statements explained together, as `explain` gives them; `letters` only where they were asked for.
  public static func accounts(
    _ statements: [JSON], _ streams: [RecurringStream], _ findings: [Finding],
    letters: [Letter]? = nil, _ language: Language
  ) -> JSON {
    .known([
      ("statements", .array(statements)),
      ("streams", .array(streams.map { stream($0) })),
      ("findings", .array(findings.map { finding($0, language) })),
      ("letters", letters.map { .array($0.map { letter($0, language) }) }),
    ])
  }

  /// Money whose currency the file may not tell.
  static func amount(_ amount: Amount, _ currency: Currency?) -> JSON {
    .known([("amount", .string("\(amount)")), ("currency", .text(currency?.code))])
  }

  private static func steps(
    _ steps: [RecurringStream.PriceStep], _ currency: Currency?
  ) -> JSON? {
    steps.isEmpty
      ? nil
      : .array(
        steps.map {
          .object([
            ("date", .string("\($0.date)")), ("before", amount($0.before, currency)),
            ("after", amount($0.after, currency)),
          ])
        })
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
