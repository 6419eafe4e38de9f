public import DescryCore
public import DescryPattern
public import DescryRules
internal import DescryText

/// Explains one charge at a time.
///
/// Immutable: one engine serves many threads, each with its scratch.
public struct LookupEngine: Sendable {
  /// The rules that it works by.
  public let book: RuleBook
  private let parser: DescriptorParser
  let matcher: MerchantMatcher
  private let weighing: Weighing
  let lookalike: Lookalike
  let writer: AdviceWriter
  private let words: Words

  /// An engine over a rule book.
  ///
  /// - Complexity: one pass over the rule book's forms; patterns are compiled when first needed.
  public init(_ book: RuleBook) {
    self.book = book
    parser = DescriptorParser(places: book.places)
    matcher = MerchantMatcher(book, names: parser.names)
    weighing = Weighing(book)
    words = Words(book)
    lookalike = Lookalike(matcher: matcher, parser: parser, book: book)
    writer = AdviceWriter(book: book)
  }

  /// The parts of a line.
  public func parse(_ line: String, using scratch: MatchScratch) -> ParsedDescriptor {
    parser.parse(line, using: scratch)
  }

  /// What a charge is, how sure that is, what else it could be, and what to do.
  public func explain(
    _ charge: Charge, context: LookupContext = LookupContext(), using scratch: MatchScratch
  ) -> Explanation {
    explain(charge, as: read(charge, using: scratch), context: context)
  }

  /// What a charge's line says by itself.
  public func read(_ charge: Charge, using scratch: MatchScratch) -> LineReading {
    var parsed = parser.parse(charge.descriptor, using: scratch)
    if let creditor = charge.creditorID { parsed.creditorID = creditor }
    let match = matcher.match(parsed, using: scratch)
    if match.merchant == nil { parsed.name = name(parsed, match, charge, using: scratch) }
    let imitation = lookalike.evidence(
      for: charge.descriptor, parsed, matched: match.merchant != nil, using: scratch)
    return LineReading(parsed, match, imitation: imitation)
  }

  /// The name of somebody whom the catalogue does not know.
  private func name(
    _ parsed: ParsedDescriptor, _ match: MerchantMatcher.Result, _ charge: Charge,
    using scratch: MatchScratch
  ) -> String? {
    if let between = match.between, between.form != nil {
      // "PAYPAL *8841907" names no seller, "AIRBNB * HM8KQ2" a booking: whoever carried it remains.
      guard let seller = between.seller, !parser.names.isReference(parsed.text, seller) else {
        return between.intermediary.name
      }
      return parser.names.clean(parsed.text, seller, placeFirst: false, using: scratch).name
        ?? parsed.name
    }
    if let counterparty = charge.counterparty, parsed.rail != .card {
      return parser.names.clean(counterparty, using: scratch) ?? parsed.name
    }
    return parsed.name
  }

  /// What a charge is whose line was read before.
  public func explain(
    _ charge: Charge, as reading: LineReading, context: LookupContext = LookupContext()
  ) -> Explanation {
    let (parsed, match) = (reading.parsed, reading.match)
    let (hypotheses, support) = weighing.hypotheses(
      charge, parsed, match, lookalike: reading.imitation, context: context)
    var explanation = conclude(hypotheses, match, support)
    explanation.advice = writer.advice(
      explanation, charge, parsed, match, context: context)
    return explanation
  }

  /// Whether a subscription of exactly this price is too probable for a purchase to be taken as
  /// recognised: that one is asked for first.
  private func isPriceOfAnother(_ hypotheses: [Hypothesis], from least: Double) -> Bool {
    hypotheses.contains { $0.plan != nil && $0.kind == .subscription && $0.probability >= least }
  }

  /// What to ask and to do about a charge that was explained.
  public func advice(
    _ explanation: Explanation, _ charge: Charge, as reading: LineReading, today: CalendarDate?
  ) -> Advice {
    writer.advice(
      explanation, charge, reading.parsed, reading.match, context: LookupContext(today: today))
  }

  /// The outcome and its words.
  private func conclude(
    _ hypotheses: [Hypothesis], _ match: MerchantMatcher.Result, _ support: Weighing.Support
  ) -> Explanation {
    let named = hypotheses.filter { $0.merchant?.id != nil }
    let merchantProbability = named.reduce(0) { $0 + $1.probability }
    let best = hypotheses.first ?? Hypothesis(kind: .other, prior: 1)
    let isUndecided =
      best.subscription == nil
      ? match.merchant?.form?.undecided != nil || isPriceOfAnother(hypotheses, from: words.open)
      : match.merchant?.form?.undecided != nil && best.probability < words.likely
    let outcome: Explanation.Outcome
    if best.merchant?.id != nil, best.probability >= words.likely, !isUndecided {
      outcome = .recognized
    } else if merchantProbability >= words.possible, best.merchant?.id != nil {
      outcome = .ambiguous
    } else {
      outcome = .unknown
    }
    let alternatives = hypotheses.dropFirst().filter { hypothesis in
      // An imitation is always said, however rarely it is fraud.
      hypothesis.probability >= words.worthSaying
        || (hypothesis.isFraud && !hypothesis.evidence.isEmpty)
    }
    return Explanation(
      outcome: outcome,
      confidence: outcome == .unknown
        ? nil : words.confidence(best.probability, supported: support.best),
      merchantConfidence: words.confidence(merchantProbability, supported: support.merchant),
      best: best,
      intermediary: match.between.map {
        CatalogueName(id: $0.intermediary.id, name: $0.intermediary.name)
      }, alternatives: Array(alternatives), advice: Advice(card: .askFirst))
  }
}

/// The words for probabilities; the thresholds are data.
struct Words: Sendable {
  let certain: Double
  let likely: Double
  let possible: Double
  let worthSaying: Double
  let open: Double

  init(_ book: RuleBook) {
    certain = book.constant("words", "certain") ?? 0.97
    likely = book.constant("words", "likely") ?? 0.80
    possible = book.constant("words", "possible") ?? 0.40
    worthSaying = book.constant("words", "worth-saying") ?? 0.02
    open = book.constant("words", "open") ?? 0.05
  }

  /// The word for a probability; certain only where the published and measured facts alone, which
  /// give `supported`, make it certain too.
  func confidence(_ probability: Double, supported: Double) -> Confidence? {
    if probability >= certain, supported >= certain { return .certain }
    if probability >= likely { return .likely }
    return probability >= possible ? .possible : nil
  }
}
