internal import DescryPattern
internal import DescryRules
internal import DescryText

/// Makes a name that a person would write out of the merchant's part of a line: without phone, page,
/// reference, store number, town, state and country.
struct NameCleaner: Sendable {
  let places: Places

  /// Reads phone, page, reference, town, state and country of the core, and the cleaned name.
  func readContacts(_ parsed: inout ParsedDescriptor, using scratch: MatchScratch) {
    let cleaned = clean(
      parsed.text, parsed.core, placeFirst: parsed.placeComesFirst, using: scratch)
    parsed.phone = cleaned.phone
    parsed.url = cleaned.url
    parsed.reference = cleaned.reference
    parsed.city = cleaned.city
    parsed.state = cleaned.state
    parsed.country = cleaned.country
    parsed.name = cleaned.name
  }

  struct Cleaned {
    var name: String?
    var phone: String?
    var url: String?
    var reference: String?
    var city: String?
    var state: String?
    var country: String?
  }

  func clean(
    _ text: NormalizedText, _ range: Range<Int>, placeFirst: Bool, using scratch: MatchScratch
  ) -> Cleaned {
    var cleaned = Cleaned()
    var end = range.upperBound
    let start = range.lowerBound
    text.bytes.withUnsafeBufferPointer { bytes in
      func find(_ pattern: Pattern) -> Range<Int>? {
        guard start < end else { return nil }
        let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
        guard let span = try? pattern.firstMatch(in: part, using: scratch) else { return nil }
        return (start + span.lowerBound)..<(start + span.upperBound)
      }
      if let span = find(Self.url) {
        cleaned.url = text.string(span)
        // A page at the beginning is the name itself.
        if span.lowerBound > start + 2 { end = span.lowerBound }
      }
      if let span = find(Self.phone) {
        cleaned.phone = String(decoding: bytes[span].filter(NormalizedText.isDigit), as: UTF8.self)
        if span.lowerBound > start + 2 { end = span.lowerBound }
      }
      if let span = find(Self.starReference), span.lowerBound > start + 2 {
        cleaned.reference = text.string((span.lowerBound + 1)..<span.upperBound)
        end = span.lowerBound
      }
    }
    var words = text.tokens(in: start..<end)
    while words.count > 1, let first = words.first, Self.heads.contains(text.string(first.range)) {
      words.removeFirst()
    }
    words = words.map { withoutGluedNumber($0, in: text, &cleaned) }
    words = withoutNumbers(words, in: text, &cleaned)
    words = withoutPlace(words, in: text, &cleaned, placeFirst: placeFirst)
    words = words.filter { $0.kind != .digits || $0.range.count < 4 || words.count == 1 }
    while words.count > 1, let last = words.last, Self.tails.contains(text.string(last.range)) {
      words.removeLast()
    }
    if let first = words.first, let last = words.last {
      cleaned.name = Self.write(text, first.range.lowerBound..<last.range.upperBound, words)
    }
    return cleaned
  }

  /// A word without the long number that is glued behind it: a phone number, a reference.
  private func withoutGluedNumber(
    _ word: Token, in text: NormalizedText, _ cleaned: inout Cleaned
  ) -> Token {
    guard word.kind == .mixed else { return word }
    let digits = text.bytes[word.range].reversed().prefix { NormalizedText.isDigit($0) }.count
    let letters = word.range.count - digits
    let isGlued =
      digits >= 4 && letters >= 3
      && text.bytes[word.range].prefix(letters).allSatisfy { !NormalizedText.isDigit($0) }
    guard isGlued else { return word }
    let border = word.range.lowerBound + letters
    cleaned.reference = cleaned.reference ?? text.string(border..<word.range.upperBound)
    return Token(
      range: word.range.lowerBound..<border, kind: .letters, followsBlank: word.followsBlank)
  }

  /// Takes references and store numbers off the end.
  private func withoutNumbers(
    _ words: [Token], in text: NormalizedText, _ cleaned: inout Cleaned
  ) -> [Token] {
    var words = words
    while words.count > 1, let last = words.last {
      let isReference =
        last.kind == .mixed && last.range.count >= 4
        && text.bytes[last.range].count(where: NormalizedText.isDigit) * 3 >= last.range.count
      guard last.kind == .digits || isReference else { break }
      cleaned.reference = cleaned.reference ?? text.string(last.range)
      words.removeLast()
    }
    return words
  }

  /// Takes country, state and town off the end (or the town off the beginning).
  private func withoutPlace(
    _ words: [Token], in text: NormalizedText, _ cleaned: inout Cleaned, placeFirst: Bool
  ) -> [Token] {
    var words = words
    func word(_ index: Int) -> String { text.string(words[index].range) }
    if placeFirst {
      for count in stride(from: min(places.longest, words.count - 1), to: 0, by: -1) {
        let name = (0..<count).map(word).joined(separator: " ")
        if places.contains(name) {
          cleaned.city = name
          words.removeFirst(count)
          // LYON 7EME, PARIS 1ER: the arrondissement belongs to the town.
          while words.count > 1, let next = words.first, Self.isOrdinal(text.string(next.range)) {
            words.removeFirst()
          }
          return words
        }
      }
      return words
    }
    if words.count > 1, Self.countries.contains(word(words.count - 1)) {
      cleaned.country = word(words.count - 1)
      words.removeLast()
    }
    if words.count > 2 || (words.count == 2 && cleaned.country != nil),
      Self.states.contains(word(words.count - 1))
    {
      cleaned.state = word(words.count - 1)
      words.removeLast()
    }
    words = withoutNumbers(words, in: text, &cleaned)
    for count in stride(from: min(places.longest, words.count - 1), to: 0, by: -1) {
      let name = (words.count - count..<words.count).map(word).joined(separator: " ")
      if places.contains(name) {
        cleaned.city = name
        words.removeLast(count)
        break
      }
    }
    return withoutNumbers(words, in: text, &cleaned)
  }

  /// Writes the words with the marks that belong to names, each word with a capital letter.
  static func write(_ text: NormalizedText, _ range: Range<Int>, _ words: [Token]) -> String {
    var name = ""
    var previous: Token?
    for word in words {
      if let previous {
        let between = text.string(previous.range.upperBound..<word.range.lowerBound)
        name +=
          ["'", "-", "&", ".", "/", "+"].contains(between)
          ? between : between.contains("&") ? " & " : " "
      }
      let plain = text.string(word.range)
      name +=
        plain.count <= 2 && word.kind == .letters && words.count > 1 && previous != nil
        ? plain.lowercased() : capitalized(plain)
      previous = word
    }
    return name
  }

  private static func capitalized(_ word: String) -> String {
    word.count <= 3 && !word.contains(where: { "AEIOUY".contains($0) })
      ? word : word.prefix(1) + word.dropFirst().lowercased()
  }

  private static let url = Pattern(
    #"(?:HTTPS?://)?(?:WWW[. ])?[A-Z0-9][A-Z0-9\-]{0,40}(?:\.[A-Z0-9\-]{1,30})*\.(?:COM|NET|ORG|FR|CO\.UK|CO|UK|DE|ES|IT|NL|BE|CH|EU|IO|TV|ME|CA|AI|APP|SO|INFO|BIZ|US|LU|IE)(?:/[A-Z0-9/\-]*)?(?![A-Z0-9])"#
  )
  private static let phone = Pattern(
    #"(?<![A-Z0-9])\+?(?:[0-9]{10,13}|[0-9]{3}[ .\-][0-9]{3}[ .\-][0-9]{4}|[0-9]{3}[.\-][0-9]{7}|0[0-9](?:[ .][0-9]{2}){4}|[0-9]{4,5} [0-9]{6}|0800[ 0-9]{6,10})(?![A-Z0-9])"#
  )
  private static let starReference = Pattern(#"\*(?=[A-Z]*[0-9])[A-Z0-9]{4,20}(?![A-Z0-9])"#)

  private static let states: Set<String> = Set(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ON QC BC AB MB SK NS NB NL PE YT NSW VIC QLD WA TAS ACT"
      .split(separator: " ").map(String.init))
  private static let countries: Set<String> = Set(
    "FR FRA GB GBR UK USA US DE DEU ES ESP IT ITA NL NLD BE BEL LU LUX LUXEMBOURG CH CHE IE IRL IRELAND SE SWE PT PRT AT AUT AU AUS CAN DK DNK NO NOR PL POL FRANCE"
      .split(separator: " ").map(String.init))
  private static func isOrdinal(_ word: String) -> Bool {
    let rest = word.drop(while: \.isNumber)
    return rest.count < word.count && ["", "E", "ER", "EME"].contains(rest)
  }

  /// Words at a name's beginning that name nobody.
  private static let heads: Set<String> = ["WWW", "HTTP", "HTTPS"]
  /// Words at a name's end that name nobody.
  private static let tails: Set<String> = [
    "LTD", "LIMITED", "INC", "LLC", "PLC", "SARL", "SAS", "SA", "GMBH", "BV", "CARTE", "CB",
    "PAYLI",
  ]
}

extension NameCleaner {
  /// Whether a part of a line holds nothing but references, numbers, places and legal forms.
  func isNoise(_ text: NormalizedText, _ range: Range<Int>) -> Bool {
    var words = text.tokens(in: range)
    while let last = words.last {
      let word = text.string(last.range)
      let digits = text.bytes[last.range].count(where: NormalizedText.isDigit)
      let isNumber = last.kind == .digits || (last.kind == .mixed && digits >= 1)
      guard
        isNumber || Self.tails.contains(word) || Self.states.contains(word)
          || Self.countries.contains(word)
      else { break }
      words.removeLast()
    }
    // What is left must be one place's name, behind store numbers.
    while let first = words.first, first.kind != .letters { words.removeFirst() }
    guard !words.isEmpty else { return true }
    let names = words.map { text.string($0.range) }
    return places.contains(names.joined(separator: " "))
      || (names.count > 1 && Self.filler.contains(names[0])
        && places.contains(names.dropFirst().joined(separator: " ")))
  }

  /// Words between a shop's name and its town.
  private static let filler: Set<String> = [
    "ST", "STE", "SAINT", "A", "DE", "RUE", "STORE", "STORES",
  ]
}

extension NameCleaner {
  /// The clean name of a text that stands by itself.
  func clean(_ text: String, using scratch: MatchScratch) -> String? {
    let text = NormalizedText(text)
    return clean(text, text.bytes.indices, placeFirst: false, using: scratch).name
  }
}
