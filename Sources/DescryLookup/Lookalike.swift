internal import DescryCore
internal import DescryPattern
internal import DescryRules
internal import DescryText

/// Tells a name that only imitates a known one: letters of another script, or digits for letters.
struct Lookalike: Sendable {
  let matcher: MerchantMatcher
  let parser: DescriptorParser
  let book: RuleBook

  /// Evidence for fraud when the line imitates a merchant of the catalogue.
  func evidence(
    for line: String, _ parsed: ParsedDescriptor, matched: Bool, using scratch: MatchScratch
  ) -> Evidence? {
    guard let ratio = book.ratio("fraud", "lookalike-name") else { return nil }
    if parsed.text.hasLookalikes { return evidence(ratio, parsed.name ?? parsed.coreText) }
    guard !matched else { return nil }
    let plain = Self.withLettersForDigits(parsed.text)
    guard plain != parsed.text.string else { return nil }
    let imitated = matcher.match(parser.parse(plain, using: scratch), using: scratch)
    guard let merchant = imitated.merchant, merchant.manner == .form else { return nil }
    return evidence(ratio, merchant.merchant.name)
  }

  private func evidence(_ ratio: MeasuredRatio, _ name: String) -> Evidence {
    Evidence(
      family: .fraud,
      says: LocalizedText(
        en: ratio.says(.english).replacing("{name}", with: name),
        fr: ratio.says(.french).replacing("{name}", with: name)),
      likelihoodRatio: ratio.ratio, rule: "evidence/fraud", source: ratio.measuredOn,
      isUnverified: ratio.isUnverified)
  }

  /// The line with 0, 1, 3, 5 between letters read as O, I, E, S.
  private static func withLettersForDigits(_ text: NormalizedText) -> String {
    var bytes = text.bytes
    for token in text.tokens where token.kind == .mixed {
      // Digits at a word's end are a reference, not an imitation.
      guard let first = bytes[token.range].first, let last = bytes[token.range].last,
        NormalizedText.isLetter(first), NormalizedText.isLetter(last)
      else { continue }
      for index in token.range {
        switch bytes[index] {
        case UInt8(ascii: "0"): bytes[index] = UInt8(ascii: "O")
        case UInt8(ascii: "1"): bytes[index] = UInt8(ascii: "I")
        case UInt8(ascii: "3"): bytes[index] = UInt8(ascii: "E")
        case UInt8(ascii: "5"): bytes[index] = UInt8(ascii: "S")
        default: break
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
