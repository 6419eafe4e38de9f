internal import DescryCore
internal import DescryLookup

/// Where the cardholder is at home, and which merchants are abroad.
struct HomeCountry: Sendable {
  /// Two letters; nil when neither the user nor the lines tell.
  let home: String?
  /// The country that the first line of each family names.
  private let countries: [String?]

  init(
    _ history: AccountHistory, country: String?, using readings: ReadingMemory
  ) {
    countries = history.families.map { family in
      // A brand of the catalogue may bill from anywhere: that is no sign of anything.
      guard family.merchant == nil, family.standing != .everyday, let first = family.entries.first
      else { return nil }
      let parsed = readings.reading(of: Charge(history.entries[first].transaction)).parsed
      return parsed.country.flatMap(Self.letters) ?? (parsed.state == nil ? nil : "US")
    }
    home = country ?? Self.home(history, countries)
  }

  /// The country that most lines with a country name, if it is most of them.
  private static func home(_ history: AccountHistory, _ countries: [String?]) -> String? {
    var counts: [String: Int] = [:]
    for (family, country) in zip(history.families, countries) {
      if let country { counts[country, default: 0] += family.entries.count }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let most, most.value * 2 > counts.values.reduce(0, +), most.value >= 3 else {
      return homes[history.entries.first?.transaction.currency?.code ?? ""]
    }
    return most.key
  }

  /// Currencies of one country tell where an account is.
  private static let homes = [
    "GBP": "GB", "USD": "US", "CHF": "CH", "SEK": "SE", "DKK": "DK", "NOK": "NO", "PLN": "PL",
    "CAD": "CA", "AUD": "AU", "CZK": "CZ", "HUF": "HU", "RON": "RO",
  ]

  /// Whether a charge comes from abroad, as its line or its currency tells.
  func isAbroad(_ entry: LedgerEntry, in history: AccountHistory) -> Bool {
    guard history.families[entry.family].merchant == nil else { return false }
    if let country = countries[entry.family] {
      // Without a home in sight, "abroad" means nothing.
      return home.map { $0 != country } ?? false
    }
    guard let original = entry.transaction.originalAmount?.currency,
      let own = entry.transaction.currency
    else { return false }
    return original != own
  }

  private static let three = [
    "FRA": "FR", "GBR": "GB", "USA": "US", "DEU": "DE", "ESP": "ES", "ITA": "IT", "NLD": "NL",
    "BEL": "BE", "LUX": "LU", "LUXEMBOURG": "LU", "CHE": "CH", "IRL": "IE", "IRELAND": "IE",
    "SWE": "SE", "PRT": "PT", "AUT": "AT", "AUS": "AU", "CAN": "CA", "DNK": "DK", "NOR": "NO",
    "POL": "PL", "FRANCE": "FR", "UK": "GB",
  ]

  private static func letters(_ country: String) -> String? {
    three[country] ?? (country.utf8.count == 2 ? country : nil)
  }
}
