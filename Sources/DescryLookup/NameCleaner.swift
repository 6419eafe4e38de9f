internal import DescryPattern
internal import DescryRules
internal import DescryText

/// Makes a name that a person would write out of the merchant's part of a line: without phone, page,
/// reference, store number, town, state, country and legal form.
struct NameCleaner: Sendable {
  let towns: TownWords

  init(places: Places) { towns = TownWords(places: places) }

  /// Reads phone, page, reference, town, state and country of the core, and the cleaned name.
  func readContacts(_ parsed: inout ParsedDescriptor, using scratch: MatchScratch) {
    let cleaned = clean(
      parsed.text, parsed.core, placeFirst: parsed.placeComesFirst && !parsed.placeIsRead,
      rail: parsed.rail, using: scratch)
    parsed.phone = cleaned.phone
    parsed.url = cleaned.url
    parsed.reference = cleaned.reference
    parsed.city = parsed.city ?? cleaned.city
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
    _ text: NormalizedText, _ range: Range<Int>, placeFirst: Bool,
    rail: ParsedDescriptor.Rail? = nil, using scratch: MatchScratch
  ) -> Cleaned {
    var cleaned = Cleaned()
    let part = border(text, range, &cleaned, using: scratch)
    var words = text.tokens(in: part)
    words = withoutHeads(words, in: text)
    words = words.map { withoutGluedNumber($0, in: text, &cleaned) }
    if rail == .directDebit || rail == .transfer || rail == .loan {
      words = withoutMandate(words, in: text)
    }
    words = upToStoreNumber(words, in: text, &cleaned)
    words = withoutNumbers(words, in: text, &cleaned)
    let isWhole = words.last?.range.upperBound ?? 0 < text.bytes.count
    words =
      placeFirst
      ? towns.withoutTownBefore(words, in: text, &cleaned)
      : towns.withoutTown(words, in: text, mayBeCut: !isWhole, &cleaned) {
        withoutNumbers($0, in: text, &$1)
      }
    words = words.filter { $0.kind != .digits || $0.range.count < 4 || words.count == 1 }
    words = LegalForms.without(words, in: text)
    if cleaned.url != nil, words.count > 1, let last = words.last,
      ["ORG", "GOV", "AC", "CO"].contains(text.string(last.range))
    {
      // What is left of .ORG.UK when UK was read as the country.
      words.removeLast()
    }
    words = withoutEcho(words, in: text)
    if let first = words.first, let last = words.last {
      cleaned.name = Self.write(text, first.range.lowerBound..<last.range.upperBound, words)
    }
    return cleaned
  }

  /// The part of the line that can be the name: behind an unknown processor's star, before phone,
  /// page, reference, store number and the next column.
  private func border(
    _ text: NormalizedText, _ range: Range<Int>, _ cleaned: inout Cleaned,
    using scratch: MatchScratch
  ) -> Range<Int> {
    var end = range.upperBound
    var start = range.lowerBound
    text.bytes.withUnsafeBufferPointer { bytes in
      func find(_ pattern: Pattern) -> Range<Int>? {
        guard start < end else { return nil }
        let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
        guard let span = try? pattern.firstMatch(in: part, using: scratch) else { return nil }
        return (start + span.lowerBound)..<(start + span.upperBound)
      }
      // What each pattern cannot do without is looked for first, in the whole part.
      let part = PartBytes(bytes[range])
      let hasStar = part.has("*")
      if hasStar, let span = find(Self.processor) { start = span.upperBound }
      if part.has("."), let span = find(Self.url) {
        cleaned.url = text.string(span)
        // A page at the beginning is the name itself, without its path.
        if span.lowerBound > start + 2 {
          end = span.lowerBound
        } else if let domain = find(Self.domain) {
          end = domain.upperBound
        }
      }
      if part.digits >= 7, let span = find(Self.phone) {
        cleaned.phone = String(decoding: bytes[span].filter(NormalizedText.isDigit), as: UTF8.self)
        if span.lowerBound > start + 2 { end = span.lowerBound }
      }
      if hasStar, let span = find(Self.starReference), span.lowerBound > start + 2 {
        cleaned.reference = text.string((span.lowerBound + 1)..<span.upperBound)
        end = span.lowerBound
      }
      if part.has("#") || part.has("<") || part.has("(") || part.has("."),
        let span = find(Self.storeNumber), span.lowerBound > start + 2
      {
        end = span.lowerBound
      }
      if part.has("-") || part.has("|") || part.has("/"), let span = find(Self.separator) {
        end = span.lowerBound + 1
      }
      let letters = bytes[start..<end].indices.first {
        bytes[$0] == UInt8(ascii: " ") && $0 > start + 2 && text.width(ofBlankAt: $0) > 2
          && $0 + 1 < end && bytes[$0 + 1] != UInt8(ascii: "*")
      }
      if let letters { end = letters }
    }
    return start..<end
  }

  /// Takes off what stands before a name and names nobody.
  private func withoutHeads(_ words: [Token], in text: NormalizedText) -> [Token] {
    var words = words
    while words.count > 1, let first = words.first {
      let word = text.string(first.range)
      // A store's number: "086 BRAUMS", "3088 COLRUYT". Names keep short numbers: "7-ELEVEN".
      let isNumber =
        first.kind == .digits && (first.range.count >= 4 || (word.hasPrefix("0") && word.count > 2))
        && words[1].kind == .letters && words[1].range.count >= 3
      guard Self.heads.contains(word) || isNumber else { break }
      words.removeFirst()
    }
    return words
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

  /// A creditor's words end where the mandate's begin.
  private func withoutMandate(_ words: [Token], in text: NormalizedText) -> [Token] {
    guard let first = words.first else { return words }
    let name = text.string(first.range)
    let end = words.indices.dropFirst().first { index in
      let word = words[index]
      let digits = text.bytes[word.range].count(where: NormalizedText.isDigit)
      let plain = text.string(word.range)
      return digits >= 4 || (word.kind == .mixed && digits >= 2) || Self.mandate.contains(plain)
        || (index > 1 && plain == name && name.count > 2)
    }
    return end.map { Array(words[..<$0]) } ?? words
  }

  /// A number of three digits or more behind a name is its store's, and what follows is a place:
  /// CAFFE NERO 653 HEATHROW T.
  private func upToStoreNumber(
    _ words: [Token], in text: NormalizedText, _ cleaned: inout Cleaned
  ) -> [Token] {
    var letters = 0
    for (index, word) in words.enumerated() {
      if word.kind == .digits, word.range.count >= 3, letters >= 4, index + 1 < words.count {
        cleaned.reference = cleaned.reference ?? text.string(word.range)
        return Array(words[..<index])
      }
      letters += word.kind == .letters ? word.range.count : 0
    }
    return words
  }

  /// Takes references and store numbers off the end.
  private func withoutNumbers(
    _ words: [Token], in text: NormalizedText, _ cleaned: inout Cleaned
  ) -> [Token] {
    var words = words
    var found = false
    while words.count > 1, let last = words.last {
      let isReference =
        last.kind == .mixed && last.range.count >= 4
        && text.bytes[last.range].count(where: NormalizedText.isDigit) * 3 >= last.range.count
      let isStore = found && Self.stores.contains(text.string(last.range))
      guard last.kind == .digits || isReference || isStore else { break }
      // LE 176 is a name.
      if words.count == 2, words[0].range.count <= 2 { break }
      found = true
      if !isStore { cleaned.reference = cleaned.reference ?? text.string(last.range) }
      words.removeLast()
    }
    return words
  }

  /// Takes off a name or town that is printed twice: GOOGLE GOOGLE PLAY, KFC BERWICK SOUTH BERWICK
  /// SOUTH.
  private func withoutEcho(_ words: [Token], in text: NormalizedText) -> [Token] {
    var words = words
    func word(_ index: Int) -> String { text.string(words[index].range) }
    while words.count > 2, word(0) == word(1), word(0).count > 2 { words.removeFirst() }
    for count in stride(from: words.count / 2, to: 0, by: -1)
    where text.bytes[words[words.count - 1].range]
      .elementsEqual(text.bytes[words[words.count - 1 - count].range])
    {
      let last = (words.count - count..<words.count).map(word)
      let before = (words.count - 2 * count..<words.count - count).map(word)
      guard last == before, last.reduce(0, { $0 + $1.count }) > 3 else { continue }
      words.removeLast(words.count > 2 * count ? 2 * count : count)
      break
    }
    return words
  }

  private static let url = Pattern(
    #"(?:HTTPS?://)?(?:WWW[. ])?[A-Z0-9][A-Z0-9\-]{0,40}(?:\.[A-Z0-9\-]{1,30})*\.(?:COM|NET|ORG|FR|CO\.UK|CO|UK|DE|ES|IT|NL|BE|CH|EU|IO|TV|ME|CA|AI|APP|SO|INFO|BIZ|US|LU|IE|MD|AT|PT|SE|DK|PL|GOV|SHOP|STORE|DEV|GG|LY|TO|CC)(?:/[A-Z0-9/\-]*)?(?![A-Z0-9])"#
  )
  private static let domain = Pattern(#"\A(?:HTTPS?://)?[A-Z0-9\-]+(?:[.][A-Z0-9\-]+)+"#)
  private static let phone = Pattern(
    #"(?<![A-Z0-9])\+?(?:[0-9]{10,13}|[0-9]{3}[ .\-][0-9]{3}[ .\-][0-9]{4}|[0-9]{3}[.\-][0-9]{7}|0[0-9](?:[ .][0-9]{2}){4}|[0-9]{4,5} [0-9]{6}|0800[ 0-9]{6,10})(?![A-Z0-9])"#
  )
  private static let starReference = Pattern(#"\*(?=[A-Z]*[0-9])[A-Z0-9]{4,20}(?![A-Z0-9])"#)
  /// Two or three letters and a star before a name: a processor that no rule knows.
  private static let processor = Pattern(
    #"\A[A-Z][A-Z0-9&]{1,2} ?\* ?(?=[A-Z]{4}|[A-Z]{2,3} [A-Z]{2})"#)
  /// A store's number, or a reference that was masked.
  private static let storeNumber = Pattern(#" ?(?:# ?[0-9]{2,}|<[A-Z]+>| \(|NO\. ?[0-9]{2,})"#)
  /// A dash between blanks behind three letters or more: the shop's place or what was bought follows.
  private static let separator = Pattern(#"(?<=[A-Z0-9]{3}) (?:-{1,2}|\||/) (?=[A-Z0-9])"#)

  /// Words at a name's beginning that name nobody.
  private static let heads: Set<String> = ["WWW", "HTTP", "HTTPS"]
  /// Words between a name and its store's number.
  private static let stores: Set<String> = [
    "STORE", "STORES", "SHOP", "STO", "STR", "NO", "NR", "UNIT", "BRANCH", "MAG", "MAGASIN",
  ]
  /// Words behind which a direct debit names its mandate and its purpose.
  private static let mandate: Set<String> = [
    "VOTRE", "NUMERO", "MANDAT", "MANDATE", "REFERENCE", "REF", "REFS", "FACTURE", "FACT", "MOTIF",
    "ECHEANCE", "ECH", "COMMUNICATION", "RUM", "ICS", "CONTRAT", "CLIENT", "PRLV", "PRELEV",
  ]
}
