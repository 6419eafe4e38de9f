public import DescryCore

/// A line of an account, as the analysis compares it.
public struct LedgerEntry: Sendable {
  /// Its number among the lines that the history was made of.
  public let number: Int
  /// The transaction.
  public let transaction: Transaction
  /// What it is.
  public var explanation: Explanation
  /// The booking day, in days since 1970-01-01.
  public let day: Int
  /// The amount without its sign in ten-thousandths, for comparisons.
  public let size: Int64
  /// Which of the account's families it belongs to.
  public internal(set) var family: Int

  init(number: Int, _ transaction: Transaction, _ explanation: Explanation) {
    self.number = number
    self.transaction = transaction
    self.explanation = explanation
    day = transaction.date.dayNumber
    size = Self.size(transaction.amount)
    family = 0
  }

  /// An amount in ten-thousandths; what is too large for that is the largest number.
  static func size(_ amount: Amount) -> Int64 {
    if let exact = amount.rescaled(to: 4), exact.units != .min { return abs(exact.units) }
    let scaled = (abs(amount.approximate) * 10_000).rounded()
    return scaled < 9e18 ? Int64(scaled) : .max
  }

  /// Whether money leaves the account.
  public var isCharge: Bool { transaction.amount.units < 0 }
  /// Whether money comes in.
  public var isCredit: Bool { transaction.amount.units > 0 }
  /// Whether the bank has booked it.
  public var isBooked: Bool { transaction.status == .booked }
  /// The subscription that it most probably is, by its full id.
  public var subscription: CatalogueName? {
    explanation.best.kind == .subscription ? explanation.best.subscription : nil
  }
}
