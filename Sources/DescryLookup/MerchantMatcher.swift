internal import DescryCore
internal import DescryPattern
internal import DescryRules
internal import DescryText

/// Finds whom a line names: one pass with every form of the catalogue, then the exact keys.
struct MerchantMatcher: Sendable {
  /// How a line names somebody, from the surest to the least sure.
  enum Manner: String, Sendable {
    /// By a creditor id, a phone number or a page.
    case exactKey = "exact-key"
    /// By a form at the beginning of the merchant's part.
    case form = "form"
    /// By a form that must stand alone.
    case alone = "form-alone"
    /// By a form further behind.
    case anywhere = "form-anywhere"
    /// By a form whose last word is cut at the line's end.
    case cut = "form-cut"
  }

  /// A merchant that the line names.
  struct Match: Sendable {
    let merchant: Merchant
    /// The form; nil when an exact key names the merchant.
    let form: DescriptorForm?
    let manner: Manner
    /// In the normalised line.
    let span: Range<Int>
  }

  /// Whoever stands between, and where the seller's words are.
  struct Between: Sendable {
    let intermediary: Intermediary
    let form: DescriptorForm?
    let span: Range<Int>
    /// The words that name who sold; nil when the line does not name anybody.
    let seller: Range<Int>?
  }

  struct Result: Sendable {
    var merchant: Match?
    var between: Between?
  }

  private typealias Owner = FormIndex.Owner

  private let book: RuleBook
  private let intermediaries: [Intermediary]
  private let set: PatternSet
  private let owners: [Owner]
  private let creditors: [String: Owner]
  private let phones: [String: Owner]
  private let names: NameCleaner

  init(_ book: RuleBook, names: NameCleaner) {
    self.book = book
    self.names = names
    intermediaries = book.intermediaries
    set = book.forms.set
    owners = book.forms.owners
    var creditors: [String: Owner] = [:]
    var phones: [String: Owner] = [:]
    for key in book.forms.keys {
      switch key.kind {
      case .creditor: creditors[key.value.uppercased().filter { $0 != " " }] = key.owner
      case .phone: if let number = Self.significant(key.value) { phones[number] = key.owner }
      case .url: break
      }
    }
    self.creditors = creditors
    self.phones = phones
  }

  /// The last nine digits: what is left of a number whatever stands for its country.
  private static func significant(_ phone: String) -> String? {
    let digits = phone.filter(\.isNumber)
    return digits.count >= 9 ? String(digits.suffix(9)) : nil
  }

  /// Whom the line names.
  func match(_ parsed: ParsedDescriptor, using scratch: MatchScratch) -> Result {
    var result = Result()
    let text = parsed.text
    let core = parsed.core
    guard !core.isEmpty else { return result }
    let spans = spans(in: core, of: text, using: scratch)
    var between = between(spans, parsed, start: core.lowerBound, using: scratch)
    // A wallet may pay a processor's merchant: APLPAY SQ *SHOP. The innermost one names the seller.
    if let seller = between?.seller,
      let inner = self.between(spans, parsed, start: seller.lowerBound, using: scratch)
    {
      between = inner
    }
    let starts = [core.lowerBound, between?.seller?.lowerBound, between?.span.lowerBound]
    var merchant = bestMerchant(spans, parsed, starts: starts.compactMap(\.self))
    if merchant == nil, let seller = between?.seller, seller.lowerBound > core.lowerBound {
      // A form is found where it first stands: the seller's name may stand a second time.
      merchant = bestMerchant(
        self.spans(in: seller, of: text, using: scratch), parsed, starts: [seller.lowerBound])
    }
    result.between = between
    result.merchant = merchant
    if let merchant, let between {
      let isSeller = between.seller.map { merchant.span.lowerBound >= $0.lowerBound } ?? false
      let words = between.form?.weight ?? 0
      let weight = merchant.form?.weight ?? 0
      if !isSeller {
        // Of two readings of the same words the longer one holds: GOOGLE *YOUTUBE is more than
        // GOOGLE *seller, and "GOOGLE" alone less.
        if weight > words { result.between = nil }
        let hasSeller = between.seller.map { !names.isNoise(text, $0) } ?? false
        if weight < words || (weight == words && hasSeller) { result.merchant = nil }
      }
    }
    applyKeys(parsed, to: &result)
    return result
  }

  /// Every form that stands in a part of the line, where it first stands.
  private func spans(
    in part: Range<Int>, of text: NormalizedText, using scratch: MatchScratch
  ) -> [(Int, Range<Int>)] {
    var found: [PatternMatch] = []
    text.bytes.withUnsafeBufferPointer {
      set.matches(in: UnsafeBufferPointer(rebasing: $0[part]), using: scratch, into: &found)
    }
    return found.map {
      ($0.pattern, (part.lowerBound + $0.span.lowerBound)..<(part.lowerBound + $0.span.upperBound))
    }
  }

  private func between(
    _ spans: [(Int, Range<Int>)], _ parsed: ParsedDescriptor, start: Int,
    using scratch: MatchScratch
  ) -> Between? {
    let text = parsed.text
    var best: Between?
    for (pattern, span) in spans {
      guard case .intermediary(let index, let place) = owners[pattern] else { continue }
      guard
        let form = intermediaries[index].form(place),
        stands(
          form, span, in: text, core: parsed.core, starts: [start],
          placeFirst: parsed.placeComesFirst && !parsed.placeIsRead
            && start == parsed.core.lowerBound)
      else { continue }
      let groups = text.bytes.withUnsafeBufferPointer {
        try? set.patterns[pattern].groups(
          ["seller"], in: UnsafeBufferPointer(rebasing: $0[parsed.core]), using: scratch)
      }
      let seller = groups?["seller"].map {
        (parsed.core.lowerBound + $0.lowerBound)..<(parsed.core.lowerBound + $0.upperBound)
      }
      if let best, best.form?.weight ?? 0 >= form.weight { continue }
      best = Between(
        intermediary: intermediaries[index], form: form, span: span, seller: seller)
    }
    return best
  }

  private func bestMerchant(
    _ spans: [(Int, Range<Int>)], _ parsed: ParsedDescriptor, starts: [Int]
  ) -> Match? {
    var best: Match?
    for (pattern, span) in spans {
      guard case .merchant(let index, let place) = owners[pattern] else { continue }
      let merchant = book.merchants[index]
      guard
        let form = merchant.form(place),
        stands(
          form, span, in: parsed.text, core: parsed.core, starts: starts,
          placeFirst: parsed.placeComesFirst && !parsed.placeIsRead)
      else { continue }
      let isCut =
        form.isForm && span.upperBound == parsed.core.upperBound
        && letters(parsed.text, span) < form.weight
      let manner: Manner =
        isCut ? .cut : form.isAlone ? .alone : form.anchor == .anywhere ? .anywhere : .form
      // A cash machine at a shop is not the shop.
      if parsed.rail == .cash, merchant.category != "bank" { continue }
      // Lines are cut at 14 characters or more, sellers behind a wallet at 10 or 11: ORANGE alone is
      // no cut ORANGETHEORY.
      if isCut, parsed.core.count < 12 { continue }
      let match = Match(merchant: merchant, form: form, manner: manner, span: span)
      if best.map({ Self.isBetter(match, than: $0) }) ?? true { best = match }
    }
    return best
  }

  /// The more words a form fixes, the better; then the earlier place; then the id.
  private static func isBetter(_ match: Match, than other: Match) -> Bool {
    let weight = match.form?.weight ?? 0
    let otherWeight = other.form?.weight ?? 0
    // A form that tells the product says more than one that does not, for the same words.
    let product = match.form?.subscriptions.isEmpty == false ? 1 : 0
    let otherProduct = other.form?.subscriptions.isEmpty == false ? 1 : 0
    return (weight, product, -match.span.lowerBound, other.merchant.id)
      > (otherWeight, otherProduct, -other.span.lowerBound, match.merchant.id)
  }

  private func letters(_ text: NormalizedText, _ span: Range<Int>) -> Int {
    text.bytes[span].count(where: NormalizedText.isWordByte)
  }

  /// Whether a form may stand where it was found.
  private func stands(
    _ form: DescriptorForm, _ span: Range<Int>, in text: NormalizedText, core: Range<Int>,
    starts: [Int], placeFirst: Bool
  ) -> Bool {
    if form.isAlone, !names.isNoise(text, span.upperBound..<core.upperBound) { return false }
    if form.anchor == .anywhere { return true }
    return starts.contains { start in
      guard span.lowerBound >= start else { return false }
      let before = text.tokens(in: start..<span.lowerBound)
      if before.allSatisfy({ Self.openers.contains(text.string($0.range)) }) { return true }
      // The town stands before the name: at the most four words of it, and the whole name behind it.
      return placeFirst && before.count <= 4
        && (!form.isForm || letters(text, span) >= form.weight)
    }
  }

  /// Words that may stand before a merchant's name and say nothing.
  private static let openers: Set<String> = [
    "WWW", "HTTP", "HTTPS", "SC", "SAS", "SARL", "STE", "SA",
  ]

  private func applyKeys(_ parsed: ParsedDescriptor, to result: inout Result) {
    let owner =
      parsed.creditorID.flatMap { creditors[$0] }
      ?? parsed.phone.flatMap(Self.significant).flatMap { phones[$0] }
    switch owner {
    case .merchant(let index, _):
      // A form of the same merchant says more than its key alone.
      if result.merchant?.merchant.id != book.merchants[index].id, result.between == nil {
        result.merchant = Match(
          merchant: book.merchants[index], form: nil, manner: .exactKey, span: parsed.core)
      }
    case .intermediary(let index, _):
      if result.between == nil, result.merchant == nil {
        result.between = Between(
          intermediary: intermediaries[index], form: nil, span: parsed.core, seller: nil)
      }
    case nil: break
    }
  }
}
