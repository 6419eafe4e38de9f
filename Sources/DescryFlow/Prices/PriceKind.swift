import DescryCore

/// Tells what a price is for by the words of its row.
enum PriceKind {
  /// The kind that the words of a label name, or nil when they name none.
  static func named(_ label: PriceWords) -> FlowPrice.Kind? {
    let words = label.words.map(\.text)
    guard !words.isEmpty, words.count <= 12 else { return nil }
    func any(_ set: Set<String>) -> Bool { words.contains { set.contains($0) } }
    func pair(_ first: Set<String>, _ second: Set<String>) -> Bool {
      zip(words, words.dropFirst()).contains { first.contains($0) && second.contains($1) }
    }
    if any(subtotals) || pair(["SOUS", "SUB"], ["TOTAL", "TOTALS"])
      || pair(["TOTAL"], ["BEFORE", "HT", "ARTICLES", "PRODUITS", "HORS"])
    {
      return .subtotal
    }
    let isTotal =
      any(totals) || pair(["A", "ZU"], ["PAYER", "ZAHLEN", "REGLER"])
      || pair(["DUE"], ["TODAY", "NOW"]) || pair(["AMOUNT", "BALANCE", "MONTANT"], ["DUE", "DU"])
      || pair(["PAY"], ["NOW", "TODAY"])
    // `Total (dont TVA)` is a total, `TVA totale` a tax: the first word leads.
    if isTotal, words.prefix(3).contains(where: { totals.contains($0) || leads.contains($0) }) {
      return .total
    }
    if any(discounts) || pair(["CODE"], ["PROMO", "PROMOTIONNEL"]) { return .discount }
    if any(shipping) || pair(["FRAIS", "GASTOS"], ["PORT", "ENVIO"])
      || pair(["DE"], ["PORT", "ENVIO"])
    {
      return .shipping
    }
    if any(taxes) { return .tax }
    if any(fees) || words.contains(where: { $0.hasSuffix("GEBUHR") || $0.hasSuffix("ENTGELT") })
      || pair(["SERVICE", "BOOKING"], ["CHARGE", "CHARGES"])
    {
      return .fee
    }
    return isTotal ? .total : nil
  }

  /// Whether the words before a price say that it is a former one: `au lieu de`, `instead of`.
  static func isFormer(_ words: PriceWords, before index: Int) -> Bool {
    if former.contains(words[index - 1]) { return true }
    return runs.contains { words.has($0, at: index - $0.count) }
  }

  /// Whether the words before a price say that it is a lower bound: `dès 25 €`, `orders over £20`.
  static func isThreshold(_ words: PriceWords, before index: Int) -> Bool {
    ["DES", "OVER", "AB", "ABOVE", "DESDE", "BOVEN"].contains(words[index - 1])
      || words.has(["A", "PARTIR", "DE"], at: index - 3)
      || words.has(["PLUS", "DE"], at: index - 2)
  }

  /// Whether the words behind a price say that it holds at first only: `le premier mois, puis`.
  static func isIntroductory(_ words: PriceWords, from start: Int, to end: Int) -> Bool {
    guard start < end else { return false }
    let range = start..<min(end, start + 9)
    return range.contains { firsts.contains(words[$0]) || thens.contains(words[$0]) }
  }

  /// Words that lead to the price that follows a trial or a first period.
  static let thens: Set<String> = [
    "THEN", "PUIS", "ENSUITE", "DANACH", "DANN", "ANSCHLIESSEND", "LUEGO", "DESPUES", "POI",
    "DAARNA",
    "AFTERWARDS", "AFTER", "THEREAFTER", "RENEWS",
  ]
  private static let firsts: Set<String> = [
    "FIRST", "PREMIER", "PREMIERE", "PREMIERS", "ERSTEN", "ERSTER", "ERSTE", "PRIMER", "PRIMO",
    "TRIAL",
    "ESSAI",
  ]
  private static let former: Set<String> = [
    "WAS", "STATT", "RRP", "UVP", "ANSTELLE", "ANSTATT", "ORIGINALLY", "PREVIOUSLY", "PVP", "WERE",
    "AVANT", "ANTES", "VORHER", "FRUHER", "MSRP",
  ]
  private static let runs = [
    ["AU", "LIEU", "DE"], ["INSTEAD", "OF"], ["EN", "LUGAR", "DE"], ["EN", "VEZ", "DE"],
    ["INVECE", "DI"], ["IN", "PLAATS", "VAN"], ["PRIX", "CONSEILLE"], ["PRIX", "BARRE"],
    ["LIST", "PRICE"], ["REGULAR", "PRICE"], ["PRIX", "INITIAL"], ["PRIX", "D", "ORIGINE"],
  ]
  private static let leads: Set<String> = [
    "A", "ZU", "MONTANT", "AMOUNT", "NET", "ORDER", "DUE", "PAY", "GRAND", "BALANCE",
  ]
  private static let subtotals: Set<String> = [
    "SUBTOTAL", "SOUSTOTAL", "ZWISCHENSUMME", "SUBTOTALE", "SUBTOTAAL", "WARENWERT", "TUSSENTOTAAL",
  ]
  private static let totals: Set<String> = [
    "TOTAL", "TOTALE", "TOTAAL", "GESAMTSUMME", "GESAMTBETRAG", "GESAMT", "GESAMTPREIS", "SUMME",
    "ENDSUMME", "ENDBETRAG", "RECHNUNGSBETRAG", "GESAMTKOSTEN", "TOTALBETRAG",
  ]
  private static let shipping: Set<String> = [
    "LIVRAISON", "EXPEDITION", "DELIVERY", "SHIPPING", "POSTAGE", "SHIPMENT", "VERSAND",
    "VERSANDKOSTEN", "LIEFERUNG", "LIEFERKOSTEN", "ENVIO", "SPEDIZIONE", "CONSEGNA", "VERZENDING",
    "VERZENDKOSTEN", "BEZORGING", "BEZORGKOSTEN", "ACHEMINEMENT",
  ]
  private static let fees: Set<String> = [
    "FRAIS", "FEE", "FEES", "GEBUHR", "GEBUHREN", "SURCHARGE", "SUPPLEMENT", "COMMISSION",
    "HANDLING",
    "COMISION", "COMMISSIONE", "COMMISSIONI", "TOESLAG", "SERVICEPAUSCHALE", "PAUSCHALE", "GESTION",
    "TARIFA", "SERVICEKOSTEN", "ADMINISTRATIEKOSTEN", "AUFSCHLAG",
  ]
  private static let taxes: Set<String> = [
    "TAXE", "TAXES", "TVA", "TAX", "VAT", "GST", "HST", "PST", "QST", "TVQ", "TPS", "MWST", "UST",
    "IVA",
    "BTW", "MEHRWERTSTEUER", "UMSATZSTEUER", "STEUER", "STEUERN", "IMPUESTOS", "IMPUESTO", "DUTIES",
  ]
  private static let discounts: Set<String> = [
    "REMISE", "REMISES", "DISCOUNT", "DISCOUNTS", "RABATT", "REDUCTION", "REDUCTIONS", "VOUCHER",
    "COUPON", "DESCUENTO", "SCONTO", "KORTING", "GUTSCHEIN", "SAVINGS", "ECONOMIE", "ECONOMIES",
    "AVOIR", "NACHLASS", "PROMOTION", "PROMO",
  ]
}
