public import DescryCore

/// What a report says of a lint rule, whether it fired or not.
public struct LintRuleCard: Sendable {
  /// The id.
  public let id: String
  /// The family.
  public let pattern: String
  /// What the pattern is called.
  public let name: LocalizedText
  /// How much a finding weighs.
  public let severity: Severity
  /// Why it harms.
  public let why: LocalizedText
  /// What to change.
  public let remedy: LocalizedText
  /// The law that it may breach.
  public let law: [LintFinding.Law]

  /// A rule as reports show it.
  public init(
    id: String, pattern: String, name: LocalizedText, severity: Severity, why: LocalizedText,
    remedy: LocalizedText, law: [LintFinding.Law]
  ) {
    self.id = id
    self.pattern = pattern
    self.name = name
    self.severity = severity
    self.why = why
    self.remedy = remedy
    self.law = law
  }
}

/// What was found in several flows, as numbers.
public struct LintSummary: Sendable, Hashable {
  /// The flows.
  public var flows = 0
  /// Their screens.
  public var screens = 0
  /// Their elements.
  public var elements = 0
  /// Findings by weight.
  public var errors = 0
  /// See `errors`.
  public var warnings = 0
  /// See `errors`.
  public var notes = 0
  /// Findings that a person has to look at, whatever their weight.
  public var reviews = 0
  /// Findings that remarks silence.
  public var suppressed = 0
  /// Findings that the baseline knows.
  public var known = 0
  /// Files that could not be read.
  public var unreadable = 0

  /// All findings.
  public var findings: Int { errors + warnings + notes }

  /// The numbers of some reports.
  public init(_ reports: [LintReport], known: Int = 0, unreadable: Int = 0) {
    self.known = known
    self.unreadable = unreadable
    flows = reports.count
    for report in reports {
      screens += report.flow.screens.count
      elements += report.flow.screens.reduce(0) { $0 + $1.elements.count }
      suppressed += report.suppressed.count
      for finding in report.findings {
        switch finding.severity {
        case .error: errors += 1
        case .warning: warnings += 1
        case .note: notes += 1
        }
        if finding.kind == .review { reviews += 1 }
      }
    }
  }
}
