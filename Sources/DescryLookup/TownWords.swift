internal import DescryPattern
internal import DescryRules
internal import DescryText

/// Tells a name's words from town, state and country.
struct TownWords: Sendable {
  let places: Places

  func contains(_ words: some Sequence<String>) -> Bool {
    places.contains(words.joined(separator: " "))
  }

  /// Whether words of a line, parted by single blanks, are a town's name.
  private func contains(_ words: ArraySlice<Token>, in text: NormalizedText) -> Bool {
    Self.withName(words, in: text) { places.contains($0) }
  }

  /// Gives the words of a line, parted by single blanks, to `body`; no text is made of them.
  private static func withName<Result>(
    _ words: ArraySlice<Token>, in text: NormalizedText,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let most = words.reduce(0) { $0 + $1.range.count + 1 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most) { name in
      var count = 0
      for word in words {
        if count > 0 {
          name.initializeElement(at: count, to: UInt8(ascii: " "))
          count += 1
        }
        for index in word.range {
          name.initializeElement(at: count, to: text.bytes[index])
          count += 1
        }
      }
      return body(UnsafeBufferPointer(rebasing: name[..<count]))
    }
  }

  /// Whether a word is a state's or a country's code.
  func isRegion(_ word: String) -> Bool {
    Self.states.contains(word) || Self.countries.contains(word)
  }

  /// Takes country, state and town off the end; a town also when the line's end cut it.
  func withoutTown(
    _ words: [Token], in text: NormalizedText, mayBeCut: Bool,
    _ cleaned: inout NameCleaner.Cleaned,
    withoutNumbers: ([Token], inout NameCleaner.Cleaned) -> [Token]
  ) -> [Token] {
    var words = words
    let end = words.last?.range.upperBound
    func word(_ index: Int) -> String { text.string(words[index].range) }
    if words.count > 1, let last = words.last, last.kind == .letters {
      let code = text.string(last.range)
      if Self.countries.contains(code) || (words.count > 2 && Self.farCountries.contains(code)) {
        cleaned.country = code
        words.removeLast()
      } else if code.count == 4, code.hasSuffix("US"), Self.states.contains(String(code.prefix(2)))
      {
        // The columns of state and country without a blank between them.
        cleaned.state = String(code.prefix(2))
        cleaned.country = "US"
        words.removeLast()
      }
    }
    if words.count > 2 || (words.count == 2 && cleaned.country != nil),
      Self.states.contains(word(words.count - 1))
    {
      cleaned.state = word(words.count - 1)
      words.removeLast()
    }
    words = withoutNumbers(words, &cleaned)
    let isEnd = words.last?.range.upperBound == end
    let town = townLength(words, in: text, mayBeCut: mayBeCut && isEnd)
    if town > 0 {
      cleaned.city = (words.count - town..<words.count).map(word).joined(separator: " ")
      words.removeLast(town)
      // "BABYLON BAR VN HA NOI": some print the country before the town.
      if words.count > 2, let last = words.last, last.range.count == 2, last.kind == .letters,
        Self.otherCountries.contains(text.string(last.range))
      {
        cleaned.country = text.string(last.range)
        words.removeLast()
      }
    } else if let glued = gluedTown(words, in: text) {
      cleaned.city = glued.city
      words = glued.words
    }
    return withoutNumbers(words, &cleaned)
  }

  /// How many words at the end are a town.
  private func townLength(_ words: [Token], in text: NormalizedText, mayBeCut: Bool) -> Int {
    // "THE CAMBRIDGE" is a hotel's name, not a town's with an article.
    let articles = words.prefix { Self.articles.contains(text.string($0.range)) }.count
    for count in stride(from: min(places.longest, words.count - 1), to: 0, by: -1)
    where words.count - count > articles {
      let name = words.suffix(count)
      if contains(name, in: text) { return count }
      let left = words.dropLast(count).reduce(0) { $0 + $1.range.count }
      if mayBeCut, left >= 3, Self.withName(name, in: text, isCut) { return count }
    }
    return 0
  }

  /// Whether words are the beginning of a town's name.
  func isCut(_ words: some Sequence<String>) -> Bool {
    var name = words.joined(separator: " ")
    return name.withUTF8 { isCut($0) }
  }

  private func isCut(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    // Of a long beginning much may lack; of a short one only its last letters.
    let missing = name.count >= 8 ? 12 : name.count >= 6 ? 3 : 0
    return missing > 0 && places.isCut(name, missing: missing)
  }

  /// A town behind its département and glued to it, perhaps also to the name: 75PARIS,
  /// MARIO75PARIS.
  private func gluedTown(
    _ words: [Token], in text: NormalizedText
  ) -> (words: [Token], city: String)? {
    for place in words.indices.reversed().prefix(4) where words[place].kind == .mixed {
      let range = words[place].range
      let bytes = text.bytes
      for index in range.dropLast(4)
      where NormalizedText.isDigit(bytes[index]) && !NormalizedText.isDigit(bytes[index + 2])
        && (NormalizedText.isDigit(bytes[index + 1]) || bytes[index] == UInt8(ascii: "2"))
      {
        let names = [text.string((index + 2)..<range.upperBound)]
        var behind = words[(place + 1)...].map { text.string($0.range) }
        while let last = behind.last, last.allSatisfy(\.isNumber) { behind.removeLast() }
        var letters = names[0]
        while let last = letters.last, last.isNumber { letters.removeLast() }
        let town = ([letters] + behind).joined(separator: " ")
        var cut = town
        guard
          places.contains(town)
            || (cut.utf8.count >= 5 && cut.withUTF8 { places.isCut($0, missing: 40) })
        else { continue }
        var rest = Array(words[..<place])
        if index > range.lowerBound {
          rest.append(
            Token(
              range: range.lowerBound..<index, kind: .letters,
              followsBlank: words[place].followsBlank))
        }
        return rest.isEmpty ? nil : (rest, town)
      }
    }
    return nil
  }

  /// Takes the town off the beginning.
  func withoutTownBefore(
    _ words: [Token], in text: NormalizedText, _ cleaned: inout NameCleaner.Cleaned
  ) -> [Token] {
    var words = words
    for count in stride(from: min(places.longest, words.count - 1), to: 0, by: -1) {
      let names = words[..<count].map { text.string($0.range) }
      guard contains(names) else { continue }
      cleaned.city = names.joined(separator: " ")
      words.removeFirst(count)
      break
    }
    return words
  }

  private static let articles: Set<String> = [
    "THE", "LE", "LA", "LES", "L", "EL", "IL", "DER", "DIE", "DAS", "A", "AU",
  ]
  private static let states: Set<String> = Set(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL PE YT NSW VIC QLD WA TAS ACT LND VD GE VS ZH TI JU"
      .split(separator: " ").map(String.init))
  private static let countries: Set<String> = Set(
    "FR FRA GB GBR UK USA US DE DEU ES ESP IT ITA NL NLD BE BEL LU LUX LUXEMBOURG CH CHE IE IRL IRELAND SE SWE PT PRT AT AUT AU AUS CAN DK DNK NO NOR PL POL FRANCE"
      .split(separator: " ").map(String.init))
  /// Codes of countries that are no words, legal forms or states of others, read behind a name of
  /// some length: a bank knows the place where a card was used better than the name says it.
  private static let farCountries: Set<String> = Set(
    "AE AZ BD BG BH BN BR BY CN CY CZ EC EE EG FI GH GR GT HK HU IQ JM JO JP KE KG KH KR KW KZ LB LK LT LV LY MK MT MU MX MZ NG NP NZ PH PK PY QA RO RS RU RW SG SK SN TH TR TW TZ UA UG UY UZ VN ZA ZM ZW"
      .split(separator: " ").map(String.init))
  /// Further codes that are no words of names, read only before a town.
  private static let otherCountries: Set<String> = Set(
    "AE AR AU BE BG BR CH CL CN CZ DE DK EE ES FI FR GB GR HK HR HU ID IE IL IN IT JP KR LT LU LV MA MT MX MY NL NO NZ PH PL PT RO RS SE SG SI SK TH TN TR TW UA US VN ZA"
      .split(separator: " ").map(String.init))
}
