import DescryCore

/// What a text says of the prices that it spells, wherever it stands; most texts of a page stand there
/// many times.
struct PricedText {
  /// One price of the text.
  struct Price {
    let found: PriceScanner.Found
    let every: BillingPeriod?
    /// The words before it that name what it is for; empty when the text has none.
    let label: String
    /// What the text says that it is; nil when only those words, or what stands around, may tell.
    let said: FlowPrice.Kind?
    /// What those words say; nil when they say nothing.
    let named: FlowPrice.Kind?
  }

  /// From left to right.
  let prices: [Price]
  /// Days of a trial that the text names.
  let trialDays: Int?

  /// - Parameters:
  ///   - text: the label of an element.
  ///   - standard: the flow's currency.
  init(_ text: String, standard: Currency?) {
    let found = PriceScanner.prices(in: text, standard: standard)
    guard !found.isEmpty else {
      (prices, trialDays) = ([], nil)
      return
    }
    let words = PriceWords(text)
    let trial = TrialLength.days(in: words)
    trialDays = trial
    prices = found.indices.map { index in
      let price = found[index]
      let previous = index > 0 ? found[index - 1].span.upperBound : 0
      let next = index + 1 < found.count ? found[index + 1].span.lowerBound : text.utf8.count
      let every = PricePeriod.of(price.span, previous: previous, next: next, in: words)
      let label = Self.label(in: text, from: previous, to: price.span.lowerBound)
      let first = words.first(from: price.span.lowerBound)
      let said: FlowPrice.Kind? =
        if PriceKind.isFormer(words, before: first) {
          .was
        } else if Self.isIntroductory(found, index, words, every, trial) {
          .trial
        } else if every != nil {
          .recurring
        } else if PriceKind.isThreshold(words, before: first) {
          .other
        } else {
          nil
        }
      // The words before the first price are known already.
      let named =
        label.isEmpty
        ? nil
        : index > 0 ? PriceKind.named(PriceWords(label)) : PriceKind.named(words.words[..<first])
      return Price(found: price, every: every, label: label, said: said, named: named)
    }
  }

  /// Whether it is a trial's price: nothing for so many days, or less until another one holds.
  private static func isIntroductory(
    _ found: [PriceScanner.Found], _ index: Int, _ words: PriceWords, _ every: BillingPeriod?,
    _ trial: Int?
  ) -> Bool {
    let price = found[index]
    if price.amount.isZero, trial != nil { return true }
    guard every == nil, index + 1 < found.count else { return false }
    let start = words.first(from: price.span.upperBound)
    let next = found[index + 1].span
    let end = words.first(from: next.lowerBound)
    guard PriceKind.isIntroductory(words, from: start, to: end) else { return false }
    let after = index + 2 < found.count ? found[index + 2].span.lowerBound : Int.max
    return PricePeriod.of(next, previous: price.span.upperBound, next: after, in: words) != nil
  }

  /// The words before a price without the mark that leads to it.
  private static func label(in text: String, from start: Int, to end: Int) -> String {
    let bytes = Array(text.utf8)[min(start, end)..<end]
    var label = String(decoding: bytes, as: UTF8.self)
    // The period of the price before: `/mois`.
    if start > 0, label.first == "/" { label = String(label.drop { !$0.isWhitespace }) }
    while let last = label.last, marks.contains(last) || last == "(" { label.removeLast() }
    return String(label.drop { marks.contains($0) || $0 == ")" })
  }

  private static let marks: Set<Character> = [
    " ", "—", "–", "-", ":", "·", "|", ",", ";", "\u{A0}", "•",
  ]
}
