public import DescryCore

/// What to do with the card, in words.
public struct AdviceText: Sendable {
  let language: Language

  /// A renderer.
  public init(_ language: Language) { self.language = language }

  /// One sentence on the card.
  public func card(_ card: Advice.Card) -> String {
    switch (card, language) {
    case (.keep, .english): "Card: keep it."
    case (.keep, .french): "Carte : à garder."
    case (.askFirst, .english): "Card: keep it until these are answered."
    case (.askFirst, .french): "Carte : à garder en attendant les réponses."
    case (.block, .english): "Card: block it now."
    case (.block, .french): "Carte : à bloquer maintenant."
    }
  }
}
