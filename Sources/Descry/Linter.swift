public import DescryCore
public import DescryLint
public import DescryReport
public import DescryRules

/// Lints flows with a rule book and describes its rules for reports.
public struct Linter: Sendable {
  /// The engine.
  public let engine: LintEngine

  /// A linter.
  public init(_ book: RuleBook) { engine = LintEngine(book) }

  /// Lints a flow.
  public func lint(_ flow: Flow, options: LintOptions = LintOptions()) -> LintReport {
    engine.lint(flow, options: options)
  }

  /// The rules, as reports show them.
  public var cards: [LintRuleCard] {
    let laws = Dictionary(engine.book.laws.map { ($0.id, $0) }) { first, _ in first }
    return engine.book.darkPatterns.map { rule in
      LintRuleCard(
        id: rule.id, pattern: rule.family.rawValue, name: rule.name, severity: rule.severity,
        why: rule.why, remedy: rule.remedy,
        law: rule.law.compactMap { laws[$0] }.map {
          LintFinding.Law(cite: $0.cite, url: $0.url, inForce: $0.inForce)
        })
    }
  }
}
