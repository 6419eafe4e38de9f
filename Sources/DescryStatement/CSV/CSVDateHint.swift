import DescryCore

/// What stands in for evidence of the date order when every date of a file is open.
///
/// Only what binds: no country that writes the month first has a decimal comma, and the words of
/// some headers are those of American or of other banks.
enum CSVDateHint {
  static func find(
    _ section: CSVSection, _ mark: ReadingOptions.DecimalMark?
  ) -> (format: CSVDateFormat, says: LocalizedText)? {
    if let fromText = inTexts(section) { return fromText }
    // "2/1/26" is how American programs print days, whatever the amounts beside them look like.
    if section.dates.isUnpadded { return nil }
    if mark == .comma, section.marks.comma > 0 {
      return (
        .dayFirst,
        LocalizedText(
          en: "dates are day/month/year: amounts have a decimal comma",
          fr: "les dates sont jour/mois/année : les montants ont une virgule décimale")
      )
    }
    if ["EUR", "GBP", "CHF", "SEK", "DKK", "NOK", "PLN", "AUD", "NZD"].contains(
      section.currency?.code ?? "")
    {
      return (
        .dayFirst,
        LocalizedText(
          en: "dates are day/month/year: the account is in \(section.currency?.code ?? "")",
          fr: "les dates sont jour/mois/année : le compte est en \(section.currency?.code ?? "")")
      )
    }
    let words = (section.layout.header ?? []).map(CSVHeader.key)
    if section.dates.isSlashed, words.contains(where: american.contains) {
      return (
        .monthFirst,
        LocalizedText(
          en: "dates are month/day/year: the header is that of an American bank",
          fr: "les dates sont mois/jour/année : l'en-tête est celui d'une banque américaine")
      )
    }
    if words.contains(where: isForeign) {
      return (
        .dayFirst,
        LocalizedText(
          en: "dates are day/month/year: the header is not English",
          fr: "les dates sont jour/mois/année : l'en-tête n'est pas en anglais")
      )
    }
    return nil
  }

  /// A day inside the text that only one reading of the date column is near to.
  private static func inTexts(_ section: CSVSection) -> (
    format: CSVDateFormat, says: LocalizedText
  )? {
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
      return (
        .dayFirst,
        LocalizedText(
          en: "dates are day/month/year: days inside the texts agree",
          fr: "les dates sont jour/mois/année : les jours dans les libellés concordent")
      )
    }
    if monthFirst > 0, dayFirst == 0 {
      return (
        .monthFirst,
        LocalizedText(
          en: "dates are month/day/year: days inside the texts agree",
          fr: "les dates sont mois/jour/année : les jours dans les libellés concordent")
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
