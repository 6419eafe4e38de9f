public import DescryCore
public import DescryLookup
public import DescryRules

/// Everything that is known of one account: its lines in order of date, by merchant family.
public struct AccountHistory: Sendable {
  /// The account as its files name it.
  public let account: String?
  /// The lines in order of date; reverted ones are left out.
  public internal(set) var entries: AccountLedger
  /// The merchants.
  public private(set) var families: [MerchantFamily]
  /// The first day.
  public let from: Int
  /// The last day.
  public let to: Int

  /// The history of an account.
  ///
  /// The lines may come in any order, each with its explanation.
  /// - Complexity: O(n log n) in the lines.
  public init(
    account: String?, _ transactions: [Transaction], _ explanations: [Explanation],
    catalogue: Catalogue, using readings: ReadingMemory
  ) {
    self.account = account
    // A line that is not remembered is not read again for its day: the day of booking will do.
    entries = AccountLedger(transactions, explanations) {
      readings.remembered(Charge($0))?.parsed.purchaseDay(booked: $0.date) ?? $0.date
    }
    from = entries.first?.day ?? 0
    to = entries.last?.day ?? 0
    families = []
    group(catalogue, readings)
  }

  private mutating func group(_ catalogue: Catalogue, _ readings: ReadingMemory) {
    var numbers: [String: Int] = [:]
    var keys: [String: String] = [:]
    let named = entries.map { entry in
      // Lines repeat: the key of a name is made once.
      let name = MerchantFamily.merchant(entry)?.id ?? entry.explanation.best.merchant?.name
      guard let name else { return MerchantFamily.key(entry) }
      if let key = keys[name] { return key }
      let key = MerchantFamily.key(entry)
      keys[name] = key
      return key
    }
    let roots = Self.roots(Set(named))
    for index in entries.indices {
      let key = roots[named[index]] ?? named[index]
      let number: Int
      if let known = numbers[key] {
        number = known
      } else {
        number = families.count
        numbers[key] = number
        families.append(family(key, entries[index], catalogue, readings))
      }
      entries.put(index, into: number)
      families[number].entries.append(index)
    }
  }

  private func family(
    _ key: String, _ entry: LedgerEntry, _ catalogue: Catalogue, _ readings: ReadingMemory
  ) -> MerchantFamily {
    let merchant = key.hasPrefix("~") ? nil : catalogue.merchant(key)
    let name =
      merchant.map { CatalogueName(id: $0.id, name: $0.name) } ?? entry.explanation.best.merchant
      ?? CatalogueName(name: entry.transaction.descriptor)
    let isDirectDebit =
      merchant == nil
      && readings.reading(of: Charge(entry.transaction)).parsed.rail == .directDebit
    return MerchantFamily(
      key: key, name: name, merchant: merchant,
      standing: MerchantFamily.Standing(
        entry, merchant: merchant, isDirectDebit: isDirectDebit, everyday: catalogue.everyday))
  }

  /// Names that are cut at a line's end belong to the longer name: FASTHOSTS INTERNE to FASTHOSTS
  /// INTERNET.
  private static func roots(_ keys: Set<String>) -> [String: String] {
    var roots: [String: String] = [:]
    var root = ""
    for key in keys.filter({ $0.hasPrefix("~") }).sorted() {
      if root.utf8.count >= 12, key.hasPrefix(root) {
        roots[key] = root
      } else {
        root = key
      }
    }
    return roots
  }

  /// The lines of a family.
  public func entries(of family: MerchantFamily) -> [LedgerEntry] {
    family.entries.map { entries[$0] }
  }
}

/// The merchants of a rule book by their id.
public struct Catalogue: Sendable {
  private let merchants: MerchantList
  let everyday: EverydayBrands

  /// The merchants of a rule book.
  public init(_ book: RuleBook) {
    merchants = book.merchants
    everyday = EverydayBrands(book.merchants.entries)
  }

  /// A merchant by its id.
  public func merchant(_ id: String) -> Merchant? { merchants.merchant(id) }

  /// A subscription by its full id, as `amazon/prime`.
  public func subscription(_ id: String) -> Subscription? {
    let parts = id.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    return merchant(parts[0])?.subscription(parts[1])
  }
}
