internal import DescryPattern
internal import DescryText

extension NameCleaner {
  /// Writes the words with the marks that belong to names, each word with a capital letter.
  static func write(_ text: NormalizedText, _ range: Range<Int>, _ words: [Token]) -> String {
    var name = ""
    var previous: Token?
    for (index, word) in words.enumerated() {
      var between = ""
      if let previous {
        between = text.string(previous.range.upperBound..<word.range.lowerBound)
        name +=
          ["'", "-", "&", ".", "/", "+"].contains(between)
          ? between : between.contains("&") ? " & " : " "
      }
      let plain = text.string(word.range)
      let isDomain = between == "." && index == words.count - 1 && endings.contains(plain)
      let isSmall =
        small.contains(plain) || (plain.count == 1 && between == "'" && "STDL".contains(plain))
      if isDomain || (previous != nil && isSmall) {
        name += plain.lowercased()
      } else if isSmall {
        name += plain.prefix(1) + plain.dropFirst().lowercased()
      } else {
        name += capitalized(plain)
      }
      previous = word
    }
    return name
  }

  private static func capitalized(_ word: String) -> String {
    let isShort = word.count <= 2 || (word.count == 3 && !word.contains { "AEIOUY".contains($0) })
    return isShort ? word : word.prefix(1) + word.dropFirst().lowercased()
  }

  /// Words that stay small inside a name.
  private static let small: Set<String> = [
    "DE", "DU", "DES", "LA", "LE", "LES", "ET", "EN", "AU", "AUX", "D", "OF", "AND", "THE",
    "IN", "AT", "ON", "TO", "FOR", "BY", "A", "Y", "EL", "DI", "DA", "DO", "VON", "UND",
    "VAN", "DER", "DEN",
  ]
  /// Endings of domains.
  private static let endings: Set<String> = [
    "COM", "NET", "ORG", "FR", "UK", "DE", "ES", "IT", "NL", "BE", "CH", "EU", "IO", "TV", "ME",
    "CA", "AI", "APP", "CO", "INFO", "SHOP", "STORE", "DEV", "US", "IE",
  ]

  /// The clean name of a text that stands by itself.
  func clean(_ text: String, using scratch: MatchScratch) -> String? {
    let text = NormalizedText(text)
    return clean(text, text.bytes.indices, placeFirst: false, using: scratch).name
  }

  /// Whether a part of a line holds nothing but references, numbers, places and legal forms.
  func isNoise(_ text: NormalizedText, _ range: Range<Int>) -> Bool {
    var words = text.tokens(in: range)
    while let last = words.last {
      let digits = text.bytes[last.range].count(where: NormalizedText.isDigit)
      let isNumber = last.kind == .digits || (last.kind == .mixed && digits >= 1)
      guard isNumber || towns.isRegion(text.string(last.range)) else {
        let plain = LegalForms.without(words, in: text, keeping: 0)
        guard plain.count < words.count else { break }
        words = plain
        continue
      }
      words.removeLast()
    }
    // What is left must be one place's name, behind store numbers.
    while let first = words.first, first.kind != .letters { words.removeFirst() }
    guard !words.isEmpty else { return true }
    let names = words.map { text.string($0.range) }
    return towns.contains(names)
      || (range.upperBound == text.bytes.count && towns.isCut(names))
      || (names.count > 1 && Self.filler.contains(names[0]) && towns.contains(names.dropFirst()))
  }

  /// Words between a shop's name and its town.
  private static let filler: Set<String> = [
    "ST", "STE", "SAINT", "A", "DE", "RUE", "STORE", "STORES",
  ]
}
