public import DescryCore

/// A line of an account, as the analysis compares it: a view that copies nothing.
public struct LedgerEntry: Sendable {
  private let line: AccountLedger.Line
  private let transactions: [Transaction]
  private let explanations: [Explanation]

  init(_ line: AccountLedger.Line, _ transactions: [Transaction], _ explanations: [Explanation]) {
    self.line = line
    self.transactions = transactions
    self.explanations = explanations
  }

  /// Its number among the lines that the history was made of.
  public var number: Int { Int(line.number) }
  /// The transaction.
  public var transaction: Transaction { transactions[number] }
  /// What it is.
  public var explanation: Explanation { explanations[number] }
  /// The day of purchase where the line prints one, else that of booking, in days since 1970-01-01.
  public var day: Int { Int(line.day) }
  /// The same day as a date.
  public var date: CalendarDate { CalendarDate(dayNumber: day) }
  /// The amount without its sign in ten-thousandths, for comparisons.
  public var size: Int64 { line.size }
  /// Which of the account's families it belongs to.
  public var family: Int { Int(line.family) }

  /// An amount in ten-thousandths; what is too large for that is the largest number.
  static func size(_ amount: Amount) -> Int64 {
    if let exact = amount.rescaled(to: 4), exact.units != .min { return abs(exact.units) }
    let scaled = (abs(amount.approximate) * 10_000).rounded()
    return scaled < 9e18 ? Int64(scaled) : .max
  }

  /// Whether money leaves the account.
  public var isCharge: Bool { transactions[number].amount.units < 0 }
  /// Whether money comes in.
  public var isCredit: Bool { transactions[number].amount.units > 0 }
  /// Whether the bank has booked it.
  public var isBooked: Bool { transactions[number].status == .booked }
  /// The currency; nil when the statement does not tell it.
  var currency: Currency? { transactions[number].currency }
  /// What it most probably is.
  var kind: ChargeKind { explanations[number].best.kind }
  /// The subscription that it most probably is, by its full id.
  public var subscription: CatalogueName? {
    kind == .subscription ? explanations[number].best.subscription : nil
  }
}
