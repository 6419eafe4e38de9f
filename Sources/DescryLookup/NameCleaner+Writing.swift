internal import DescryPattern
internal import DescryText

extension NameCleaner {
  /// Writes the words with the marks that belong to names, each word with a capital letter.
  static func write(_ text: NormalizedText, _ range: Range<Int>, _ words: [Token]) -> String {
    var name: [UInt8] = []
    name.reserveCapacity(range.count + words.count)
    var previous: Token?
    for (index, word) in words.enumerated() {
      var between: ArraySlice<UInt8> = []
      if let previous {
        between = text.bytes[previous.range.upperBound..<word.range.lowerBound]
        if between.count == 1, let mark = between.first, marks.contains(mark) {
          name.append(mark)
        } else {
          name += between.contains(UInt8(ascii: "&")) ? [0x20, UInt8(ascii: "&"), 0x20] : [0x20]
        }
      }
      let plain = text.string(word.range)
      let isDomain =
        between.elementsEqual(".".utf8) && index == words.count - 1 && endings.contains(plain)
      let isSmall =
        (word.range.count <= 3 && small.contains(plain))
        || (word.range.count == 1 && between.elementsEqual("'".utf8) && "STDL".contains(plain))
      if isDomain || (previous != nil && isSmall) {
        append(lowered: text.bytes[word.range], to: &name)
      } else if !isSmall, isAbbreviation(text.bytes[word.range]) {
        name += text.bytes[word.range]
      } else {
        append(capitalized: text.bytes[word.range], to: &name)
      }
      previous = word
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// Marks between two words that belong to a name.
  private static let marks = Array("'-&./+".utf8)

  /// Whether a word is written in capitals: two letters, or three without a vowel.
  private static func isAbbreviation(_ word: ArraySlice<UInt8>) -> Bool {
    // Letters of other scripts take several bytes; they have no such abbreviations.
    let count = word.count { $0 & 0xC0 != 0x80 }
    return count <= 2 || (count == 3 && !word.contains { "AEIOUY".utf8.contains($0) })
  }

  /// Adds a word in small letters.
  private static func append(lowered word: ArraySlice<UInt8>, to name: inout [UInt8]) {
    if word.contains(where: { $0 >= 0x80 }) {
      name += String(decoding: word, as: UTF8.self).lowercased().utf8
    } else {
      name += word.lazy.map { NormalizedText.isLetter($0) ? $0 | 0x20 : $0 }
    }
  }

  /// Adds a word with its first letter as it is and the others small.
  private static func append(capitalized word: ArraySlice<UInt8>, to name: inout [UInt8]) {
    if word.contains(where: { $0 >= 0x80 }) {
      let text = String(decoding: word, as: UTF8.self)
      name += text.prefix(1).utf8
      name += text.dropFirst().lowercased().utf8
    } else {
      name += word.prefix(1)
      append(lowered: word.dropFirst(), to: &name)
    }
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

  /// Whether a part of a line is a number that names nobody.
  ///
  /// Nothing, or three digits and more without three letters in a row; sellers sign with letters and
  /// numbers alike ("mariner1978", "r4d").
  func isReference(_ text: NormalizedText, _ range: Range<Int>) -> Bool {
    var (letters, digits, words) = (0, 0, 0)
    for byte in text.bytes[range] where NormalizedText.isWordByte(byte) {
      words += 1
      if NormalizedText.isDigit(byte) {
        digits += 1
        letters = 0
      } else {
        letters += 1
        if letters == 3 { return false }
      }
    }
    return words == 0 || digits >= 3
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
