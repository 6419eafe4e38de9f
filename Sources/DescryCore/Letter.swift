/// A text to send or to say, drafted from a case's own facts.
public struct Letter: Sendable, Hashable {
  /// How it reaches its reader.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// To print or to send by e-mail.
    case letter
    /// To say on the phone.
    case callScript = "call-script"
    /// What a bank sends before something happens.
    case notice
  }

  /// Who reads or hears it.
  public enum Recipient: String, Sendable, Hashable, CaseIterable {
    case merchant, bank, customer
  }

  /// The id of its template in `rules/letters/`.
  public let rule: String
  /// How it reaches its reader.
  public let kind: Kind
  /// Who reads or hears it.
  public let recipient: Recipient
  /// What it is about, on one line.
  public let subject: LocalizedText
  /// The text; paragraphs stand apart by an empty line.
  public let body: LocalizedText
  /// The ids of the transactions that it is about.
  public let transactions: [String]

  /// A draft.
  public init(
    rule: String, kind: Kind, recipient: Recipient, subject: LocalizedText, body: LocalizedText,
    transactions: [String]
  ) {
    self.rule = rule
    self.kind = kind
    self.recipient = recipient
    self.subject = subject
    self.body = body
    self.transactions = transactions
  }
}
