/// What linting a flow gave.
public struct LintReport: Sendable, Hashable {
  /// A rule that could not be checked on the source, and what it would need.
  public struct NotChecked: Sendable, Hashable {
    /// The rule's id.
    public let rule: String
    /// What the source lacks, as `style`.
    public let needs: String

    /// A rule that could not be checked.
    public init(rule: String, needs: String) {
      self.rule = rule
      self.needs = needs
    }
  }

  /// A finding that somebody silenced.
  public struct Suppressed: Sendable, Hashable {
    /// The finding.
    public let finding: LintFinding
    /// Why it was silenced.
    public let reason: String

    /// A silenced finding.
    public init(finding: LintFinding, reason: String) {
      self.finding = finding
      self.reason = reason
    }
  }

  /// The flow that was linted.
  public var flow: Flow
  /// What was found, in order of screen, place and rule.
  public var findings: [LintFinding]
  /// What was found and silenced, with the reason.
  public var suppressed: [Suppressed]
  /// Rules that could not be checked.
  public var notChecked: [NotChecked]
  /// How many rules ran and found nothing.
  public var passed: Int

  /// A report about a flow.
  public init(flow: Flow) {
    self.flow = flow
    findings = []
    suppressed = []
    notChecked = []
    passed = 0
  }
}
