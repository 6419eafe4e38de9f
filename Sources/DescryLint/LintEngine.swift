public import DescryCore
internal import DescryPattern
public import DescryRules

/// Finds dark patterns in flows; immutable, and safe to use from many threads.
public struct LintEngine: Sendable {
  /// What it looks for.
  public let book: RuleBook
  private let index: PhraseIndex
  private let rules: [CompiledRule]
  private let laws: [String: Law]

  /// A linter for a rule book.
  public init(_ book: RuleBook) {
    self.book = book
    index = PhraseIndex(book.phraseForms)
    rules = book.darkPatterns.map { [index] in CompiledRule($0, index) }
    laws = Dictionary(book.laws.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Lints a flow.
  ///
  /// - Complexity: one pass over the labels, and the checks of each rule on what it selects.
  public func lint(_ flow: Flow, options: LintOptions = LintOptions()) -> LintReport {
    let view = FlowView(flow, index: index, scratch: MatchScratch())
    let jurisdictions =
      options.jurisdictions.isEmpty ? Jurisdiction.told(by: view) : options.jurisdictions
    let enabled = rules.filter { rule in
      !options.disabled.contains(rule.rule.id)
        && !options.disabled.contains(rule.rule.family.rawValue)
        && (!rule.rule.isStatutory
          || rule.rule.law.contains { law in
            laws[law].map { Jurisdiction.applies($0.jurisdiction, in: jurisdictions) } ?? false
          })
    }
    var run = LintRun(view, rules: enabled)
    run.judge()
    let writer = FindingWriter(
      flow: view, laws: laws, jurisdictions: jurisdictions, options: options)
    var report = LintReport(flow: flow)
    report.notChecked = run.notChecked
    let findings = writer.findings(run.hits)
    report.passed =
      enabled.count - Set(findings.map(\.rule)).count - Set(run.notChecked.map(\.rule)).count
    let outcome = SuppressionFilter.apply(
      options.honoursSuppressions ? flow.suppressions : [], to: findings)
    report.findings = outcome.kept
    report.suppressed = outcome.suppressed
    report.flow.diagnostics += outcome.diagnostics
    return report
  }
}
