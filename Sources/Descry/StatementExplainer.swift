internal import DescryAnalysis
public import DescryCore
public import DescryLookup
internal import DescryPattern
internal import DescryStatement
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
  private let readings: ReadingMemory
  private let context: LookupContext
  private let country: String?
  private let flows: [LintReport]
  private let keepsSentences: Bool

  /// An explainer; `country` is the cardholder's where the statement does not tell it.
  ///
  /// `flows` are linted checkouts that the cardholder went through: they explain the charges that
  /// followed from them. Without `keepsSentences` charges carry no evidence and no advice but that on
  /// the card, as lists show them; findings carry theirs in any case.
  public init(
    _ engine: LookupEngine, today: CalendarDate? = nil, country: String? = nil,
    flows: [LintReport] = [], keepsSentences: Bool = true
  ) {
    self.engine = engine
    self.country = country
    self.flows = flows
    self.keepsSentences = keepsSentences
    readings = ReadingMemory(engine, using: MatchScratch())
    catalogue = Catalogue(engine.book)
    context = LookupContext(today: today)
  }

  /// Explains every transaction of a statement by its own line alone.
  public func explain(_ statement: Statement) -> ExplainedStatement {
    advised(read(statement))
  }

  /// Explains every transaction by its own line alone, without words of advice.
  private func read(_ statement: Statement) -> ExplainedStatement {
    var statement = statement
    for index in statement.transactions.indices {
      Self.mask(&statement.transactions[index])
    }
    return ExplainedStatement(
      statement: statement, explanations: explanations(of: statement.transactions))
  }

  /// What each transaction is by its own line, made out by two threads where there are many.
  private func explanations(of transactions: [Transaction]) -> [Explanation] {
    let memory = ExplanationMemory(
      engine, context, lines: transactions.count, keepsSentences: keepsSentences(transactions))
    let charges = transactions.prefix(Self.large).map { Charge($0, country: country) }
    let lines = readings.numbered(charges) { unread in
      Halves.map(unread, atLeast: Self.long) { [engine] in
        let scratch = MatchScratch()
        return { engine.read($0, using: scratch) }
      }
    }
    // Of very many the explanations are shared, and charges are not put together all at once.
    guard transactions.count <= Self.large else {
      var memory = memory
      return transactions.map {
        let charge = Charge($0, country: country)
        let (reading, number) = readings.numbered(charge)
        return memory.explanation(of: charge, as: reading, number: number)
      }
    }
    return Halves.map(Array(zip(charges, lines)), atLeast: Self.long) {
      var memory = memory
      return { memory.explanation(of: $0.0, as: $0.1.reading, number: $0.1.number) }
    }
  }

  /// From how many lines on a second thread is worth its start.
  private static let long = 500

  /// Words what to ask and to do, where sentences are kept: once, when all is known.
  private func advised(_ explained: ExplainedStatement) -> ExplainedStatement {
    let transactions = explained.statement.transactions
    guard keepsSentences(transactions) else { return explained }
    var explained = explained
    let items = zip(transactions, explained.explanations).map { transaction, explanation in
      let charge = Charge(transaction, country: country)
      return (explanation: explanation, charge: charge, reading: readings.reading(of: charge))
    }
    explained.explanations = Halves.map(items, atLeast: Self.long) { [engine, context] in
      let memory = AdviceMemory(engine, today: context.today)
      return { item in
        var explanation = item.explanation
        explanation.advice = memory.advice(explanation, item.charge, as: item.reading)
        return explanation
      }
    }
    return explained
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
    var explained = statements.map { read($0) }
    var places: [String: [LinePlace]] = [:]
    var names: [String] = []
    // A person explains one account with files that name none.
    var duplicates = statements.count > 1 ? DuplicateRows(joinsUnnamed: true) : nil
    var repeated = 0
    for (file, item) in explained.enumerated() {
      let account = item.statement.account ?? ""
      if places[account] == nil { names.append(account) }
      duplicates?.begin(file: item.statement.file)
      duplicates?.begin(account: item.statement.account)
      for (line, transaction) in item.statement.transactions.enumerated() {
        if case .repeated = duplicates?.judge(transaction) {
          repeated += 1
        } else {
          places[account, default: []].append(LinePlace(file: file, line: line))
        }
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
      let (left, right) = ($0.element, $1.element)
      if left.severity != right.severity { return left.severity > right.severity }
      // What has to be asked comes before what is only to be known.
      if left.asks != right.asks { return left.asks }
      return $0.offset < $1.offset
    }.map(\.element)
    return ExplainedAccounts(
      statements: explained.map { advised($0) }, streams: streams, findings: findings,
      repeated: repeated)
  }

  private func review(
    _ places: [LinePlace], of explained: inout [ExplainedStatement]
  ) -> (streams: [RecurringStream], findings: [Finding]) {
    guard let first = places.first else { return ([], []) }
    // The explanations move into the review and back: where one file is the account, nothing of it is
    // copied, however long it is.
    let isWhole =
      places.count == explained[first.file].explanations.count
      && places.allSatisfy { $0.file == first.file }
    let transactions =
      isWhole
      ? explained[first.file].statement.transactions
      : places.map { explained[$0.file].statement.transactions[$0.line] }
    var explanations =
      isWhole
      ? explained[first.file].explanations
      : places.map { explained[$0.file].explanations[$0.line] }
    if isWhole { explained[first.file].explanations = [] }
    var leads: [Int: [HistoryEvidence]] = [:]
    if !flows.isEmpty {
      let evidence = FlowEvidence(flows, book: engine.book)
      for number in transactions.indices {
        let items = evidence.items(for: transactions[number], explanations[number])
        if !items.isEmpty { leads[number] = items }
      }
    }
    var review = AccountReview(
      account: explained[first.file].statement.account, transactions, explanations, engine: engine,
      catalogue: catalogue, country: country, context: context, leads: leads,
      placed: placed(transactions, explanations), keepsSentences: keepsSentences(transactions),
      using: readings)
    explanations = []
    review.run(by: Halves.Workers(items: transactions.count < Self.long ? nil : 64))
    if isWhole {
      explained[first.file].explanations = review.explanations
    } else {
      for (place, explanation) in zip(places, review.explanations) {
        explained[place.file].explanations[place.line] = explanation
      }
    }
    return (review.streams, review.findings)
  }

  /// The orders whose sums the checkouts show.
  private func placed(
    _ transactions: [Transaction], _ explanations: [Explanation]
  ) -> [PlacedOrder] {
    flows.compactMap { report -> PlacedOrder? in
      let totals = report.flow.screens.flatMap(\.prices).filter { $0.kind == .total }
      guard let date = report.flow.date, let total = totals.last, total.amount > .zero else {
        return nil
      }
      let lines = transactions.indices.filter {
        FlowCharges.isSeller(report.flow, explanations[$0])
          && (total.currency == nil || transactions[$0].currency == nil
            || total.currency == transactions[$0].currency)
      }
      return PlacedOrder(total: total.amount, date: date, lines: Set(lines))
    }
  }

  /// Up to how many lines all sentences of an explanation are kept; over a million lines they would be
  /// most of the memory.
  private static let large = 20_000

  private func keepsSentences(_ transactions: [Transaction]) -> Bool {
    keepsSentences && transactions.count <= Self.large
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

extension Finding {
  /// Whether somebody has to be asked before anything is done.
  fileprivate var asks: Bool { advice.map { $0.card != .keep } ?? false }
}
