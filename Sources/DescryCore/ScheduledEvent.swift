/// Something that will happen to a subscription: worth telling people before they call.
public struct ScheduledEvent: Sendable, Hashable {
  /// What will happen.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The next charge of a stream that runs.
    case renewal
    /// A trial ends and the first full charge follows.
    case trialEnd = "trial-end"
    /// The list price of the plan changes on a day that its seller has announced.
    case priceChange = "price-change"
  }

  /// By what a trial that costs nothing is known.
  public enum TrialSign: Sendable, Hashable {
    /// The card was checked with nothing, or next to nothing, on a day.
    case check(CalendarDate)
    /// A checkout that the cardholder went through on a day offered it.
    case checkout(CalendarDate, isTaken: Bool)
  }

  /// What will happen.
  public let kind: Kind
  /// When.
  public let date: CalendarDate
  /// Who charges.
  public let merchant: CatalogueName
  /// The subscription, when one is recognised.
  public let subscription: CatalogueName?
  /// What will be charged, without sign; nil when the amounts vary.
  public let amount: Amount?
  /// What was charged before, for a price that changes.
  public let formerAmount: Amount?
  /// The currency of both; nil when the statement does not tell it.
  public let currency: Currency?
  /// How often it is charged.
  public let every: BillingPeriod
  /// The ids of the transactions that it follows from.
  public let transactions: [String]
  /// The page on which it can be ended.
  public let cancelURL: String?
  /// The way to end it, in words.
  public let cancelPath: LocalizedText?
  /// By what a trial is known that left no charge; nil for everything else.
  public let trialSign: TrialSign?

  /// An event to come.
  public init(
    kind: Kind, date: CalendarDate, merchant: CatalogueName, subscription: CatalogueName?,
    amount: Amount?, formerAmount: Amount? = nil, currency: Currency?, every: BillingPeriod,
    transactions: [String],
    cancelURL: String? = nil, cancelPath: LocalizedText? = nil,
    trialSign: TrialSign? = nil
  ) {
    self.kind = kind
    self.date = date
    self.merchant = merchant
    self.subscription = subscription
    self.amount = amount
    self.formerAmount = formerAmount
    self.currency = currency
    self.every = every
    self.transactions = transactions
    self.cancelURL = cancelURL
    self.cancelPath = cancelPath
    self.trialSign = trialSign
  }

  /// Whether it may not happen at all: a check of the card need not begin a trial.
  public var isPossible: Bool {
    switch trialSign {
    case .check, .checkout(_, isTaken: false): true
    case .checkout(_, isTaken: true), nil: false
    }
  }

  /// What a person calls it.
  public var name: String { subscription?.name ?? merchant.name }
}
