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

  /// How much is said of the charge besides what it is.
  public enum Detail: Sendable, Hashable, Comparable {
    /// Signs of fraud and the advice on the card, as lists show them.
    case brief
    /// All evidence in sentences, and the advice on the card.
    case evidence
    /// All evidence, and what to ask and to do.
    case full
  }

  /// How much is said.
  public var detail: Detail

  /// What is known besides the line.
  public init(
    isAskedAbout: Bool = false, today: CalendarDate? = nil, history: [HistoryEvidence] = [],
    detail: Detail = .full
  ) {
    self.isAskedAbout = isAskedAbout
    self.today = today
    self.history = history
    self.detail = detail
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
