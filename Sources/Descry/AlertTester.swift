public import DescryCore
public import DescryLookup
internal import DescryRules

/// Runs the statements that every alert carries.
public struct AlertTester {
  /// How many examples ran.
  public private(set) var count = 0
  /// What failed, with its place.
  public private(set) var failures: [Diagnostic] = []
  private let engine: LookupEngine

  /// Runs all examples of a rule book's alerts.
  public init(_ engine: LookupEngine) {
    self.engine = engine
    for rule in engine.book.alerts {
      for example in rule.fires { fires(rule, example) }
      for example in rule.quiet { isQuiet(rule, example) }
    }
  }

  private mutating func fires(_ rule: AlertRule, _ example: AlertRule.Example) {
    let findings = findings(rule, example)
    count += 1
    let wanted = example.on.sorted().map { "line-\($0)" }
    if findings.isEmpty {
      fail(rule, example, "the finding is not made, but \(example.because)")
    } else if !findings.contains(where: { $0.transactions.sorted() == wanted.sorted() }) {
      let given = findings.map { $0.transactions.joined(separator: " ") }.joined(separator: "; ")
      fail(rule, example, "the finding lists \(given), not \(wanted.joined(separator: " "))")
    }
  }

  private mutating func isQuiet(_ rule: AlertRule, _ example: AlertRule.Example) {
    count += 1
    if let finding = findings(rule, example).first {
      fail(
        rule, example, "\"\(finding.message(.english))\" is found, but \(example.because)")
    }
  }

  private func findings(_ rule: AlertRule, _ example: AlertRule.Example) -> [Finding] {
    var statement = Statement(file: rule.path, format: .csv)
    for (number, line) in example.lines.enumerated() {
      statement.transactions.append(
        Transaction(
          id: "line-\(number + 1)", date: line.date, amount: line.amount.amount,
          currency: line.amount.currency, descriptor: line.descriptor))
    }
    let explainer = StatementExplainer(engine, country: example.country)
    return explainer.explain([statement]).findings.filter { $0.rule == rule.id }
  }

  private mutating func fail(
    _ rule: AlertRule, _ example: AlertRule.Example, _ message: String
  ) {
    failures.append(
      Diagnostic(
        severity: .error, code: RuleProblem.testFails.rawValue, message: message,
        location: SourceLocation(path: rule.path, line: example.line)))
  }
}
