internal import DescryCore

/// What detectors look at: an account with everything that was made out about it.
struct Scene {
  let history: AccountHistory
  let streams: [FoundStream]
  let signUps: [SignUp]
  let refunds: RefundPairing
  let orders: [OrderParts]
  let fraud: [FraudSignal]
  /// The cardholder's country, when it is known.
  let country: String?
  /// The day of the question, for the law and for today's prices.
  let today: CalendarDate?
  private let refundsByCharge: [Int: RefundPair]

  init(
    history: AccountHistory, streams: [FoundStream], signUps: [SignUp], refunds: RefundPairing,
    orders: [OrderParts], fraud: [FraudSignal], country: String?, today: CalendarDate?
  ) {
    self.history = history
    self.streams = streams
    self.signUps = signUps
    self.refunds = refunds
    self.orders = orders
    self.fraud = fraud
    self.country = country
    self.today = today
    refundsByCharge = Dictionary(
      refunds.pairs.map { ($0.charge, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func entry(_ index: Int) -> LedgerEntry { history.entries[index] }
  func family(of index: Int) -> MerchantFamily { history.families[history.entries[index].family] }

  /// The day until which the statement tells what happened.
  var end: CalendarDate { CalendarDate(dayNumber: history.to) }

  /// The credit that pays a charge back, if one does.
  func refund(of charge: Int) -> RefundPair? { refundsByCharge[charge] }
}
