/// A language that Descry speaks.
public enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case french = "fr"
}

/// One text in the languages that Descry speaks.
public struct LocalizedText: Sendable, Hashable {
  /// The English text.
  public let english: String
  /// The French text.
  public let french: String

  /// A text in both languages.
  public init(en english: String, fr french: String) {
    self.english = english
    self.french = french
  }

  /// No words, where nobody will read any.
  public static let nothing = LocalizedText(en: "", fr: "")

  /// The text in a language.
  public func callAsFunction(_ language: Language) -> String {
    switch language {
    case .english: english
    case .french: french
    }
  }
}
