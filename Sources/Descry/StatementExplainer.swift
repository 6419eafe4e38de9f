internal import DescryAnalysis
public import DescryCore
public import DescryLookup
internal import DescryPattern
internal import DescryText

/// A statement with every charge explained.
public struct ExplainedStatement: Sendable {
  /// The statement; card numbers in its texts are masked.
  public var statement: Statement
  /// For each transaction, in the statement's order, what it is.
  public var explanations: [Explanation]
}

/// Explains whole statements: every line alone, then each account as a whole.
public struct StatementExplainer {
  private let engine: LookupEngine
  private let catalogue: Catalogue
  private let scratch = MatchScratch()
  private let context: LookupContext
  private let country: String?
  private let flows: [LintReport]

  /// An explainer; `country` is the cardholder's where the statement does not tell it.
  ///
  /// `flows` are linted checkouts that the cardholder went through: they explain the charges that
  /// followed from them.
  public init(
    _ engine: LookupEngine, today: CalendarDate? = nil, country: String? = nil,
    flows: [LintReport] = []
  ) {
    self.engine = engine
    self.country = country
    self.flows = flows
    catalogue = Catalogue(engine.book)
    context = LookupContext(today: today)
  }

  /// Explains every transaction of a statement by its own line alone.
  public func explain(_ statement: Statement) -> ExplainedStatement {
    var statement = statement
    for index in statement.transactions.indices {
      Self.mask(&statement.transactions[index])
    }
    // Lines repeat: the same charge (text, amount, day) is weighed once.
    var known: [Charge: Explanation] = [:]
    let isLarge = statement.transactions.count > Self.large
    let explanations = statement.transactions.map { transaction in
      let charge = Charge(transaction, country: country)
      if let explanation = known[charge] { return explanation }
      let explanation = engine.explain(charge, context: context, using: scratch)
      let kept = isLarge ? Self.brief(explanation) : explanation
      if known.count < Self.large { known[charge] = kept }
      return kept
    }
    return ExplainedStatement(statement: statement, explanations: explanations)
  }

  /// Whether any text of a transaction may hold a card number.
  public static func mayHoldCardNumber(_ transaction: Transaction) -> Bool {
    CardNumberMask.mayHold(transaction.descriptor) || CardNumberMask.mayHold(transaction.id)
      || transaction.counterparty.map { CardNumberMask.mayHold($0) } == true
      || transaction.reference.map { CardNumberMask.mayHold($0) } == true
  }

  /// Explains statements together: lines of one account are weighed with what else happened on it.
  ///
  /// Files that overlap are joined: a line whose id stands in an earlier file of the same account
  /// counts once. - Complexity: O(n log n) in the lines.
  public func explain(_ statements: [Statement]) -> ExplainedAccounts {
    var explained = statements.map { explain($0) }
    var places: [String: [LinePlace]] = [:]
    var names: [String] = []
    var seen: [String: Set<String>] = [:]
    var repeated = 0
    for (file, item) in explained.enumerated() {
      let account = item.statement.account ?? ""
      if places[account] == nil { names.append(account) }
      let before = seen[account] ?? []
      for (line, transaction) in item.statement.transactions.enumerated() {
        if before.contains(Self.key(transaction)) {
          repeated += 1
        } else {
          places[account, default: []].append(LinePlace(file: file, line: line))
        }
      }
      // A file may use an id twice: only other files are compared.
      if statements.count > 1 {
        seen[account, default: []].formUnion(item.statement.transactions.lazy.map(Self.key))
      }
    }
    var streams: [RecurringStream] = []
    var findings: [Finding] = []
    for name in names {
      let review = review(places[name] ?? [], of: &explained)
      streams += review.streams
      findings += review.findings
    }
    findings = findings.enumerated().sorted {
      $0.element.severity != $1.element.severity
        ? $0.element.severity > $1.element.severity : $0.offset < $1.offset
    }.map(\.element)
    return ExplainedAccounts(
      statements: explained, streams: streams, findings: findings, repeated: repeated)
  }

  /// What makes a line the same line: banks use an id again, on another day or for another amount.
  private static func key(_ transaction: Transaction) -> String {
    "\(transaction.id) \(transaction.date) \(transaction.amount)"
  }

  private func review(
    _ places: [LinePlace], of explained: inout [ExplainedStatement]
  ) -> (streams: [RecurringStream], findings: [Finding]) {
    guard let first = places.first else { return ([], []) }
    // The account's lines carry their place, so that what is learned finds the way back.
    let lines = places.map { place in
      (
        explained[place.file].statement.transactions[place.line],
        explained[place.file].explanations[place.line]
      )
    }
    var leads: [Int: [HistoryEvidence]] = [:]
    if !flows.isEmpty {
      let evidence = FlowEvidence(flows, book: engine.book)
      for (number, line) in lines.enumerated() {
        let items = evidence.items(for: line.0, line.1)
        if !items.isEmpty { leads[number] = items }
      }
    }
    var review = AccountReview(
      account: explained[first.file].statement.account, lines, engine: engine,
      catalogue: catalogue, country: country, context: context, leads: leads, using: scratch)
    review.run()
    for (number, place) in places.enumerated() {
      if let explanation = review.changed[number] {
        explained[place.file].explanations[place.line] = explanation
      }
    }
    return (review.streams, review.findings)
  }

  /// From how many lines on only what is printed of an explanation is kept.
  private static let large = 20_000

  /// An explanation without the sentences that no list of charges shows: over a million lines they
  /// would be most of the memory. Signs of fraud stay, the findings read them.
  private static func brief(_ explanation: Explanation) -> Explanation {
    var explanation = explanation
    explanation.advice = Advice(card: explanation.advice.card)
    if !explanation.best.isFraud { explanation.best.evidence = [] }
    for index in explanation.alternatives.indices where !explanation.alternatives[index].isFraud {
      explanation.alternatives[index].evidence = []
    }
    return explanation
  }

  /// Hides card numbers before anything else sees them.
  public static func mask(_ transaction: inout Transaction) {
    transaction.descriptor = CardNumberMask.mask(transaction.descriptor)
    transaction.counterparty = transaction.counterparty.map { CardNumberMask.mask($0) }
    transaction.reference = transaction.reference.map { CardNumberMask.mask($0) }
    transaction.id = CardNumberMask.mask(transaction.id)
  }
}

/// Where a line stands among the statements.
private struct LinePlace {
  let file: Int
  let line: Int
}
