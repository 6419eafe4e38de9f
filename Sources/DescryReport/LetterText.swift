public import DescryCore

/// A drafted letter for a person to read, print or send.
public struct LetterText: Sendable {
  let language: Language

  /// A renderer.
  public init(_ language: Language) { self.language = language }

  /// What the draft is, and to whom it goes.
  public func title(_ letter: Letter) -> String {
    let to: String
    switch (letter.recipient, language) {
    case (.merchant, .english): to = "to the merchant"
    case (.merchant, .french): to = "au commerçant"
    case (.bank, .english): to = "to the bank"
    case (.bank, .french): to = "à la banque"
    case (.customer, .english): to = "to the customer"
    case (.customer, .french): to = "au client"
    }
    switch (letter.kind, language) {
    case (.letter, .english): return "Letter \(to): \(letter.subject(language))"
    case (.letter, .french): return "Lettre \(to) : \(letter.subject(language))"
    case (.callScript, .english): return "On the phone, \(to): \(letter.subject(language))"
    case (.callScript, .french): return "Au téléphone, \(to) : \(letter.subject(language))"
    case (.notice, .english): return "Message \(to): \(letter.subject(language))"
    case (.notice, .french): return "Message \(to) : \(letter.subject(language))"
    }
  }

  /// Subject and text; what is said on the phone has no subject.
  public func render(_ letter: Letter) -> String {
    if letter.kind == .callScript { return letter.body(language) }
    let subject = language == .french ? "Objet : " : "Subject: "
    return subject + letter.subject(language) + "\n\n" + letter.body(language)
  }

  /// Drafts one behind the other, a line of dashes between them.
  public func render(_ letters: [Letter]) -> String {
    letters.map { render($0) }.joined(separator: "\n\n---\n\n")
  }
}
