internal import DescryRules

/// Finds whom and what a label in words means, by the names that the catalogue itself knows.
///
/// These are ids, names, earlier and other names, subscriptions, pages. Nothing is matched with lines.
struct LabelCatalogue: Sendable {
  /// What a label's merchant can mean.
  struct Owners: Sendable {
    var merchants: Set<String> = []
    var intermediaries: Set<String> = []

    var isEmpty: Bool { merchants.isEmpty && intermediaries.isEmpty }

    mutating func formUnion(_ other: Owners) {
      merchants.formUnion(other.merchants)
      intermediaries.formUnion(other.intermediaries)
    }
  }

  private struct Product: Sendable {
    let id: String
    /// Its names, without its merchant's words and those that every subscription has.
    let names: [NameWords]
  }

  private struct Shop: Sendable {
    let category: String
    /// Whether it sells little but subscriptions, so that whoever names it means one.
    let isContract: Bool
    let words: Set<String>
    let products: [Product]
  }

  /// Whose name it is.
  private var owners: [String: Owners] = [:]
  /// Whose product's name or page it is, which a shop's own name goes before.
  private var sellers: [String: Owners] = [:]
  private var shops: [String: Shop] = [:]

  init(_ book: RuleBook) {
    for merchant in book.merchants {
      for name in ([merchant.name, merchant.id] + merchant.also).flatMap(Self.variants) {
        owners[name.joined, default: Owners()].merchants.insert(merchant.id)
      }
      let site = merchant.website.flatMap(Self.domain).map { [$0] } ?? []
      let products = merchant.subscriptions.flatMap { [$0.name] + $0.formerly + $0.also }
      let parts = products.flatMap { $0.split(separator: "/").map(String.init) }
      for name in (site + parts).flatMap(Self.variants)
      where !name.words.allSatisfy(Self.unspecific.contains) {
        sellers[name.joined, default: Owners()].merchants.insert(merchant.id)
      }
      let words = Set([merchant.name, merchant.id].flatMap { NameWords($0).words })
      shops[merchant.id] = Shop(
        category: merchant.category, isContract: merchant.purchases != .usual, words: words,
        products: merchant.subscriptions.map { subscription in
          Product(
            id: "\(merchant.id)/\(subscription.id)",
            names: ([subscription.name, subscription.id] + subscription.formerly
              + subscription.also).flatMap { $0.split(separator: "/") }.map {
                NameWords(String($0)).without(words).without(Self.unspecific)
              })
        })
    }
    for intermediary in book.intermediaries {
      for name in [intermediary.name, intermediary.id].flatMap(Self.variants) {
        owners[name.joined, default: Owners()].intermediaries.insert(intermediary.id)
      }
    }
  }

  /// Whom a label means: an equal name, then a product's name, then the longest name that it begins
  /// with, when only words that many names share follow.
  func owners(named label: String) -> Owners {
    let names = Self.variants(label)
    for index in [owners, sellers] {
      var found = Owners()
      for name in names {
        if let exact = index[name.joined] { found.formUnion(exact) }
      }
      guard found.isEmpty else { return found }
    }
    for name in names {
      for count in stride(from: name.words.count - 1, to: 0, by: -1) {
        guard name.words[count...].allSatisfy(NameWords.common.contains) else { break }
        if let begun = owners[name.words[..<count].joined()] { return begun }
      }
    }
    return Owners()
  }

  /// The subscriptions that a label's product means; empty when it names none of the catalogue, or
  /// several of which a line cannot tell.
  func subscriptions(named label: String, of merchants: Set<String>) -> Set<String> {
    let parts = label.split(separator: "/").map(String.init)
    if parts.count > 1 {
      let each = parts.map { subscriptions(named: $0, of: merchants) }
      return each.allSatisfy { $0 == each[0] } ? each[0] : []
    }
    // "bank fee: Comfort Pack": the name stands behind the kind.
    if let colon = label.firstIndex(of: ":") {
      return subscriptions(named: String(label[label.index(after: colon)...]), of: merchants)
    }
    let plain = NameWords(Self.withoutRemarks(label))
    if plain.words.isEmpty, label.hasPrefix("(") { return [] }
    var named = merchants
    if let own = owners[plain.joined] {
      // A wallet's or a store's name is no subscription.
      if own.merchants.isEmpty { return [] }
      named.formUnion(own.merchants)
    }
    let whole = merchants.compactMap { shops[$0] }.contains {
      owners[($0.words + plain.words).joined()]?.merchants.isEmpty ?? false
    }
    if whole { return [] }
    var best: (rank: Int, ids: Set<String>) = (0, [])
    for id in named {
      guard let shop = shops[id] else { continue }
      let said = plain.without(shop.words).without(Self.unspecific)
      for product in shop.products {
        let rank = product.names.map { Self.rank($0, said, isContract: shop.isContract) }.max() ?? 0
        if rank > best.rank { best = (rank, []) }
        if rank == best.rank, rank > 0 { best.ids.insert(product.id) }
      }
    }
    if !best.ids.isEmpty { return best.ids }
    return ofAKind(plain, named)
  }

  /// A label that names no more than a kind means whatever is sold of it.
  private func ofAKind(_ label: NameWords, _ merchants: Set<String>) -> Set<String> {
    let isUnspecific = label.words.contains(where: Self.unspecific.contains)
    let shops = merchants.compactMap { self.shops[$0] }.filter { shop in
      let said = label.without(shop.words).without(Self.unspecific).words
      guard !said.isEmpty else { return shop.isContract || label.words.isEmpty || isUnspecific }
      return said.allSatisfy { Self.kinds[$0]?.contains(shop.category) ?? false }
    }
    return Set(shops.flatMap { $0.products.map(\.id) })
  }

  /// How well a product's name fits a label's words, both without their merchant's: equal before
  /// contained, more words before fewer; 0 when it does not.
  ///
  /// At a shop a label that says less than the name may mean something else: "Play" is not Play Pass.
  private static func rank(_ name: NameWords, _ said: NameWords, isContract: Bool) -> Int {
    guard !name.words.isEmpty, !said.words.isEmpty else { return 0 }
    if name.joined == said.joined { return 1_000 }
    let common = Set(name.words).intersection(said.words)
    let isPart =
      common.count == Set(name.words).count
      || (isContract && common.count == Set(said.words).count)
    return isPart ? common.count * 10 - abs(name.words.count - said.words.count) : 0
  }

  /// A name as it stands, without what stands in brackets, and what stands there.
  private static func variants(_ name: String) -> [NameWords] {
    let outer = withoutRemarks(name)
    var texts = [name, outer]
    if let open = name.firstIndex(of: "("), let close = name.lastIndex(of: ")"), open < close {
      texts.append(String(name[name.index(after: open)..<close]))
    }
    return texts.map { NameWords($0) }.flatMap {
      [$0, $0.without(forms)]
    }.filter { !$0.joined.isEmpty }
  }

  /// A label without brackets and without the way of payment: "insurance (via Stripe)".
  private static func withoutRemarks(_ label: String) -> String {
    var text = label
    if let open = text.firstIndex(of: "(") { text = String(text[..<open]) }
    let words = text.split(separator: " ")
    return words.prefix { $0 != "via" }.joined(separator: " ")
  }

  /// What stands before the ending of a page's domain.
  private static func domain(_ page: String) -> String? {
    let host = page.split(separator: "/").first { !$0.hasSuffix(":") } ?? ""
    let parts = host.split(separator: ".").filter { $0 != "www" }
    guard parts.count > 1 else { return nil }
    // A part of somebody's pages, as dvd.example.com, is not all that he sells.
    let names = parts[..<(parts.count - 1)].filter { $0 != "co" && $0 != "com" }
    return names.count == 1 ? String(names[0]) : nil
  }

  private static let forms: Set<String> = [
    "COM", "NET", "ORG", "FR", "IO", "AI", "CORP", "INC", "LTD", "LLC", "SA", "SAS", "GMBH",
  ]

  /// Words that tell of any subscription that it is one, of which country and how often.
  private static let unspecific: Set<String> = [
    "SUBSCRIPTION", "SUBSCRIPTIONS", "ABONNEMENT", "ABONNEMENTS", "ABO", "MEMBERSHIP", "MEMBER",
    "PLAN", "PLANS", "CONTRACT", "CONTRAT", "MONTHLY", "YEARLY", "ANNUAL", "MENSUEL", "ANNUEL",
    "DUES", "UK", "FR", "US", "DE", "ES", "IT", "CA", "BR", "TR", "AND", "OR", "THE", "OF", "ET",
    "OU", "DE", "LA", "LE",
  ]

  /// What people call a contract of whose name they do not think, and who sells such.
  private static let kinds: [String: Set<String>] = [
    "ENERGY": ["energy"], "GAS": ["energy"], "ELECTRICITY": ["energy"], "WATER": ["water"],
    "INSURANCE": ["insurance", "bank"], "CAR": ["insurance", "bank"],
    "HOME": ["insurance", "bank"],
    "HEALTH": ["insurance", "health"], "MOBILE": ["telecom"], "PHONE": ["telecom"],
    "INTERNET": ["telecom"], "BROADBAND": ["telecom"], "GYM": ["fitness"], "DATING": ["dating"],
    "VIDEO": ["video"], "NEWSLETTER": ["press"], "DOMAIN": ["domains", "hosting"],
    "STORAGE": ["cloud", "services"], "MONITORING": ["security", "services"],
    "LEASE": ["bank", "car-rental"], "TRAP": ["billing-trap"],
    "MAKER": ["billing-trap", "documents"],
    "CV": ["billing-trap", "documents"],
  ]
}
