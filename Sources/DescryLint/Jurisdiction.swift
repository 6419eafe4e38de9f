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

  /// The jurisdictions that a flow itself tells: by its addresses, its language's region, marks of a
  /// land in its text (as a tax number), its currency, its language; empty when it tells nothing.
  ///
  /// German is taken for Germany's and French for France's unless something speaks for another land:
  /// a saved page has no address, and a page to cancel has no price.
  static func told(by view: FlowView) -> Set<String> {
    let flow = view.flow
    if let land = flow.screens.lazy.compactMap({ $0.url.flatMap(land(ofAddress:)) }).first {
      return [land]
    }
    let tags = ([flow.language] + flow.screens.map(\.language)).compactMap { $0 }
    for tag in tags {
      let parts = tag.split(separator: "-")
      if parts.count > 1, let region = parts.last, region.count == 2 {
        let land = region.uppercased()
        return [land == "GB" ? "UK" : land]
      }
    }
    let language = tags.first.map { $0.prefix(2).lowercased() }
    if let language, neighbours[language] != nil, let land = marked(language, in: view) {
      return [land]
    }
    let currencies = Set(
      ([flow.currency] + flow.screens.flatMap { $0.prices.map(\.currency) }).compactMap { $0?.code }
    )
    if currencies.contains("EUR") {
      return language.flatMap { lands[$0] }.map { [$0, "EU"] } ?? ["EU"]
    }
    let others = ["GBP": "UK", "CHF": "CH", "USD": "US"]
    for code in others.keys.sorted() where currencies.contains(code) {
      return others[code].map { [$0] } ?? []
    }
    guard currencies.isEmpty, let language, language == "de" || language == "fr" else { return [] }
    return lands[language].map { [$0, "EU"] } ?? []
  }

  private static let lands = [
    "fr": "FR", "de": "DE", "es": "ES", "it": "IT", "nl": "NL", "pt": "PT",
  ]

  /// Other lands of a language, with the list of phrases that speak for each.
  private static let neighbours: [String: [(land: String, list: String)]] = [
    "de": [("AT", "of-austria"), ("CH", "of-switzerland")],
    "fr": [("BE", "of-belgium"), ("CH", "of-switzerland"), ("CA", "of-canada")],
    "nl": [("BE", "of-belgium")],
    "it": [("CH", "of-switzerland")],
  ]

  /// The first neighbour of a language that a text of the flow speaks for.
  private static func marked(_ language: String, in view: FlowView) -> String? {
    let neighbours = neighbours[language] ?? []
    let lists = neighbours.map { view.lists($0.list) }
    var first = lists.count
    // An element is looked up once for all lists, and the rules find it looked up: a page has thousands.
    for screen in view.screens.indices {
      for element in view.screens[screen].elements.indices where first > 0 {
        let hits = view.hits(ElementPlace(screen: screen, id: element))
        if let place = lists[..<first].firstIndex(where: { hits.has($0) }) { first = place }
      }
    }
    return first < lists.count ? neighbours[first].land : nil
  }

  private static func land(ofAddress url: String) -> String? {
    let host = url.split(separator: "/").dropFirst().first ?? ""
    let last = host.split(separator: ":").first?.split(separator: ".").last
    guard let land = last?.uppercased() else { return nil }
    if land == "UK" { return land }
    return union.contains(land) || ["CH", "US"].contains(land) ? land : nil
  }
}
