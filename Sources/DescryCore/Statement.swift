/// What a statement file holds of one account.
public struct Statement: Sendable {
  /// The formats that are read.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    case csv, ofx, qif, camt, mt940, cfonb120, norma43, pdf
  }

  /// What opening balance, transactions and closing balance say of each other.
  public enum BalanceCheck: Sendable, Hashable {
    /// Opening plus the sum of all transactions is closing, or every running balance follows.
    case proved
    /// They differ: closing - (opening + sum) is `by`; `afterLine` is the first line that breaks.
    case off(by: Amount, afterLine: Int?)
    /// The file gives no balances, or not both.
    case notGiven
  }

  /// The file as the user named it.
  public var file: String
  /// The format that it was read as.
  public var format: Format
  /// The account's number or name, as the file gives it.
  public var account: String?
  /// The currency of the account.
  public var currency: Currency?
  /// The balance before the first transaction.
  public var openingBalance: Amount?
  /// The balance behind the last transaction.
  public var closingBalance: Amount?
  /// The transactions in the file's order, pending and reverted ones among them.
  public var transactions: [Transaction]
  /// Whether the balances prove that nothing is missing.
  public var balanceCheck: BalanceCheck
  /// What the reader had to decide, one sentence each, to be shown to the user.
  public var assumptions: [LocalizedText]
  /// Rows that were refused and other oddities, each with its place.
  public var diagnostics: [Diagnostic]

  /// An empty statement.
  public init(file: String, format: Format) {
    self.file = file
    self.format = format
    self.transactions = []
    self.balanceCheck = .notGiven
    self.assumptions = []
    self.diagnostics = []
  }

  /// The first booking date.
  public var from: CalendarDate? { transactions.lazy.map(\.date).min() }
  /// The last booking date.
  public var to: CalendarDate? { transactions.lazy.map(\.date).max() }
}
