/// Something about a statement that a person should see.
public struct Finding: Sendable, Hashable {
  /// The rule's id, as `trial-converted`.
  public let rule: String
  /// How much it weighs.
  public let severity: Severity
  /// What is found, in a sentence.
  public let message: LocalizedText
  /// The ids of the transactions that it is about, in order of date.
  public let transactions: [String]
  /// What it stands on.
  public let evidence: [Evidence]
  /// What speaks against it, for findings that hint at fraud.
  public let against: [LocalizedText]
  /// What to ask and to do about it.
  public let advice: Advice?

  /// A finding.
  public init(
    rule: String, severity: Severity, message: LocalizedText, transactions: [String],
    evidence: [Evidence] = [], against: [LocalizedText] = [], advice: Advice? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.transactions = transactions
    self.evidence = evidence
    self.against = against
    self.advice = advice
  }
}
