/// What a header that is in no table most likely names, by the words within it.
///
/// A guess only fills a role that no header names outright.
enum CSVHeaderGuess {
  static func role(_ header: String) -> CSVRole? {
    let key = CSVHeader.key(header)
    guard key.count >= 3, key.count <= 60 else { return nil }
    func has(_ words: [String]) -> Bool { words.contains { key.contains($0) } }
    if has(["debit", "debet"]), has(["credit", "kredit"]) {
      return has(amounts) ? .amount : .marker
    }
    // A fee, a tax, a rate, another currency's amount are none of the account's.
    let isOther = has(others)
    if has(balances) { return .balance }
    if has(debits), !isOther, !has(["card", "carte", "kart", "debitor", "count"]) { return .debit }
    if has(credits), !isOther, !has(["card", "carte", "kart", "creditor", "limit", "count"]) {
      return .credit
    }
    if has(foreign), has(amounts) { return .originalAmount }
    if has(amounts), !isOther { return .amount }
    if has(["currency", "devise", "wahrung", "waehrung", "moneda", "divisa", "valuuta"]) {
      return has(foreign) ? .originalCurrency : .currency
    }
    if hasDate(header, key) {
      return has(["val", "interest", "settle", "rente"]) || has(starts) ? .valueDate : .date
    }
    if has(texts) { return .descriptor }
    if has(["benef", "empfanger", "kontrahent", "tegenpartij", "counterpart", "contrepart"]) {
      return has(["iban", "account", "konto", "compte", "rekening"])
        ? .counterpartyAccount : .counterparty
    }
    return nil
  }

  private static func hasDate(_ header: String, _ key: String) -> Bool {
    if [
      "date", "datum", "fecha", "tarih", "paiva", "kuupaev", "datetime", "дата", "ημερομηνία", "日付",
      "日期", "取引日", "날짜",
    ].contains(where: key.contains) {
      return !key.contains("update")
    }
    // "data" is Italian, Portuguese, Polish; only as a word of its own.
    return header.lowercased().split { !$0.isLetter }.contains { $0 == "data" || $0 == "dato" }
  }

  /// A row's first day beside the day of its booking.
  private static let starts = [
    "start", "debut", "beginn", "inicio", "inizio", "rozpocz", "kezdes", "zahaj", "inceput",
    "начал",
  ]
  private static let balances = [
    "balance", "solde", "saldo", "kontostand", "bakiye", "zustatek", "egyenleg", "sold",
    "остаток", "баланс", "υπόλοιπο", "残高", "余额", "餘額", "잔액",
  ]
  private static let debits = [
    "debit", "debito", "withdraw", "paidout", "moneyout", "outgoing", "outflow", "belastung",
    "lastschrift", "cargo", "addebit", "uscit", "obciaz", "wydatk", "sortie", "depens", "spent",
    "paymentsout", "egreso", "uttag", "ausgang",
  ]
  private static let credits = [
    "credit", "credito", "deposit", "paidin", "moneyin", "incoming", "inflow", "gutschrift",
    "abono", "accredit", "entrat", "uznan", "wplyw", "entree", "recette", "received", "paymentsin",
    "insattning", "eingang",
  ]
  private static let amounts = [
    "amount", "montant", "betrag", "bedrag", "importe", "importo", "valor", "montante", "kwota",
    "belopp", "belob", "belop", "tutar", "castka", "osszeg", "summa", "suma", "summe", "maara",
    "umsatz", "quantia", "сумма", "ποσό", "金額", "金额", "금액",
  ]
  private static let others = [
    "fee", "frais", "tax", "tva", "vat", "rate", "kurs", "cours", "discount", "cashback", "tip",
    "charge", "gebuhr", "spesen", "points",
  ]
  private static let foreign = [
    "foreign", "original", "local", "fremd", "devise", "origin", "source",
  ]
  private static let texts = [
    "descri", "libell", "verwendungszweck", "buchungstext", "omschrijving", "concept", "opis",
    "narration", "narrative", "particular", "merchant", "payee", "detail", "memo", "beschreibung",
    "beskriv", "aciklama", "popis", "selite", "commer", "causale", "text", "komment", "message",
    "описание", "назначение", "αιτιολογία", "摘要", "内容", "説明", "说明", "적요",
  ]
}
