public import DescryCore
internal import DescryRules

/// Advice on the charges of a statement, worded once for all charges of one case.
///
/// Whoever reads it has the charge before him: it speaks of "the amount" and of "that day", and names
/// a merchant only where there is more to say of this one than of any other.
public final class AdviceMemory {
  /// What such advice depends on.
  private struct Case: Hashable {
    let situation: AdviceRule.Situation
    let card: Advice.Card
    let place: String?
    /// Whoever is named.
    let merchant: String?
    let intermediary: String?
    let subscription: String?
    let isSubscription: Bool
    /// The probability of the subscription, where an answer would move it.
    let probability: Double?
  }

  private let writer: AdviceWriter
  private let today: CalendarDate?
  private var known: [Case: Advice] = [:]

  /// How many cases are remembered.
  private static let most = 20_000

  /// A memory of what an engine advises; `today` decides which articles of law apply.
  public init(_ engine: LookupEngine, today: CalendarDate?) {
    writer = engine.writer
    self.today = today
  }

  /// What to ask and to do about a charge that was explained.
  public func advice(
    _ explanation: Explanation, _ charge: Charge, as reading: LineReading
  ) -> Advice {
    let (parsed, match) = (reading.parsed, reading.match)
    let subscribed = explanation.subscribed
    let isNamed = AdviceWriter.namesOwn(match, writer.subscription(explanation, match))
    let key = Case(
      situation: writer.situation(explanation, match), card: explanation.advice.card,
      place: AdviceWriter.jurisdiction(charge, parsed),
      merchant: isNamed ? match.merchant?.merchant.id ?? explanation.best.merchant?.name : nil,
      intermediary: match.between?.intermediary.id,
      subscription: isNamed ? subscribed?.subscription?.id : nil,
      isSubscription: subscribed != nil,
      probability: subscribed?.probability)
    if let advice = known[key] { return advice }
    let advice = writer.advice(
      explanation, charge, parsed, match, context: LookupContext(today: today), isGeneral: true)
    if known.count < Self.most { known[key] = advice }
    return advice
  }
}
