public import DescryCore

/// What is known besides the line itself when a charge is weighed.
public struct LookupContext: Sendable {
  /// Whether somebody asks about the charge because nobody recognises it: such charges are more often
  /// subscriptions than charges at large.
  public var isAskedAbout: Bool
  /// The day on which the question is asked; which articles of law apply.
  public var today: CalendarDate?
  /// Evidence from the card's history, for the hypotheses that it speaks of.
  public var history: [HistoryEvidence]

  /// Whether only the advice on the card is wanted, not what to ask and to do.
  public var isBrief: Bool

  /// What is known besides the line.
  public init(
    isAskedAbout: Bool = false, today: CalendarDate? = nil, history: [HistoryEvidence] = [],
    isBrief: Bool = false
  ) {
    self.isAskedAbout = isAskedAbout
    self.today = today
    self.history = history
    self.isBrief = isBrief
  }
}

/// A piece of evidence from a card's history, and the hypotheses that it speaks of.
public struct HistoryEvidence: Sendable, Hashable {
  /// Which hypotheses.
  public enum Subject: Sendable, Hashable {
    /// A subscription by its full id, as `amazon/prime`.
    case subscription(String)
    /// An ordinary purchase at a merchant.
    case purchase(String)
    /// A refund.
    case refund
    /// Card fraud.
    case fraud
  }

  /// Which hypotheses.
  public let subject: Subject
  /// The evidence.
  public let evidence: Evidence

  /// Evidence from a card's history.
  public init(subject: Subject, evidence: Evidence) {
    self.subject = subject
    self.evidence = evidence
  }
}
