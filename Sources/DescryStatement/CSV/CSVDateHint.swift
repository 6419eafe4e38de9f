import DescryCore

/// What stands in for evidence of the date order when every date of a file is open.
///
/// Only what binds: no country that writes the month first has a decimal comma, and the words of
/// some headers are those of American or of other banks.
struct CSVDateHint {
  /// The order that it speaks for.
  let format: CSVDateFormat
  /// What it is, in words.
  let says: LocalizedText

  private init(_ format: CSVDateFormat, en english: String, fr french: String) {
    self.format = format
    says = format.because(en: english, fr: french)
  }

  static let decimalComma = CSVDateHint(
    .dayFirst, en: "amounts have a decimal comma",
    fr: "les montants ont une virgule décimale")

  static func find(_ section: CSVSection, _ mark: ReadingOptions.DecimalMark?) -> CSVDateHint? {
    if let fromText = inTexts(section) { return fromText }
    // "2/1/26" is how American programs print days, whatever the amounts beside them look like.
    if section.dates.isUnpadded { return nil }
    if mark == .comma, section.marks.comma > 0 {
      return decimalComma
    }
    if let currency = section.currency?.code, dayFirst.contains(currency) {
      return CSVDateHint(
        .dayFirst, en: "the account is in \(currency)", fr: "le compte est en \(currency)")
    }
    let words = (section.layout.header ?? []).map(CSVHeader.key)
    if section.dates.isSlashed, words.contains(where: american.contains) {
      return CSVDateHint(
        .monthFirst, en: "the header is that of an American bank",
        fr: "l'en-tête est celui d'une banque américaine")
    }
    if words.contains(where: isForeign) {
      return CSVDateHint(
        .dayFirst, en: "the header is not English", fr: "l'en-tête n'est pas en anglais")
    }
    return nil
  }

  /// A day inside the text that only one reading of the date column is near to.
  private static func inTexts(_ section: CSVSection) -> CSVDateHint? {
    guard let date = section.layout.column(.date),
      let text = section.layout.column(.descriptor) ?? section.layout.column(.counterparty)
    else { return nil }
    var dayFirst = 0
    var monthFirst = 0
    for row in section.sample where row.count > max(date, text) {
      guard let day = row[date].withUnsafeBytes(CSVWrittenDay.read), day.parts.0 != day.parts.1
      else { continue }
      for word in row[text].split(separator: UInt8(ascii: " ")) {
        let numbers = word.split(whereSeparator: {
          $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".")
        })
        .map { part in Array(part).withUnsafeBytes { $0.count <= 2 ? $0.number : nil } }
        guard numbers.count >= 2, let first = numbers[0], let second = numbers[1],
          (first > 12) != (second > 12)
        else { continue }
        let (inText, month) = first > 12 ? (first, second) : (second, first)
        if isJustBefore(day.date(.dayFirst), day: inText, month: month) { dayFirst += 1 }
        if isJustBefore(day.date(.monthFirst), day: inText, month: month) { monthFirst += 1 }
      }
    }
    if dayFirst > 0, monthFirst == 0 {
      return CSVDateHint(
        .dayFirst, en: "days inside the texts agree", fr: "les jours dans les libellés concordent")
    }
    if monthFirst > 0, dayFirst == 0 {
      return CSVDateHint(
        .monthFirst, en: "days inside the texts agree", fr: "les jours dans les libellés concordent"
      )
    }
    return nil
  }

  /// Whether a purchase on a day of the year was booked on this date: some days later at most.
  private static func isJustBefore(_ booking: CalendarDate?, day: Int, month: Int) -> Bool {
    guard let booking else { return false }
    return [booking.year, booking.year - 1].contains { year in
      guard let purchase = CalendarDate(year: year, month: month, day: day) else { return false }
      return (0...14).contains(purchase.days(until: booking))
    }
  }

  /// Currencies of countries that write the day first.
  private static let dayFirst: Set<String> = [
    "EUR", "GBP", "CHF", "SEK", "DKK", "NOK", "PLN", "AUD", "NZD",
  ]
  private static let american: Set<String> = [
    "postingdate", "checkorslip", "transdate", "postdate", "runningbal", "checknumber", "check",
    "cardno",
  ]
  /// Whether a header's word is of a language whose countries all write the day first.
  private static func isForeign(_ key: String) -> Bool {
    key.utf8.contains { $0 >= 0x80 } || wholeWords.contains(key)
      || roots.contains(where: key.contains)
  }

  private static let wholeWords: Set<String> = [
    "data", "dato", "opis", "mena", "munt", "soll", "haben", "dare", "avere", "naam", "sens",
    "valor", "tiers", "suma", "summa", "tekst", "conto", "konto", "jour", "whg", "af", "bij", "uit",
    "debe", "haber", "ut", "inn", "typ", "tipo", "soort", "devise", "cena", "divisa",
  ]
  private static let roots = [
    "datum", "buchung", "valuta", "wertstell", "betrag", "umsatz", "verwendung", "empfanger",
    "auftraggeber", "wahrung", "waehrung", "saldo", "kontostand", "beschreibung", "gutschrift",
    "belastung", "libell", "montant", "solde", "comptab", "valeur", "compte", "beneficiaire",
    "dateop", "datedop", "bedrag", "omschrijving", "mededeling", "rekening", "fecha", "importe",
    "concepto", "moneda", "descripcion", "abono", "movimiento", "cuenta", "dataoperazione",
    "datacontabile", "importo", "causale", "descrizione", "addebit", "accredit", "descricao",
    "historico", "montante", "datamov", "lancamento", "belop", "belob", "bokforing", "transaktion",
    "rentedato", "beskriv", "mottagar", "kirjaus", "maara", "saaja", "kwota", "dataoperacji",
    "datatransakcji", "dataksieg", "waluta", "tytul", "kontrahent", "castka", "popis", "zustatek",
    "osszeg", "kozlemeny", "tarih", "aciklama", "tutar", "kuupaev", "selgitus", "datatranz",
  ]
}
