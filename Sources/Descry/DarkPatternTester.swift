public import DescryCore
internal import DescryFlow
internal import DescryLint
public import DescryRules

/// Runs the examples that every dark-pattern rule carries: each must fire at its marks and nowhere
/// else, and a near miss not at all.
public struct DarkPatternTester {
  /// How many examples ran.
  public private(set) var count = 0
  /// What failed, with its place.
  public private(set) var failures: [Diagnostic] = []

  /// Runs all examples of a rule book.
  public init(_ book: RuleBook) {
    let engine = LintEngine(book)
    for rule in book.darkPatterns {
      for example in rule.examples { run(example, of: rule, engine) }
    }
  }

  private mutating func run(
    _ example: DarkPatternRule.Example, of rule: DarkPatternRule, _ engine: LintEngine
  ) {
    count += 1
    let flow: Flow
    do {
      flow = try FlowFile.read(
        Array(example.text.utf8), path: "example", format: example.isHTML ? .html : .transcript)
    } catch {
      return fail(rule, example, "the example cannot be read: \(error.diagnostic.message)")
    }
    // A statutory rule is tried under the law that it names, whatever the example tells of itself.
    let laws =
      rule.isStatutory
      ? Set(engine.book.laws.filter { rule.law.contains($0.id) }.map(\.jurisdiction)) : []
    let report = engine.lint(flow, options: LintOptions(jurisdictions: laws))
    let places = report.findings.filter { $0.rule == rule.id }.compactMap(\.location.line)
    let wanted = example.places
    if let because = example.because {
      if let line = places.first {
        fail(rule, example, "fires on line \(line) of a near miss, but \(because)")
      }
      return
    }
    for line in wanted where !places.contains(line) {
      let elsewhere =
        places.isEmpty ? "nowhere" : "on \(places.map(String.init).joined(separator: ", "))"
      fail(rule, example, "should fire on line \(line) of the example, and fires \(elsewhere)")
    }
    for line in places where !wanted.contains(line) {
      fail(rule, example, "fires on line \(line) of the example, where no ↓ stands")
    }
  }

  private mutating func fail(
    _ rule: DarkPatternRule, _ example: DarkPatternRule.Example, _ message: String
  ) {
    failures.append(
      Diagnostic(
        severity: .error, code: RuleProblem.testFails.rawValue, message: "\(rule.id) \(message)",
        location: SourceLocation(path: rule.path, line: example.line)))
  }
}
