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

/// Explains whole statements: every distinct line once, then every charge with its own amount and day.
public struct StatementExplainer {
  private let engine: LookupEngine
  private let scratch = MatchScratch()
  private let context: LookupContext
  private let country: String?

  /// An explainer; `country` is the cardholder's where the statement does not tell it.
  public init(_ engine: LookupEngine, today: CalendarDate? = nil, country: String? = nil) {
    self.engine = engine
    self.country = country
    context = LookupContext(today: today)
  }

  /// Explains every transaction of a statement.
  public func explain(_ statement: Statement) -> ExplainedStatement {
    var statement = statement
    for index in statement.transactions.indices {
      Self.mask(&statement.transactions[index])
    }
    // Lines repeat: the same charge (text, amount, day) is weighed once.
    var known: [Charge: Explanation] = [:]
    let explanations = statement.transactions.map { transaction in
      let charge = Charge(transaction, country: country)
      if let explanation = known[charge] { return explanation }
      let explanation = engine.explain(charge, context: context, using: scratch)
      known[charge] = explanation
      return explanation
    }
    return ExplainedStatement(statement: statement, explanations: explanations)
  }

  /// Whether any text of a transaction may hold a card number.
  public static func mayHoldCardNumber(_ transaction: Transaction) -> Bool {
    CardNumberMask.mayHold(transaction.descriptor) || CardNumberMask.mayHold(transaction.id)
      || transaction.counterparty.map { CardNumberMask.mayHold($0) } == true
      || transaction.reference.map { CardNumberMask.mayHold($0) } == true
  }

  /// Hides card numbers before anything else sees them.
  public static func mask(_ transaction: inout Transaction) {
    transaction.descriptor = CardNumberMask.mask(transaction.descriptor)
    transaction.counterparty = transaction.counterparty.map { CardNumberMask.mask($0) }
    transaction.reference = transaction.reference.map { CardNumberMask.mask($0) }
    transaction.id = CardNumberMask.mask(transaction.id)
  }
}
