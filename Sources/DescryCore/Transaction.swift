/// One line of a statement.
public struct Transaction: Sendable, Hashable {
  /// Whether the bank has booked it.
  public enum Status: String, Sendable, Hashable {
    case booked
    /// Authorised, not booked; may still change or vanish.
    case pending
    /// Refused or taken back before it was booked.
    case reverted
  }

  /// The file's own id (FITID, AcctSvcrRef, …), or a stable hash of account, date, amount, text, rank.
  public var id: String
  /// The booking date.
  public var date: CalendarDate
  /// The value date.
  public var valueDate: CalendarDate?
  /// What it changes on the account: negative for a charge.
  public var amount: Amount
  /// The currency of `amount`; nil when the file does not say.
  public var currency: Currency?
  /// The text as the bank prints it.
  public var descriptor: String
  /// The balance behind the transaction, as the file gives it.
  public var balance: Amount?
  /// Booked, pending or reverted.
  public var status: Status
  /// The merchant category code (ISO 18245), four digits.
  public var mcc: String?
  /// The other party as a field of its own.
  public var counterparty: String?
  /// The payment's reference, as a field of its own.
  public var reference: String?
  /// The SEPA creditor identifier.
  public var creditorID: String?
  /// The SEPA mandate reference.
  public var mandate: String?
  /// The merchant's phone number.
  public var phone: String?
  /// The merchant's page.
  public var url: String?
  /// What was charged before conversion, when that was another currency.
  public var originalAmount: Money?
  /// Why the payment came back, as the bank gives it: an ISO 20022 code (`MD06`) or its own words.
  public var returnReason: String?
  /// The line of the file on which the transaction begins, from 1.
  public var line: Int?

  /// A booked transaction with what every format gives.
  public init(
    id: String, date: CalendarDate, amount: Amount, currency: Currency?, descriptor: String
  ) {
    self.id = id
    self.date = date
    self.amount = amount
    self.currency = currency
    self.descriptor = descriptor
    self.status = .booked
  }
}
