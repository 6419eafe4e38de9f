internal import DescryAnalysis
internal import DescryCore
internal import DescryLookup

/// Explains the lines of one statement and remembers what repeats: lines, whole charges, and what was
/// said of them.
///
/// What is remembered is bounded, so that a file of unrelated lines costs no more than its lines.
struct ExplanationMemory {
  /// A remembered line and what its charge depends on besides.
  private struct Alike: Hashable {
    let reading: Int
    let charge: ChargeCase
  }

  private let engine: LookupEngine
  private let context: LookupContext
  /// Whether the statement is so long that equal explanations are worth looking for.
  private let isLong: Bool
  private var alike: [Alike: Explanation] = [:]
  private var said: Set<Explanation> = []

  private static let most = 20_000

  /// A memory for one statement of so many lines; without `keepsSentences` explanations are brief.
  init(
    _ engine: LookupEngine, _ context: LookupContext, lines: Int, keepsSentences: Bool
  ) {
    self.engine = engine
    var context = context
    context.detail = keepsSentences ? .evidence : .brief
    self.context = context
    isLong = lines > Self.most
  }

  /// What a charge is by its own line, which was read; of advice only that on the card.
  ///
  /// `number` is that of the line among those that are remembered.
  mutating func explanation(
    of charge: Charge, as reading: LineReading, number: Int?
  ) -> Explanation {
    // Sentences tell amount and day: there is no other charge of the same.
    guard context.detail == .brief, let number else {
      return shared(engine.explain(charge, as: reading, context: context))
    }
    let key = Alike(reading: number, charge: ChargeCase(charge, reading))
    if let explanation = alike[key] { return explanation }
    let explanation = shared(engine.explain(charge, as: reading, context: context))
    if alike.count < Self.most { alike[key] = explanation }
    return explanation
  }

  /// The same explanation as one of an earlier line, where there is one: two copies share its parts.
  private mutating func shared(_ explanation: Explanation) -> Explanation {
    guard isLong else { return explanation }
    if let place = said.firstIndex(of: explanation) { return said[place] }
    guard said.count < Self.most else { return explanation }
    return said.insert(explanation).memberAfterInsert
  }
}
