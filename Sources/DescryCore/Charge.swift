/// What is known of one charge when it is to be explained.
public struct Charge: Sendable, Hashable {
  /// The text as it was pasted or printed.
  public var descriptor: String
  /// Negative for a charge, positive for a credit; nil when not known.
  public var amount: Amount?
  /// The currency of `amount`.
  public var currency: Currency?
  /// The booking date.
  public var date: CalendarDate?
  /// The country of the cardholder, ISO 3166 letters, as `FR`.
  public var country: String?
  /// The merchant category code.
  public var mcc: String?
  /// The other party, where the statement gives it as a field of its own.
  public var counterparty: String?
  /// The SEPA creditor identifier.
  public var creditorID: String?
  /// Whether the sign of `amount` is known; a pasted amount has none and is taken as a charge.
  public var isSigned: Bool

  /// A charge of which at least the text is known.
  public init(
    descriptor: String, amount: Amount? = nil, currency: Currency? = nil,
    date: CalendarDate? = nil, country: String? = nil, mcc: String? = nil,
    counterparty: String? = nil, creditorID: String? = nil, isSigned: Bool = true
  ) {
    self.descriptor = descriptor
    self.amount = amount
    self.currency = currency
    self.date = date
    self.country = country
    self.mcc = mcc
    self.counterparty = counterparty
    self.creditorID = creditorID
    self.isSigned = isSigned
  }

  /// What a statement's transaction tells of its charge.
  public init(_ transaction: Transaction, country: String? = nil) {
    self.init(
      descriptor: transaction.descriptor, amount: transaction.amount,
      currency: transaction.currency, date: transaction.date, country: country,
      mcc: transaction.mcc, counterparty: transaction.counterparty,
      creditorID: transaction.creditorID)
  }
}
