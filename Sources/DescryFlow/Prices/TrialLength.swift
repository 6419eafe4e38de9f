import DescryCore

/// Finds how long a trial is: `30 jours d'essai`, `7-day free trial`, `14 Tage kostenlos testen`.
enum TrialLength {
  /// Days of the first trial that the words name; a month counts 30.
  static func days(in words: PriceWords) -> Int? {
    for index in words.words.indices {
      guard let unit = units[words[index]], let count = count(before: index, in: words) else {
        continue
      }
      guard isTrial(around: count.start...index, in: words) else { continue }
      let (days, overflow) = count.value.multipliedReportingOverflow(by: unit)
      if !overflow, (1...731).contains(days) { return days }
    }
    return nil
  }

  private static func count(before index: Int, in words: PriceWords) -> (value: Int, start: Int)? {
    var at = index - 1
    // `le premier mois gratuit`, `first month free`.
    if firsts.contains(words[at]) { return (1, at) }
    if words[at] == "FREE" || words[at] == "KOSTENLOSE" { at -= 1 }
    let word = words[at]
    if let value = Int(word), word.utf8.count <= 3 { return (value, at) }
    return numbers[word].map { ($0, at) }
  }

  private static func isTrial(around range: ClosedRange<Int>, in words: PriceWords) -> Bool {
    for index in max(0, range.lowerBound - 4)...min(words.words.count - 1, range.upperBound + 4) {
      let word = words[index]
      if sure.contains(word) || word.hasPrefix("PROBE") { return true }
      guard free.contains(word) else { continue }
      // `livraison gratuite`, `free returns`: something else is free.
      let neighbours = [words[index - 1], words[index + 1]]
      if !neighbours.contains(where: others.contains) { return true }
    }
    return false
  }

  private static let units: [String: Int] = {
    var units: [String: Int] = [:]
    let names: [(Int, String)] = [
      (1, "DAY DAYS JOUR JOURS J TAG TAGE TAGEN DIA DIAS GIORNO GIORNI DAG DAGEN"),
      (7, "WEEK WEEKS SEMAINE SEMAINES WOCHE WOCHEN SEMANA SEMANAS SETTIMANA SETTIMANE WEKEN"),
      (30, "MONTH MONTHS MOIS MONAT MONATE MONATEN MES MESES MESE MESI MAAND MAANDEN"),
      (365, "YEAR AN JAHR ANO ANNO JAAR"),
    ]
    for (days, list) in names {
      for name in list.split(separator: " ") { units[String(name)] = days }
    }
    return units
  }()

  private static let numbers: [String: Int] = [
    "ONE": 1, "A": 1, "UN": 1, "UNE": 1, "EIN": 1, "EINEN": 1, "EINE": 1, "TWO": 2, "DEUX": 2,
    "ZWEI": 2,
    "DOS": 2, "THREE": 3, "TROIS": 3, "DREI": 3, "TRES": 3, "TRE": 3, "SIX": 6, "SEVEN": 7,
    "SEPT": 7,
    "SIEBEN": 7, "FOURTEEN": 14, "QUATORZE": 14, "VIERZEHN": 14, "THIRTY": 30, "TRENTE": 30,
    "DREISSIG": 30,
  ]
  private static let firsts: Set<String> = [
    "FIRST", "PREMIER", "PREMIERE", "1ER", "ER", "ERSTE", "ERSTEN", "ERSTER", "PRIMER", "PRIMO",
  ]
  private static let sure: Set<String> = [
    "TRIAL", "TRIALS", "ESSAI", "ESSAYER", "ESSAYEZ", "TESTEN", "TESTPHASE", "TESTZEITRAUM",
    "PRUEBA",
    "PRUEBALO", "PROVA", "TRY", "PROEF", "PROEFPERIODE", "TESTMONAT", "GRATISMONAT", "DECOUVERTE",
  ]
  private static let free: Set<String> = [
    "FREE", "GRATUIT", "GRATUITE", "GRATUITS", "GRATUITES", "GRATUITEMENT", "OFFERT", "OFFERTE",
    "OFFERTS", "OFFERTES", "GRATIS", "KOSTENLOS", "KOSTENLOSE", "KOSTENLOSER", "KOSTENFREI",
    "GRATUITO", "GRATUITA", "GRATUITI",
  ]
  private static let others: Set<String> = [
    "LIVRAISON", "RETOUR", "RETOURS", "DELIVERY", "SHIPPING", "RETURN", "RETURNS", "VERSAND",
    "RUCKGABE", "RUCKVERSAND", "ENVIO", "DEVOLUCION", "SPEDIZIONE", "RESO", "ECHANGE", "ECHANGES",
    "EXCHANGE", "EXCHANGES", "CANCELLATION", "ANNULATION", "LIEFERUNG", "STORNIERUNG",
  ]
}
