internal import DescryAnalysis
internal import DescryCore
internal import DescryLookup
internal import DescryPattern

/// Explains the lines of one statement and remembers what repeats: lines, whole charges, and what was
/// said of them.
///
/// What is remembered is bounded, so that a file of unrelated lines costs no more than its lines.
struct ExplanationMemory {
  private let engine: LookupEngine
  private let context: LookupContext
  private let keepsSentences: Bool
  private var readings: ReadingMemory
  private var known: [Charge: Explanation] = [:]
  private var said: Set<Explanation> = []

  private static let most = 20_000

  /// A memory for one statement; without `keepsSentences` explanations are brief.
  init(
    _ engine: LookupEngine, _ context: LookupContext, keepsSentences: Bool,
    using scratch: MatchScratch
  ) {
    self.engine = engine
    var context = context
    context.isBrief = !keepsSentences
    self.context = context
    self.keepsSentences = keepsSentences
    readings = ReadingMemory(engine, using: scratch)
  }

  /// What a charge is by its own line.
  mutating func explanation(of charge: Charge) -> Explanation {
    if let explanation = known[charge] { return explanation }
    var explanation = engine.explain(charge, as: readings.reading(of: charge), context: context)
    if !keepsSentences { explanation = shared(explanation.brief) }
    if known.count < Self.most { known[charge] = explanation }
    return explanation
  }

  /// The same explanation as one of an earlier line, where there is one: two copies share its parts.
  private mutating func shared(_ explanation: Explanation) -> Explanation {
    if let place = said.firstIndex(of: explanation) { return said[place] }
    guard said.count < Self.most else { return explanation }
    return said.insert(explanation).memberAfterInsert
  }
}
