public import DescryCore

/// The template of a letter, a call script or a notice.
///
/// Placeholders in braces stand for the case's own facts; a paragraph that names one which the case
/// does not have is left out, so no draft ever shows a gap.
public struct LetterRule: Sendable {
  /// The id.
  public let id: String
  /// How it reaches its reader.
  public let kind: Letter.Kind
  /// Who reads or hears it.
  public let recipient: Letter.Recipient
  /// For which findings (`trial-converted`) or events (`renewal`) it is drafted.
  public let occasions: [String]
  /// What it is about.
  public let subject: LocalizedText
  /// Its paragraphs.
  public let paragraphs: [LocalizedText]

  /// What may stand in braces.
  public static let placeholders: Set<String> = [
    "merchant", "subscription", "amount", "date", "descriptor", "order-amount", "order-date",
    "credit-amount", "credit-date", "every", "former-amount", "cancel-page", "cancel-path", "today",
    "days", "goodwill", "check-amount", "check-date", "checkout-date", "when", "former-date",
    "possible-subscription", "charges",
  ]

  /// The placeholders of a text, in order; an unclosed brace counts as text.
  public static func placeholders(in text: String) -> [String] {
    var names: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      names.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}

extension Schema {
  /// `letter/1`.
  package static let letter = Schema(
    "letter/1", "The template of a letter, a call script or a notice.",
    [
      Field(
        "kind", .choice(Letter.Kind.allCases.map(\.rawValue)), required: true,
        "how it reaches its reader"),
      Field(
        "to", .choice(Letter.Recipient.allCases.map(\.rawValue)), required: true,
        "who reads or hears it"),
      Field(
        "when", .list(.id, atLeast: 1), required: true,
        "findings (rules/alerts) or events (renewal, trial-end, trial-possible, price-change, fraud) it is drafted for"
      ),
      Field("subject", .localized, required: true, "what it is about, on one line"),
      Field(
        "body", .list(.localized, atLeast: 1), required: true,
        "its paragraphs; one with a placeholder that the case cannot fill is left out"),
      Field("reviewed", .date, "when somebody last looked at it"),
    ])
}

extension LetterRule {
  init?(_ node: RuleNode, problems: inout RuleFileDiagnostics) {
    guard let id = node.text("id"), let kind = node.text("kind").flatMap(Letter.Kind.init),
      let recipient = node.text("to").flatMap(Letter.Recipient.init),
      let subject = node.localized("subject")
    else { return nil }
    self.id = id
    self.kind = kind
    self.recipient = recipient
    self.subject = subject
    occasions = node.texts("when")
    paragraphs = node.items("body").compactMap(\.localized)
    for item in [node["subject"]].compactMap({ $0 }) + node.items("body") {
      for text in [item.text, item.text("en"), item.text("fr")].compactMap({ $0 }) {
        for name in Self.placeholders(in: text) where !Self.placeholders.contains(name) {
          problems.add(
            .unknownReference, "there is no placeholder '{\(name)}'", at: item,
            help: "one of \(Self.placeholders.sorted().joined(separator: ", "))")
        }
      }
    }
  }
}
