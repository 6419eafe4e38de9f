internal import DescryCore

/// Whose law applies to a flow.
enum Jurisdiction {
  private static let union: Set<String> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
  ]

  /// Whether the law of `law` applies where one of the jurisdictions is: EU law applies in its states.
  static func applies(_ law: String, in jurisdictions: Set<String>) -> Bool {
    jurisdictions.contains(law) || (law == "EU" && !jurisdictions.isDisjoint(with: union))
  }

  /// The jurisdictions that a flow itself tells: by its addresses, its language's region, its
  /// currency; empty when it tells nothing.
  static func told(by flow: Flow) -> Set<String> {
    for url in flow.screens.lazy.compactMap(\.url) {
      let host = url.split(separator: "/").dropFirst().first ?? ""
      guard let last = host.split(separator: ":").first?.split(separator: ".").last else {
        continue
      }
      let land = last.uppercased()
      if land == "UK" { return ["UK"] }
      if union.contains(land) || ["CH", "US"].contains(land) { return [land] }
    }
    let tags = ([flow.language] + flow.screens.map(\.language)).compactMap { $0 }
    for tag in tags {
      let parts = tag.split(separator: "-")
      if parts.count > 1, let region = parts.last, region.count == 2 {
        let land = region.uppercased()
        return [land == "GB" ? "UK" : land]
      }
    }
    let currencies = Set(
      ([flow.currency] + flow.screens.flatMap { $0.prices.map(\.currency) }).compactMap { $0?.code }
    )
    if currencies.contains("EUR") {
      let language = tags.first?.prefix(2).lowercased()
      let lands = ["fr": "FR", "de": "DE", "es": "ES", "it": "IT", "nl": "NL", "pt": "PT"]
      return language.flatMap { lands[$0] }.map { [$0, "EU"] } ?? ["EU"]
    }
    if currencies.contains("GBP") { return ["UK"] }
    if currencies.contains("CHF") { return ["CH"] }
    if currencies.contains("USD") { return ["US"] }
    return []
  }
}
