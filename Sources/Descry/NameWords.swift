internal import DescryText

/// The words of a name as two people would compare them: capitals without accents and marks.
struct NameWords: Sendable, Hashable {
  /// The words.
  let words: [String]
  /// The words in one.
  let joined: String

  init(_ name: String) {
    // "Plan pro (via Stripe)": the way of payment is no part of a name.
    let text = NormalizedText(name.replacing("'", with: "").replacing("’", with: ""))
    self.init(text.tokens.map { text.string($0.range) })
  }

  init(_ words: [String]) {
    self.words = words
    joined = words.joined()
  }

  /// The words that tell one name from another.
  var telling: [String] { words.filter { !Self.common.contains($0) && $0.count > 2 } }

  /// The words without some.
  func without(_ others: Set<String>) -> NameWords {
    NameWords(words.filter { !others.contains($0) })
  }

  /// Whether both mean the same: equal, one inside the other, or one of a label's first two telling
  /// words in it.
  func agrees(with label: NameWords) -> Bool {
    guard !words.isEmpty, !label.words.isEmpty else { return false }
    if joined == label.joined || (label.joined.count > 2 && joined.contains(label.joined))
      || (joined.count > 3 && label.joined.contains(joined))
    {
      return true
    }
    return label.telling.prefix(2).contains {
      words.contains($0) || ($0.count > 4 && joined.contains($0))
    }
  }

  /// Whether a word is one of these, or the beginning of one (lines are cut), or their own in one.
  func hold(_ word: String) -> Bool {
    words.contains { $0 == word || (word.count > 2 && $0.hasPrefix(word)) }
      || Self.common.contains(word) || joined.contains(word) || word.contains(joined)
  }

  /// Words that many names share.
  static let common: Set<String> = [
    "THE", "AND", "OF", "DE", "LA", "LE", "LES", "DU", "DES", "ET", "UK", "LTD", "COM", "NET", "FR",
    "CO", "STORE", "STORES", "SERVICE", "SERVICES", "GROUP", "GROUPE", "ONLINE", "FRANCE",
    "PAY", "CARD", "ENERGY", "MOBILE", "INSURANCE", "BANK", "HOTEL", "RESTAURANT", "MARKET",
    "MARKETPLACE", "EXPRESS", "DRIVE", "CITY", "INC", "LLC", "GMBH", "SA", "SAS", "SARL", "CORP",
  ]
}
