public import DescryCore
internal import DescryLookup
public import DescryRules
internal import DescryText

/// The lines of one account that come from one merchant, however they are printed.
public struct MerchantFamily: Sendable {
  /// How far a merchant's charges may be taken for something that recurs.
  public enum Standing: Sendable, Hashable {
    /// It sells little but contracts: amounts may vary, two charges say much.
    case contract
    /// Nothing is known: only a tight rhythm of one amount counts.
    case open
    /// Daily life: only what is explained as a subscription counts.
    case everyday
  }

  /// What holds the lines together: the catalogue id, or the letters of the cleaned name.
  public let key: String
  /// The merchant's name, with its catalogue id if it has one.
  public let name: CatalogueName
  /// The catalogue's entry.
  public let merchant: Merchant?
  /// How far its charges may recur.
  public let standing: Standing
  /// Whether it sends bills that a person may pay when they come to it.
  var sendsBills: Bool {
    standing == .contract && merchant.map { Self.billers.contains($0.category) } == true
  }

  /// Whether it sends goods, so that an order may leave in parts.
  var ships: Bool {
    standing != .everyday || merchant.map { Self.shippers.contains($0.category) } == true
  }

  /// Categories of the catalogue of daily life whose goods are ordered too.
  private static let shippers: Set<String> = [
    "fashion", "home", "diy", "electronics", "beauty", "toys", "books", "pharmacy",
  ]

  /// Categories of the catalogue whose bills are for what was used, and are often paid by hand.
  private static let billers: Set<String> = ["telecom", "energy", "water"]

  /// The lines, by the account's numbers, in order of date.
  public internal(set) var entries: [Int] = []

  init(key: String, name: CatalogueName, merchant: Merchant?, standing: Standing) {
    self.key = key
    self.name = name
    self.merchant = merchant
    self.standing = standing
  }

  /// The key of a line.
  static func key(_ entry: LedgerEntry) -> String {
    if let id = merchant(entry)?.id { return id }
    let name = entry.explanation.best.merchant?.name ?? entry.transaction.descriptor
    let text = NormalizedText(name)
    let letters = text.bytes.filter { NormalizedText.isLetter($0) || $0 >= 0x80 }
    let plain = letters.count >= 3 ? letters : text.bytes
    return "~" + String(decoding: plain, as: UTF8.self)
  }

  /// The merchant of the catalogue that a line is most probably of.
  static func merchant(_ entry: LedgerEntry) -> CatalogueName? {
    let explanation = entry.explanation
    if let merchant = explanation.best.merchant, merchant.id != nil { return merchant }
    return explanation.alternatives.lazy.compactMap(\.merchant).first { $0.id != nil }
  }
}

extension MerchantFamily.Standing {
  /// The standing of a line's merchant.
  init(
    _ entry: LedgerEntry, merchant: Merchant?, isDirectDebit: Bool, everyday: EverydayBrands
  ) {
    if EverydayLife.contains(mcc: entry.transaction.mcc) {
      self = .everyday
    } else if let merchant {
      if EverydayLife.categories.contains(merchant.category) {
        self = .everyday
      } else {
        let sells = merchant.purchases
        self = sells == .usual && !Self.contracts.contains(merchant.category) ? .open : .contract
      }
    } else if EverydayLife.contains(name: entry.explanation.best.merchant?.name ?? "")
      || EverydayLife.contains(name: entry.transaction.descriptor)
      || everyday.contains(entry.transaction.descriptor)
    {
      self = .everyday
    } else {
      self = isDirectDebit ? .contract : .open
    }
  }

  /// Categories of the catalogue whose charges are mostly contracts or yearly dues.
  private static let contracts: Set<String> = [
    "video", "music", "audiobooks", "press", "software", "ai", "cloud", "hosting", "domains",
    "security", "dating", "fitness", "telecom", "energy", "water", "insurance", "meal-kit",
    "genealogy", "credit-score", "billing-trap",
  ]
}
