public import DescryCore
internal import DescryLint
public import DescryRules
internal import FoundationEssentials

/// The flows by which the linter is judged: each with all findings that it must have, and no other.
///
/// A folder of `corpus/flows/` holds one flow (`flow.flow.md`, `flow.html`, … or a folder `flow` of
/// numbered pages) and `expected.yml`. What is not listed there must not appear, notes included.
public struct FlowCorpus: Sendable {
  /// A finding that must be there.
  public struct Expectation: Sendable, Hashable {
    /// The rule.
    public let rule: String
    /// The screen, from 1; nil for any.
    public let screen: Int?
    /// Words of the quoted text, in any case and without accents.
    public let text: String?
    /// The line in `expected.yml`.
    public let line: Int
  }

  /// What was expected and found of one family of rules.
  public struct Count: Sendable, Equatable {
    /// How many findings were expected.
    public var expected = 0
    /// How many of them were there.
    public var found = 0
    /// How many were there and not expected.
    public var unexpected = 0
  }

  /// What one flow gave.
  public struct Outcome: Sendable {
    /// The flow's folder.
    public let name: String
    /// How many findings were expected.
    public let expected: Int
    /// How many of them were there.
    public let found: Int
    /// The same by family of rules, with what was not expected.
    public let families: [String: Count]
    /// Expected and not there, or there and not expected, each with its place.
    public let failures: [Diagnostic]
  }

  /// The flows, by name.
  public private(set) var outcomes: [Outcome] = []

  /// All failures.
  public var failures: [Diagnostic] { outcomes.flatMap(\.failures) }
  /// The share of expected findings that were there; 1 without any.
  public var recall: Double {
    let (found, all) = outcomes.reduce((0, 0)) { ($0.0 + $1.found, $0.1 + $1.expected) }
    return all == 0 ? 1 : Double(found) / Double(all)
  }
  /// The share of flows that gave exactly what was expected; 1 without any.
  public var exact: Double {
    outcomes.isEmpty
      ? 1 : Double(outcomes.count { $0.failures.isEmpty }) / Double(outcomes.count)
  }

  /// Findings that were not expected.
  public var unexpected: Int { families.reduce(0) { $0 + $1.count.unexpected } }
  /// Expected and found by family of rules, by name.
  public var families: [(family: String, count: Count)] {
    let all = outcomes.reduce(into: [String: Count]()) { sums, outcome in
      for (family, count) in outcome.families {
        sums[family, default: Count()].expected += count.expected
        sums[family, default: Count()].found += count.found
        sums[family, default: Count()].unexpected += count.unexpected
      }
    }
    return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static let shape = Shape.record([
    Field("about", .text, required: true, "what the flow is, in a sentence"),
    Field("jurisdictions", .list(.text), "whose law applies; told by the flow without"),
    Field(
      "findings",
      .list(
        .record([
          Field("rule", .id, required: true, "the rule"),
          Field("screen", .integer(1...1_000), "the screen, from 1"),
          Field("text", .text, "words of the quoted text"),
        ])), required: true, "all that must be found"),
  ])

  /// Lints the flows of a folder; without one there are no outcomes.
  public init(_ folder: String, book: RuleBook) {
    let engine = LintEngine(book)
    let families = Dictionary(book.darkPatterns.map { ($0.id, $0.family.rawValue) }) { one, _ in one
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path + "/expected.yml") else { continue }
      outcomes.append(Self.outcome(name, path, engine, families))
    }
  }

  private static func outcome(
    _ name: String, _ path: String, _ engine: LintEngine, _ families: [String: String]
  ) -> Outcome {
    let file = path + "/expected.yml"
    let bytes = FileManager.default.contents(atPath: file)
    var problems = RuleFileDiagnostics(
      RuleFile(path: file, text: String(decoding: bytes ?? Data(), as: UTF8.self)))
    let node = RuleNode.read(&problems)
    if let node { ShapeCheck.check(node, shape, named: "the file", problems: &problems) }
    let reading = FlowSource.read(path)
    guard let node, problems.diagnostics.isEmpty, let flow = reading.flows.first,
      reading.flows.count == 1
    else {
      let none = Diagnostic(
        severity: .error, code: "C003 no-flow", message: "the folder holds not just one flow",
        location: SourceLocation(path: path))
      let diagnostics = problems.diagnostics + reading.refused
      return Outcome(
        name: name, expected: 0, found: 0, families: [:],
        failures: diagnostics.isEmpty ? [none] : diagnostics)
    }
    let expectations = node.items("findings").compactMap { item in
      item.text("rule").map {
        Expectation(
          rule: $0, screen: item.integer("screen"), text: item.text("text"), line: item.line)
      }
    }
    let lands = Set(node.texts("jurisdictions"))
    let report = engine.lint(flow, options: LintOptions(jurisdictions: lands))
    return compare(name, file, expectations, report.findings, families)
  }

  private static func compare(
    _ name: String, _ file: String, _ expectations: [Expectation], _ findings: [LintFinding],
    _ families: [String: String]
  ) -> Outcome {
    var counts: [String: Count] = [:]
    var rest = findings
    var failures: [Diagnostic] = []
    var found = 0
    for expectation in expectations {
      let family = families[expectation.rule] ?? "unknown"
      counts[family, default: Count()].expected += 1
      let place = rest.firstIndex { finding in
        finding.rule == expectation.rule
          && (expectation.screen.map { $0 == finding.screen + 1 } ?? true)
          && (expectation.text.map { contains(finding.text, $0) } ?? true)
      }
      if let place {
        rest.remove(at: place)
        found += 1
        counts[family, default: Count()].found += 1
      } else {
        failures.append(
          Diagnostic(
            severity: .error, code: "C004 not-found",
            message: "\(expectation.rule) is expected"
              + (expectation.screen.map { " on screen \($0)" } ?? "")
              + (expectation.text.map { " at “\($0)”" } ?? "") + " and not found",
            location: SourceLocation(path: file, line: expectation.line)))
      }
    }
    for finding in rest {
      counts[finding.pattern, default: Count()].unexpected += 1
      failures.append(
        Diagnostic(
          severity: .error, code: "C005 not-expected",
          message: "\(finding.rule) at “\(finding.text)” is found and not expected",
          location: finding.location))
    }
    return Outcome(
      name: name, expected: expectations.count, found: found, families: counts, failures: failures)
  }

  /// Whether a text holds words, in any case, without accents and marks.
  private static func contains(_ text: String, _ words: String) -> Bool {
    Fingerprint.plain(text).contains(Fingerprint.plain(words))
  }
}
