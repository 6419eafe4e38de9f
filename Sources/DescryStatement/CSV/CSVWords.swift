import DescryCore

/// Words that cells use.
enum CSVWords {
  /// How far a row has come, when a word says it.
  static func status(_ word: String) -> Transaction.Status {
    if isPending(word) { return .pending }
    return isReverted(word) ? .reverted : .booked
  }

  static func isPending(_ word: String) -> Bool {
    let key = CSVHeader.key(word)
    return pending.contains(key) || key.hasSuffix("vorgemerkt")
  }

  static func isReverted(_ word: String) -> Bool { reverted.contains(CSVHeader.key(word)) }

  /// Whether the word is one of a column that says how far a row has come.
  static func isState(_ word: String) -> Bool {
    let key = CSVHeader.key(word)
    return booked.contains(key) || key.hasSuffix("gebucht") || isPending(word)
      || reverted.contains(key)
  }

  /// Whether a title is that of pending rows; nil when it is neither theirs nor that of booked ones.
  static func title(_ text: String) -> Bool? {
    let key = CSVHeader.key(text)
    if pendingTitles.contains(where: key.hasPrefix) { return true }
    return bookedTitles.contains(where: key.hasPrefix) ? false : nil
  }

  private static let pendingTitles = [
    "pendingtransactions", "pendingcharges", "pendingactivity", "authorisedtransactions",
    "vorgemerkteumsatze", "vorgemerktebuchungen", "offeneumsatze", "nichtgebuchteumsatze",
    "operationsavenir", "mouvementsavenir", "operationsencours", "operationsenattente",
    "movimientospendientes", "operacionespendientes", "movimentinoncontabilizzati",
    "gereserveerdetransacties", "reserveradetransaktioner", "reserveradebelopp",
  ]
  private static let bookedTitles = [
    "postedtransactions", "postedactivity", "completedtransactions", "transactions",
    "gebuchteumsatze",
    "operations", "mouvements", "movimientos", "movimenti", "transaktioner", "umsatze",
  ]

  private static let pending: Set<String> = [
    "pending", "vorgemerkt", "authorised", "authorized", "enattente", "encours", "reserved",
    "pendiente", "gereserveerd", "oczekujaca", "reserverad", "reservert", "reserveret",
    "ausstehend", "autorizada", "enattentedecomptabilisation", "nichtgebucht", "unposted", "offen",
    "inbehandeling", "inattesa", "autorizzato", "noncontabilizzato", "avenir", "processing",
    "blocked", "oncoming", "pendente", "varattu", "ceka", "rezerwacja",
  ]

  private static let reverted: Set<String> = [
    "reverted", "declined", "failed", "cancelled", "canceled", "abgelehnt", "refuse", "annule",
    "rejected", "voided", "denied", "expired", "storniert", "annulata", "rechazada", "cancelada",
    "geweigerd", "odrzucona", "refused", "void", "removed",
  ]

  private static let booked: Set<String> = [
    "booked", "posted", "completed", "complete", "cleared", "settled", "sent", "executed",
    "umsatzgebucht", "abgeschlossen", "abgerechnet", "termine", "terminee", "comptabilise",
    "comptabilisee", "execute", "contabilizzato", "completata", "completado", "completada",
    "uitgevoerd", "geboekt", "verwerkt", "utfort", "bokford", "zaksiegowana", "rozliczona",
    "reconciled", "success", "successful", "processed", "paid",
  ]

  /// Whether a text tells of a payment towards a card's balance.
  static func isPaymentToCard(_ text: String) -> Bool {
    withBytes(text) { bytes in payments.contains { bytes.containsWord($0) } }
  }

  /// Whether a text begins with a word for payment.
  static func beginsWithPayment(_ text: String) -> Bool {
    withBytes(text) { bytes in plainPayments.contains { bytes.beginsWithWord($0) } }
  }

  private static let plainPayments: [StaticString] = [
    "PAYMENT", "PAIEMENT", "ZAHLUNG", "EINZAHLUNG", "PAGO", "PAGAMENTO", "BETALING", "BETALNING",
  ]

  private static let payments: [StaticString] = [
    "PAYMENT RECEIVED", "PAYMENT THANK", "THANK YOU", "AUTOPAY", "AUTO PAYMENT",
    "AUTOMATIC PAYMENT", "ONLINE PAYMENT", "DIRECTPAY", "E-PAYMENT", "EPAYMENT",
    "INTERNET PAYMENT", "MOBILE PAYMENT", "PAYMENT-THANK", "DIRECT DEBIT PAYMENT", "PAYMENT - ",
    "PAYMENT, THANK", "PAYMENT RECVD", "PAYMENT RECIEVED", "CARD PAYMENT RECEIVED",
    "BILL PAYMENT RECEIVED", " PYMT", "CARDMEMBER SERV", "CREDIT CARD PAYMENT",
    "PAIEMENT MERCI", "PAIEMENT RECU", "VOTRE PAIEMENT", "-MERCI", " MERCI",
    "PRELEVEMENT AUTOMATIQUE ENREGISTRE", "BEDANKT", "BETALING ONTVANGEN", "UW BETALING",
    "ZAHLUNG ERHALTEN", "BERWEISUNG ERHALTEN", "IHRE ZAHLUNG", "BESTEN DANK", "VIELEN DANK",
    "LASTSCHRIFT VOM KONTO", "PAGO RECIBIDO", "SU PAGO", "GRACIAS POR", "OBRIGADO", "GRAZIE",
    "THANKS FOR", "PAGO DE TARJETA",
    "PAGAMENTO RECEBIDO", "PAGAMENTO EFETUADO", "PAGAMENTO DE FATURA", "PAGAMENTO FATURA",
    "PAGAMENTO RICEVUTO", "INBETALNING", "INNBETALING", "INDBETALING", "BETALNING MOTTAGEN",
    "BETALNING TACK", "BETALING MODTAGET", "BETALING MOTTATT",
  ]

  /// Whether a text tells of money that came in, on an account or on a card.
  static func tellsOfMoneyIn(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes { bytes in
      [payments, moneyIn, earnings].contains { $0.contains { bytes.containsWord($0) } }
    }
  }

  private static let moneyIn: [StaticString] = [
    "REFUND", "DEPOSIT", "CASHBACK", "REMBOURSEMENT", "VIR RECU", "VIREMENT RECU", "GUTSCHRIFT",
    "ABONO", "INGRESO",
  ]

  /// Whether a text tells of wages or of interest on savings.
  static func isEarning(_ text: String) -> Bool {
    withBytes(text) { bytes in earnings.contains { bytes.containsWord($0) } }
  }

  private static let earnings: [StaticString] = [
    "SALARY", "PAYROLL", "PAYCHECK", "DIRECT DEP", "INTEREST PAID", "SALAIRE", "GEHALT", "LOHN",
    "NOMINA", "STIPENDIO", "SALARIO", "SALARIS", "WYNAGRODZENIE",
  ]

  private static func withBytes(_ text: String, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    var text = text
    return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }

  /// Whether a kind, a category or a text says that money was spent.
  static func isSpending(_ word: String) -> Bool {
    word.utf8.count <= 24 && spending.contains(CSVHeader.key(word))
  }

  /// Whether it says that money came in.
  static func isIncome(_ word: String) -> Bool {
    word.utf8.count <= 24 && income.contains(CSVHeader.key(word))
  }

  private static let spending: Set<String> = [
    "purchase", "purchases", "sale", "achat", "achats", "kauf", "compra", "acquisto", "aankoop",
    "debit", "withdrawal", "withdrawals", "fee", "fees", "restaurants", "restaurant", "groceries",
    "supermarkets", "gasoline", "gas", "dining", "fooddrink", "shopping", "merchandise",
    "entertainment", "subscription", "subscriptions", "cardpayment", "cardpurchase",
    "courses", "alimentation", "loisirs", "einkauf", "lebensmittel", "boodschappen", "expense",
    "depense", "ausgabe", "zakup", "utilities", "rent", "pharmacy", "rideshare", "pos",
    "directdebit",
    "prelevement", "lastschrift", "retrait", "transport", "billsutilities", "healthwellness",
    "gasstations", "departmentstores", "homeimprovement", "travelentertainment", "warehouseclubs",
  ]

  private static let income: Set<String> = [
    "salary", "salaire", "salaires", "payroll", "paycheck", "gehalt", "lohn", "lohngehalt",
    "nomina", "stipendio", "salaris", "refund", "remboursement", "erstattung", "interest",
    "interestpaid", "deposit", "deposits", "income", "dividend", "virementsrecus", "reimbursement",
    "reimbursements", "credit", "directdeposit", "gutschrift", "revenus", "pension", "einkommen",
  ]

  /// The entities that some exports leave in their text.
  static func withoutEntities(_ text: String) -> String {
    var text = text
    for (entity, plain) in [
      ("&eacute;", "é"), ("&egrave;", "è"), ("&agrave;", "à"), ("&ccedil;", "ç"), ("&ocirc;", "ô"),
      ("&ecirc;", "ê"), ("&apos;", "'"), ("&#39;", "'"), ("&#039;", "'"), ("&quot;", "\""),
      ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: plain)
    }
    return text
  }

  /// Runs of blanks as one.
  static func folded(_ text: String) -> String {
    var before: UInt8 = 0
    var needs = false
    for byte in text.utf8 {
      if byte == 0x20, before == 0x20 || byte == 0x09 { needs = true }
      if byte == 0xA0, before == 0xC2 { needs = true }
      before = byte
    }
    guard needs else { return text }
    return text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
  }
}
