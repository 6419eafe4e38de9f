internal import DescryCore
internal import DescryLookup
internal import DescryRules

/// Where the cardholder is at home, and which merchants are abroad.
struct HomeCountry: Sendable {
  /// Two letters; nil when neither the user nor the lines tell.
  let home: String?
  /// The country that the first line of each family names.
  private let countries: [String?]

  /// So many merchants show where the card lives.
  private static let sample = 200

  init(_ history: AccountHistory, country: String?, using readings: ReadingMemory) {
    var residence: [String: Int] = [:]
    countries = history.families.enumerated().map { number, family in
      // A brand of the catalogue may bill from anywhere: that is no sign of anything.
      let isBrand = family.merchant != nil || family.standing == .everyday
      guard let first = family.entries.first, !isBrand || number < Self.sample else { return nil }
      let parsed = readings.reading(of: Charge(history.entries[first].transaction)).parsed
      if number < Self.sample {
        for country in Self.residence(parsed, family) { residence[country, default: 0] += 1 }
      }
      guard !isBrand else { return nil }
      return parsed.country.flatMap(Self.letters) ?? (parsed.state == nil ? nil : "US")
    }
    home =
      country ?? Self.issuer(of: history.account) ?? Self.most(residence, atLeast: 3)
      ?? Self.homes[history.entries.first?.transaction.currency?.code ?? ""]
      ?? Self.most(
        zip(history.families, countries).reduce(into: [:]) { counts, item in
          if let country = item.1 { counts[country, default: 0] += item.0.entries.count }
        }, atLeast: 3)
  }

  /// So many countries still tell something of where a merchant's customers live.
  private static let few = 3

  /// Where a line shows the card to live: a bank of that country prints so, or a merchant that is in
  /// few countries took it.
  private static func residence(_ line: ParsedDescriptor, _ family: MerchantFamily) -> [String] {
    if let bank = line.bankCountry { return [bank] }
    guard let merchant = family.merchant else { return [] }
    if line.state != nil { return ["US"] }
    return merchant.countries.count <= few ? merchant.countries : []
  }

  /// The country of an IBAN (ISO 13616: two letters, two check digits, up to thirty letters and
  /// digits), by its form alone: files mask what its check would need.
  private static func issuer(of account: String?) -> String? {
    guard let letters = account?.utf8.filter({ $0 != UInt8(ascii: " ") }),
      (15...34).contains(letters.count),
      letters.prefix(2).allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }),
      letters.dropFirst(2).prefix(2).allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      })
    else { return nil }
    return String(decoding: letters.prefix(2), as: UTF8.self)
  }

  /// The country that is named most, if it is named often enough.
  private static func most(_ counts: [String: Int], atLeast least: Int) -> String? {
    let order = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    guard let first = order.first, first.value >= least else { return nil }
    return order.count > 1 && order[1].value == first.value ? nil : first.key
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
