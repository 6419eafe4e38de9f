public import DescryCore
public import DescryLookup
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
  private let readings: ReadingMemory

  /// So many charges are weighed at once: they are put together for it.
  private static let most = 20_000

  /// What recurs.
  public private(set) var streams: [RecurringStream] = []
  /// What a person should see.
  public private(set) var findings: [Finding] = []
  /// What each line is, in the order in which the lines were given, with the history weighed; of
  /// advice only that on the card.
  public var explanations: [Explanation] { history.entries.explanations }

  /// A review of an account's lines, each with its explanation; see `run`.
  ///
  /// `leads` is what is known of single lines from elsewhere, as from a linted checkout, by the
  /// line's number; `placed` are orders whose sums are known from there. Without `keepsSentences` only
  /// charges of which a finding may speak keep theirs.
  public init(
    account: String?, _ transactions: [Transaction], _ explanations: [Explanation],
    engine: LookupEngine, catalogue: Catalogue, country: String?, context: LookupContext,
    leads: [Int: [HistoryEvidence]] = [:], placed: [PlacedOrder] = [], keepsSentences: Bool = true,
    using readings: ReadingMemory
  ) {
    history = AccountHistory(
      account: account, transactions, explanations, catalogue: catalogue, using: readings)
    self.engine = engine
    self.catalogue = catalogue
    self.country = country
    self.context = context
    self.leads = leads
    self.placed = placed
    self.keepsSentences = keepsSentences
    self.readings = readings
  }

  /// Finds streams and findings, and weighs again what the history speaks of.
  ///
  /// `workers` look at the merchants, and weigh the charges, each by itself.
  public mutating func run(by workers: some IndependentWork) {
    var found = StreamFinder(history, country: country).streams(by: workers)
    let evidence = CardEvidence(
      history, found, book: engine.book, country: country, using: readings)
    var items = evidence.items
    if !leads.isEmpty {
      for (index, entry) in history.entries.enumerated() {
        guard let lead = leads[entry.number] else { continue }
        items[index, default: CardEvidence.Item()].evidence += lead
      }
    }
    // Families of which a line turned out to be something else.
    var changed: Set<Int> = []
    let weighed = items.sorted { $0.key < $1.key }
    for start in stride(from: 0, to: weighed.count, by: Self.most) {
      let part = weighed[start..<min(start + Self.most, weighed.count)]
      let explained = workers.map(part.map { charge($0.key, $0.value) }) { [engine] in
        engine.explain($0)
      }
      for ((index, _), explanation) in zip(part, explained) {
        let entry = history.entries[index]
        if Self.differ(entry.explanation, explanation) { changed.insert(entry.family) }
        history.entries.explain(index, as: explanation)
      }
    }
    if !changed.isEmpty {
      found = StreamFinder(history, country: country).streams(anew: changed, instead: found)
    }
    found = found.map { $0.ended(by: evidence.refunds) }
    streams = found.map(\.stream)
    let orders = engine.book.alerts.first { $0.detector == .splitOrder }.map {
      OrderPartsSearch(history, refunds: evidence.refunds, placed: placed, rule: $0) {
        [readings] in readings.reading(of: Charge($0)).parsed.reference
      }.orders
    }
    let scene = Scene(
      history: history, streams: found, signUps: evidence.signUps, refunds: evidence.refunds,
      orders: orders ?? [], fraud: evidence.fraud, country: country, today: context.today)
    let board = FindingBoard(engine.book, catalogue: catalogue) { [self] index in
      // What to ask and to do is worded for the few charges that a finding tells of.
      let entry = history.entries[index]
      guard keepsSentences || items[index].map(Self.isTold) == true else {
        return entry.explanation.advice
      }
      let charge = Charge(entry.transaction, country: country)
      return engine.advice(
        entry.explanation, charge, as: readings.reading(of: charge), today: context.today)
    }
    findings = board.findings(in: scene)
  }

  /// Whether two explanations of a charge differ in what streams are made by.
  private static func differ(_ before: Explanation, _ after: Explanation) -> Bool {
    let (old, new) = (before.best, after.best)
    return before.outcome != after.outcome || old.kind != new.kind || old.isFraud != new.isFraud
      || old.subscription != new.subscription || old.plan != new.plan
  }

  /// A charge, to be weighed with what the history says of it.
  private func charge(_ index: Int, _ item: CardEvidence.Item) -> ReadCharge {
    var context = context
    context.detail = keepsSentences || Self.isTold(item) ? .evidence : .brief
    context.history = item.evidence
    context.isAskedAbout = item.isAskedAbout
    let charge = Charge(history.entries[index].transaction, country: country)
    return ReadCharge(charge, readings.reading(of: charge), context)
  }

  /// Whether a finding may tell why a charge is what it is.
  private static func isTold(_ item: CardEvidence.Item) -> Bool {
    item.isAskedAbout
      || item.evidence.contains {
        $0.evidence.family == .signUpOrder || $0.evidence.family == .flow || $0.subject == .fraud
      }
  }
}
