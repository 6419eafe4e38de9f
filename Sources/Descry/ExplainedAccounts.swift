public import DescryCore

/// Statements read together: every charge explained, what recurs, and what a person should see.
public struct ExplainedAccounts: Sendable {
  /// The statements, in the order in which they were given.
  public var statements: [ExplainedStatement]
  /// What recurs, by name.
  public var streams: [RecurringStream]
  /// What a person should see, the gravest first.
  public var findings: [Finding]
  /// How many lines stand in more than one file and were counted once.
  public var repeated: Int
}
