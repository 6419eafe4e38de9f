import DescryCore

/// Finds how often a price is charged by the words beside it: `/mois`, `per year`, `alle 4 Wochen`.
enum PricePeriod {
  /// The period that the words behind a price say, else those before it.
  ///
  /// - Parameters:
  ///   - price: the price's bytes in the label.
  ///   - previous: where the price before it ends; 0 for the first.
  ///   - next: where the price behind it begins; the label's length for the last.
  static func of(_ price: Range<Int>, previous: Int, next: Int, in words: PriceWords)
    -> BillingPeriod?
  {
    let start = words.first(from: price.upperBound)
    let limit = words.first(from: next)
    var index = start
    // Between a price and its period stand taxes and marks: `49 € TTC / an`, `$5 USD per month`.
    while index < min(limit, start + 4) {
      if let period = period(at: index, before: limit, in: words) { return period }
      guard fillers.contains(words[index]) else { break }
      index += 1
    }
    index = words.first(from: price.lowerBound) - 1
    let floor = max(words.first(from: previous), index - 5)
    while index >= floor, index >= 0 {
      if let period = adverbs[words[index]] { return period }
      index -= 1
    }
    return nil
  }

  private static func period(at index: Int, before limit: Int, in words: PriceWords)
    -> BillingPeriod?
  {
    guard index < limit else { return nil }
    if let period = adverbs[words[index]] { return period }
    if words.words[index].followsSlash { return counted(at: index, in: words) }
    if words[index] == "P", words[index + 1] == "M" || words[index + 1] == "A" {
      return words[index + 1] == "M" ? .month : .year
    }
    if links.contains(words[index]) {
      let skip = articles.contains(words[index + 1]) && index + 2 < words.words.count ? 2 : 1
      // `le premier mois` and `the first year` are no period, and neither is `pour 3 mois`.
      return counted(at: index + skip, in: words)
    }
    return nil
  }

  /// A unit with or without a number before it: `MOIS`, `4 WEEKS`, `3 MONATE`.
  private static func counted(at index: Int, in words: PriceWords) -> BillingPeriod? {
    if let count = Int(words[index]) ?? numbers[words[index]] {
      guard let unit = units[words[index + 1]] else { return nil }
      return multiple(count, of: unit)
    }
    return units[words[index]]
  }

  private static func multiple(_ count: Int, of unit: BillingPeriod) -> BillingPeriod? {
    switch (count, unit) {
    case (1, _): unit
    case (2, .week): .fortnight
    case (4, .week): .fourWeeks
    case (2, .month): .twoMonths
    case (3, .month): .quarter
    case (6, .month): .halfYear
    case (12, .month): .year
    default: nil
    }
  }

  /// Names of periods, singular and plural.
  static let units: [String: BillingPeriod] = {
    var units: [String: BillingPeriod] = [:]
    let names: [(BillingPeriod, String)] = [
      (.week, "WEEK WEEKS WK SEMAINE SEMAINES SEM WOCHE WOCHEN SEMANA SEMANAS SETTIMANA SETTIMANE"),
      (.week, "WEKEN"),
      (
        .month,
        "MONTH MONTHS MO MTH MOIS MONAT MONATE MONATEN MES MESES MESE MESI MAAND MAANDEN MTL"
      ),
      (.quarter, "QUARTER TRIMESTRE QUARTAL KWARTAAL"), (.halfYear, "SEMESTRE HALBJAHR"),
      (.year, "YEAR YEARS YR AN ANS ANNEE JAHR JAHRE JAHREN ANO ANOS ANNO ANNI JAAR"),
    ]
    for (period, list) in names {
      for name in list.split(separator: " ") { units[String(name)] = period }
    }
    return units
  }()

  private static let adverbs: [String: BillingPeriod] = {
    var adverbs: [String: BillingPeriod] = [:]
    let names: [(BillingPeriod, String)] = [
      (.week, "WEEKLY HEBDOMADAIRE HEBDOMADAIREMENT WOCHENTLICH SEMANAL SEMANALES SETTIMANALE"),
      (.fortnight, "FORTNIGHTLY BIWEEKLY"),
      (
        .month,
        "MONTHLY MENSUEL MENSUELLE MENSUELS MENSUELLES MENSUELLEMENT MONATLICH MONATLICHE MTL"
      ),
      (.month, "MENSUAL MENSUALES MENSUALMENTE MENSILE MENSILI MENSILMENTE MAANDELIJKS"),
      (.quarter, "QUARTERLY TRIMESTRIEL TRIMESTRIELLE VIERTELJAHRLICH TRIMESTRAL TRIMESTRALE"),
      (.halfYear, "SEMESTRIEL SEMESTRIELLE HALBJAHRLICH SEMESTRAL SEMESTRALE"),
      (.year, "YEARLY ANNUALLY ANNUAL ANNUEL ANNUELLE ANNUELS ANNUELLES ANNUELLEMENT JAHRLICH"),
      (.year, "ANUAL ANUALES ANUALMENTE ANNUALE ANNUALI ANNUALMENTE JAARLIJKS PA"),
    ]
    for (period, list) in names {
      for name in list.split(separator: " ") { adverbs[String(name)] = period }
    }
    return adverbs
  }()

  /// Words that tie a period to a price.
  private static let links: Set<String> = [
    "PER", "A", "AN", "EACH", "EVERY", "PAR", "CHAQUE", "TOUS", "TOUTES", "PRO", "JE", "IM", "ALLE",
    "JEDEN", "AL", "CADA", "POR", "OGNI", "ALL", "IEDERE", "ELKE",
  ]
  private static let articles: Set<String> = ["LES", "THE", "LE", "LA"]
  private static let fillers: Set<String> = [
    "TTC", "HT", "TVAC", "INCL", "TVA", "VAT", "MWST", "ONLY", "SEULEMENT", "NUR", "USD", "EUR",
    "CAD",
    "IVA", "INKL", "INCLUSE", "INC", "PLUS", "TAX", "TAXES", "BILLED", "FACTURE", "FACTURES",
    "PRELEVE", "PRELEVES", "ABGERECHNET", "ZZGL", "CHARGED", "PAYABLE", "SOIT",
  ]
  private static let numbers: [String: Int] = [
    "ONE": 1, "TWO": 2, "THREE": 3, "FOUR": 4, "SIX": 6, "TWELVE": 12, "DEUX": 2, "TROIS": 3,
    "QUATRE": 4, "DOUZE": 12, "ZWEI": 2, "DREI": 3, "VIER": 4, "SECHS": 6,
  ]
}
