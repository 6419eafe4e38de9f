public import DescryCore
public import DescryLookup
public import DescryPattern
internal import DescryRules

/// One account as a whole, in two passes: what recurs and what happened around a charge is found with
/// each line explained alone; then the lines that this speaks of are weighed again with it.
public struct AccountReview {
  private var history: AccountHistory
  private let engine: LookupEngine
  private let catalogue: Catalogue
  private let country: String?
  private let context: LookupContext
  private let leads: [Int: [HistoryEvidence]]
  private let placed: [PlacedOrder]
  private let keepsSentences: Bool
  private let scratch: MatchScratch

  /// What recurs.
  public private(set) var streams: [RecurringStream] = []
  /// What a person should see.
  public private(set) var findings: [Finding] = []
  /// What each line is, in the order in which the lines were given, with the history weighed.
  public var explanations: [Explanation] { history.entries.explanations }

  /// A review of an account's lines, each with its explanation; see `run`.
  ///
  /// `leads` is what is known of single lines from elsewhere, as from a linted checkout, by the
  /// line's number; `placed` are orders whose sums are known from there. Without `keepsSentences` only charges of which a finding may speak keep theirs.
  public init(
    account: String?, _ transactions: [Transaction], _ explanations: [Explanation],
    engine: LookupEngine, catalogue: Catalogue, country: String?, context: LookupContext,
    leads: [Int: [HistoryEvidence]] = [:], placed: [PlacedOrder] = [], keepsSentences: Bool = true,
    using scratch: MatchScratch
  ) {
    history = AccountHistory(
      account: account, transactions, explanations, catalogue: catalogue, engine: engine,
      using: scratch)
    self.engine = engine
    self.catalogue = catalogue
    self.country = country
    self.context = context
    self.leads = leads
    self.placed = placed
    self.keepsSentences = keepsSentences
    self.scratch = scratch
  }

  /// Finds streams and findings, and weighs again what the history speaks of.
  public mutating func run() {
    var found = StreamFinder(history, country: country).streams
    let evidence = CardEvidence(
      history, found, engine: engine, country: country, using: scratch)
    var items = evidence.items
    if !leads.isEmpty {
      for (index, entry) in history.entries.enumerated() {
        guard let lead = leads[entry.number] else { continue }
        items[index, default: CardEvidence.Item()].evidence += lead
      }
    }
    var readings = ReadingMemory(engine, using: scratch)
    for (index, item) in items.sorted(by: { $0.key < $1.key }) {
      var context = context
      context.isBrief = !keepsSentences && !Self.isTold(item)
      context.history = item.evidence
      context.isAskedAbout = item.isAskedAbout
      let entry = history.entries[index]
      let charge = Charge(entry.transaction, country: country)
      let explanation = engine.explain(
        charge, as: readings.reading(of: charge), context: context)
      history.entries.explain(index, as: context.isBrief ? explanation.brief : explanation)
    }
    if !items.isEmpty { found = StreamFinder(history, country: country).streams }
    found = found.map { $0.ended(by: evidence.refunds) }
    streams = found.map(\.stream)
    let orders = engine.book.alerts.first { $0.detector == .splitOrder }.map {
      OrderPartsSearch(history, refunds: evidence.refunds, placed: placed, rule: $0) {
        [engine, scratch] in engine.parse($0, using: scratch).reference
      }.orders
    }
    let scene = Scene(
      history: history, streams: found, signUps: evidence.signUps, refunds: evidence.refunds,
      orders: orders ?? [], fraud: evidence.fraud, country: country, today: context.today)
    findings = FindingBoard(engine.book, catalogue: catalogue).findings(in: scene)
  }

  /// Whether a finding may tell why a charge is what it is.
  private static func isTold(_ item: CardEvidence.Item) -> Bool {
    item.isAskedAbout
      || item.evidence.contains {
        $0.evidence.family == .signUpOrder || $0.evidence.family == .flow || $0.subject == .fraud
      }
  }
}
