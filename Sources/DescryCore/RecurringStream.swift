/// Charges of one merchant and product that recur on one account.
public struct RecurringStream: Sendable, Hashable {
  /// Where the stream stands at the statement's end.
  public enum Status: String, Sendable, Hashable {
    case active
    /// Too few charges to be sure that they recur.
    case early
    case ended
  }

  /// A price that changed, or that the price list says will change.
  public struct PriceStep: Sendable, Hashable {
    /// What was charged before, positive.
    public let before: Amount
    /// What is charged from then on, positive.
    public let after: Amount
    /// The booking date of the first charge at the new price, or the price list's day.
    public let date: CalendarDate

    /// A price that changed.
    public init(before: Amount, after: Amount, date: CalendarDate) {
      self.before = before
      self.after = after
      self.date = date
    }
  }

  /// The merchant.
  public var merchant: CatalogueName
  /// The subscription, when one is recognised.
  public var subscription: CatalogueName?
  /// The plan whose price the last charge has.
  public var plan: PlanName?
  /// How often it is charged.
  public var every: BillingPeriod
  /// Whether the amounts vary from charge to charge, as for energy.
  public var isMetered: Bool
  /// The last amount, negative for charges.
  public var amount: Amount
  /// Its currency.
  public var currency: Currency?
  /// The ids of the transactions, in order of date.
  public var transactions: [String]
  /// The first booking date.
  public var first: CalendarDate
  /// The last booking date.
  public var last: CalendarDate
  /// When the next charge is due; nil when ended.
  public var next: CalendarDate?
  /// What a year costs at the last amount, positive.
  public var yearlyCost: Amount
  /// Where it stands.
  public var status: Status
  /// The account, as its file names it.
  public var account: String?
  /// The price steps that were charged, in order of date.
  public var steps: [PriceStep] = []
  /// Prices that the price list names for days behind the last charge, in order of date.
  public var announced: [PriceStep] = []
  /// When a free or cheap trial ends, while only the trial was charged.
  public var trialEnds: CalendarDate?
  /// How many charges are missing between the first and the last one.
  public var skipped = 0

  /// A stream.
  public init(
    merchant: CatalogueName, subscription: CatalogueName? = nil, plan: PlanName? = nil,
    every: BillingPeriod, isMetered: Bool = false, amount: Amount, currency: Currency?,
    transactions: [String], first: CalendarDate, last: CalendarDate, next: CalendarDate?,
    yearlyCost: Amount, status: Status
  ) {
    self.merchant = merchant
    self.subscription = subscription
    self.plan = plan
    self.every = every
    self.isMetered = isMetered
    self.amount = amount
    self.currency = currency
    self.transactions = transactions
    self.first = first
    self.last = last
    self.next = next
    self.yearlyCost = yearlyCost
    self.status = status
  }
}
