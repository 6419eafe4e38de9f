public import DescryCore

/// How a flow is to be linted.
public struct LintOptions: Sendable {
  /// Rules and families that are off.
  public var disabled: Set<String>
  /// The weight of rules and families that differs from their own.
  public var severities: [String: Severity]
  /// The jurisdictions whose law applies; empty to tell from the flow.
  public var jurisdictions: Set<String>
  /// Whether remarks in the source may silence findings.
  public var honoursSuppressions: Bool

  /// Options; without any, every rule runs with its own weight.
  public init(
    disabled: Set<String> = [], severities: [String: Severity] = [:],
    jurisdictions: Set<String> = [], honoursSuppressions: Bool = true
  ) {
    self.disabled = disabled
    self.severities = severities
    self.jurisdictions = jurisdictions
    self.honoursSuppressions = honoursSuppressions
  }
}
