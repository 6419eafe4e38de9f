import DescryCore

/// Decides what the sign of an amount means, from the whole section.
struct CSVSigns {
  enum Rule {
    /// Charges are negative, as in most files.
    case asWritten
    /// Charges are positive, as on many card statements.
    case inverted
  }

  private var positive = 0
  private var negative = 0
  private var positivePayments = 0
  private var negativePayments = 0
  private var last: (amount: Amount, balance: Amount)?
  private var chain = (plain: 0, inverted: 0, links: 0)

  mutating func add(_ amount: Amount, balance: Amount?, text: String) {
    if amount.isNegative { negative += 1 } else if !amount.isZero { positive += 1 }
    if Self.isPayment(text) {
      if amount.isNegative { negativePayments += 1 } else { positivePayments += 1 }
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

  /// How many balances follow from their amounts.
  var followed: Int { chain.plain }

  /// The rule and why; nil text when nothing had to be decided.
  var decision: (Rule, String?) {
    if chain.links >= 2, chain.inverted > chain.plain, chain.inverted * 10 >= chain.links * 8 {
      return (.inverted, "charges are written without a sign: the running balance falls by them")
    }
    if chain.links >= 2, chain.plain * 10 >= chain.links * 8 { return (.asWritten, nil) }
    if negativePayments > 0, positivePayments == 0, positive > negative {
      return (
        .inverted,
        "charges are positive, as card issuers write them: only payments to the card are negative (\(negativePayments))"
      )
    }
    return (.asWritten, nil)
  }

  /// Words of a payment towards a card's balance.
  private static func isPayment(_ text: String) -> Bool {
    let text = text.uppercased()
    return [
      "PAYMENT RECEIVED", "PAYMENT THANK", "PAYMENT - THANK", "THANK YOU", "AUTOPAY",
      "AUTOMATIC PAYMENT",
      "ONLINE PAYMENT", "PAYMENT - ", "DIRECTPAY", "E-PAYMENT", "EPAYMENT", "INTERNET PAYMENT",
      "MOBILE PAYMENT",
      "PAIEMENT MERCI", "BEDANKT", "EINZUG", "ZAHLUNG ERHALTEN", "ZAHLUNG/ÜBERWEISUNG ERHALTEN",
    ].contains { text.contains($0) }
  }
}
