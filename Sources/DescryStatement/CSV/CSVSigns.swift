import DescryCore

/// Decides what the sign of an amount means, from the rows of a section.
struct CSVSigns {
  enum Rule {
    /// Charges are negative, as in most files.
    case asWritten
    /// Charges are positive, as on many card statements.
    case inverted
  }

  private(set) var positive = 0
  private(set) var negative = 0
  private var payments = (positive: 0, negative: 0)
  /// Those that are called a payment and nothing more: on a card they are towards its balance.
  private var plainPayments = (positive: 0, negative: 0)
  private var spending = (positive: 0, negative: 0)
  private var earnings = (positive: 0, negative: 0)
  private var income = (positive: 0, negative: 0)
  private var last: (amount: Amount, balance: Amount)?
  private var chain = (plain: 0, inverted: 0, links: 0)

  /// Takes the amount of a row, and the balance behind it.
  mutating func add(_ amount: Amount, balance: Amount?) {
    if !amount.isZero {
      if amount.isNegative { negative += 1 } else { positive += 1 }
    }
    guard let balance else { return }
    if let last {
      chain.links += 1
      // Rows may run forwards or backwards in time: either way one amount lies between two balances.
      let forwards = balance.adding(-last.balance)
      let backwards = last.balance.adding(-balance)
      if forwards == amount || backwards == last.amount { chain.plain += 1 }
      if forwards == -amount || backwards == -last.amount { chain.inverted += 1 }
    }
    last = (amount, balance)
  }

  /// Takes what the words of a row say of its amount.
  mutating func add(_ amount: Amount, text: String, kind: String?) {
    guard !amount.isZero else { return }
    if CSVWords.isEarning(text) { Self.count(amount, in: &earnings) }
    if CSVWords.isPaymentToCard(text) { return Self.count(amount, in: &payments) }
    if CSVWords.beginsWithPayment(text) { Self.count(amount, in: &plainPayments) }
    for word in [kind, text].compactMap(\.self) {
      if CSVWords.isSpending(word) { Self.count(amount, in: &spending) }
      if CSVWords.isIncome(word) { Self.count(amount, in: &income) }
    }
  }

  private static func count(_ amount: Amount, in votes: inout (positive: Int, negative: Int)) {
    if amount.isNegative { votes.negative += 1 } else { votes.positive += 1 }
  }

  /// How many balances follow from their amounts.
  var followed: Int { chain.plain }
  /// How many balances stand beside others.
  var links: Int { chain.links }

  /// The rule that the running balance shows alone, and why; nil when there is none, or it follows
  /// the amounts neither way.
  var shownByBalance: (Rule, String?)? {
    let isEnough = chain.links >= 2 || chain.plain == 0 && negative == 0
    // Unsigned amounts by which the balance now falls and now rises are no column of charges.
    let isMixed = negative == 0 && chain.plain > 0 && chain.inverted < chain.links
    if isEnough, !isMixed, chain.inverted > chain.plain, chain.inverted * 10 >= chain.links * 8 {
      return (.inverted, "charges are written without a sign: the running balance falls by them")
    }
    return chain.links >= 1 && !(isMixed && chain.inverted > 0)
      && chain.plain * 10 >= chain.links * 8 ? (.asWritten, nil) : nil
  }

  /// The rule and why, by words where no balance shows it; nil text when nothing had to be decided.
  ///
  /// - Parameters:
  ///   - isMerchantList: whether the header names merchants, orders or expenses.
  ///   - isCardList: whether the header names a card.
  func decision(isMerchantList: Bool, isCardList: Bool = false) -> (Rule, String?) {
    // Where all that is negative are payments, it does not matter how few the charges are.
    let isMostlyPositive = positive >= negative || payments.negative == negative
    // The balance of a card is what is owed: it grows with charges that are written without a sign.
    let isCard = isCardList || isMerchantList
    let towards = payments.negative + (isCard ? plainPayments.negative : 0)
    let against = payments.positive + (isCard ? plainPayments.positive : 0)
    // Wages go to no card.
    let isPaid =
      isMostlyPositive && towards > 0 && against == 0 && spending.negative == 0
      && earnings.positive == 0
    let isOwed = isPaid && isCardList && payments.negative > 0 && positive > negative
    if let shownByBalance, !isOwed { return shownByBalance }
    if isPaid {
      return (
        .inverted,
        "charges are positive, as card issuers write them: only payments to the card are negative (\(towards))"
      )
    }
    // Among as many rows of either sign, one that is called a debit may be the payment of a card.
    let isPositive =
      negative == 0 || income.negative > 0
      || positive > negative && spending.positive * 2 > positive
    if isPositive, spending.positive > 0, spending.negative == 0, income.positive == 0,
      payments.positive + earnings.positive == 0
    {
      return (
        .inverted,
        "charges are positive: the rows that are called purchases are (\(spending.positive))"
      )
    }
    if isMerchantList, negative == 0, positive > 0, income.positive == 0,
      payments.positive + earnings.positive == 0
    {
      return (.inverted, "charges are positive: every row names a merchant and none has a sign")
    }
    if isCardList, positive > negative * 2, negative > 0,
      income.positive + payments.positive + earnings.positive == 0, spending.negative == 0
    {
      return (
        .inverted,
        "charges are positive, as card issuers write them: \(positive) of \(positive + negative) amounts on the card are"
      )
    }
    return (.asWritten, nil)
  }

  /// Whether nothing at all says which way the money went, and what is written looks unlikely.
  var isUnsaid: Bool {
    if negative == 0 {
      // Spending and income both without a sign, or a balance that goes both ways.
      if chain.plain > 0, chain.inverted > 0 { return true }
      let isIncome = income.positive + earnings.positive > 0
      if spending.positive > 0, isIncome, chain.plain == 0 { return true }
    }
    return positive > max(1, negative * 3) && income.positive + payments.positive == 0
      && income.negative + payments.negative + spending.negative == 0 && chain.plain == 0
  }
}
