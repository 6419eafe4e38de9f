import DescryCore

/// Tells what a price is for by the words of its row.
enum PriceKind {
  /// The kind that the words of a label name, or nil when they name none.
  static func named(_ label: PriceWords) -> FlowPrice.Kind? { named(label.words[...]) }

  /// The kind that some words of a label name, or nil when they name none.
  static func named(_ label: ArraySlice<PriceWords.Word>) -> FlowPrice.Kind? {
    guard !label.isEmpty, label.count <= 12 else { return nil }
    let words = label.lazy.map(\.text)
    let isCompound = { (word: String) in word.hasSuffix("GEBUHR") || word.hasSuffix("ENTGELT") }
    guard words.contains(where: { telling.contains($0) || isCompound($0) }) else { return nil }
    func any(_ set: Set<String>) -> Bool { words.contains { set.contains($0) } }
    func pair(_ kind: Pair.Kind) -> Bool {
      zip(words, words.dropFirst()).contains { first, second in
        pairs.contains {
          $0.kind == kind && $0.first.contains(first) && $0.second.contains(second)
        }
      }
    }
    if any(subtotals) || pair(.subtotal) { return .subtotal }
    let isTotal = any(totals) || pair(.total)
    // `Total (dont TVA)` is a total, `TVA totale` a tax: the first word leads.
    if isTotal, words.prefix(3).contains(where: { totals.contains($0) || leads.contains($0) }) {
      return .total
    }
    if any(discounts) || pair(.discount) { return .discount }
    if any(shipping) || pair(.shipping) { return .shipping }
    if any(taxes) { return .tax }
    if any(fees) || words.contains(where: isCompound) || pair(.fee) { return .fee }
    return isTotal ? .total : nil
  }

  /// Two words that tell it together.
  private struct Pair {
    enum Kind { case subtotal, total, discount, shipping, fee }
    let kind: Kind
    let first: Set<String>
    let second: Set<String>
  }

  private static let pairs = [
    Pair(kind: .subtotal, first: ["SOUS", "SUB"], second: ["TOTAL", "TOTALS"]),
    Pair(
      kind: .subtotal, first: ["TOTAL"], second: ["BEFORE", "HT", "ARTICLES", "PRODUITS", "HORS"]),
    Pair(kind: .total, first: ["A", "ZU"], second: ["PAYER", "ZAHLEN", "REGLER"]),
    Pair(kind: .total, first: ["DUE"], second: ["TODAY", "NOW"]),
    Pair(kind: .total, first: ["AMOUNT", "BALANCE", "MONTANT"], second: ["DUE", "DU"]),
    Pair(kind: .total, first: ["PAY"], second: ["NOW", "TODAY"]),
    Pair(kind: .discount, first: ["CODE"], second: ["PROMO", "PROMOTIONNEL"]),
    Pair(kind: .shipping, first: ["FRAIS", "GASTOS", "DE"], second: ["PORT", "ENVIO"]),
    Pair(kind: .fee, first: ["SERVICE", "BOOKING"], second: ["CHARGE", "CHARGES"]),
  ]

  /// Every word that can tell a kind: most labels have none.
  private static let telling: Set<String> = pairs.reduce(
    into: [subtotals, totals, shipping, fees, taxes, discounts].reduce(into: []) {
      $0.formUnion($1)
    }
  ) { $0.formUnion($1.second) }

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
