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
  public var mcc: String? {
    get { rare.first?.mcc }
    set { change(isNil: newValue == nil) { $0.mcc = newValue } }
  }
  /// The other party as a field of its own.
  public var counterparty: String?
  /// The payment's reference, as a field of its own.
  public var reference: String?
  /// The SEPA creditor identifier.
  public var creditorID: String? {
    get { rare.first?.creditorID }
    set { change(isNil: newValue == nil) { $0.creditorID = newValue } }
  }
  /// The SEPA mandate reference.
  public var mandate: String? {
    get { rare.first?.mandate }
    set { change(isNil: newValue == nil) { $0.mandate = newValue } }
  }
  /// The merchant's phone number.
  public var phone: String? {
    get { rare.first?.phone }
    set { change(isNil: newValue == nil) { $0.phone = newValue } }
  }
  /// The merchant's page.
  public var url: String? {
    get { rare.first?.url }
    set { change(isNil: newValue == nil) { $0.url = newValue } }
  }
  /// What was charged before conversion, when that was another currency.
  public var originalAmount: Money? {
    get { rare.first?.originalAmount }
    set { change(isNil: newValue == nil) { $0.originalAmount = newValue } }
  }
  /// Why the payment came back, as the bank gives it: an ISO 20022 code (`MD06`) or its own words.
  public var returnReason: String? {
    get { rare.first?.returnReason }
    set { change(isNil: newValue == nil) { $0.returnReason = newValue } }
  }
  /// The line of the file on which the transaction begins, from 1.
  public var line: Int?
  /// The fields that few lines have: nothing, or one element.
  ///
  /// Lines are copied a lot, and most are then four texts instead of ten.
  @usableFromInline var rare: [RareFields] = []

  /// A booked transaction with what every format gives.
  @inlinable
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

  /// Makes it another transaction: what `init` gives without an id, and nothing of what it was.
  ///
  /// For rows that are read one after the other into the same place: a new one would be made beside it
  /// and then copied.
  package mutating func renew(
    date: CalendarDate, amount: Amount, currency: Currency?, descriptor: String
  ) {
    id = ""
    self.date = date
    valueDate = nil
    self.amount = amount
    self.currency = currency
    self.descriptor = descriptor
    balance = nil
    status = .booked
    counterparty = nil
    reference = nil
    line = nil
    if !rare.isEmpty { rare = [] }
  }

  /// Whether it has a merchant category, creditor, mandate, phone, page, original amount or reason
  /// of return: most have none of these.
  @inlinable public var hasRareFields: Bool { !rare.isEmpty }

  private mutating func change(isNil: Bool, _ change: (inout RareFields) -> Void) {
    if rare.isEmpty {
      guard !isNil else { return }
      rare = [RareFields()]
    }
    change(&rare[0])
    // Equal transactions must be equal however they came to be.
    if rare[0].isEmpty { rare = [] }
  }
}

/// What most lines of statements do not have.
@usableFromInline
struct RareFields: Sendable, Hashable {
  var mcc: String?
  var creditorID: String?
  var mandate: String?
  var phone: String?
  var url: String?
  var originalAmount: Money?
  var returnReason: String?

  var isEmpty: Bool {
    mcc == nil && creditorID == nil && mandate == nil && phone == nil && url == nil
      && originalAmount == nil && returnReason == nil
  }
}
