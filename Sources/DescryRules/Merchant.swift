public import DescryCore

/// Who charges cards: how the line reads, and what can be bought there.
///
/// A class, so that thousands of lines of a merchant hold it without copies of its texts.
public final class Merchant: Sendable {
  /// How much else than subscriptions can be bought.
  public enum Purchases: String, Sendable, CaseIterable {
    case none, rare, usual
  }

  /// The id, as `amazon`.
  public let id: String
  /// The name that its customers use.
  public let name: String
  /// One of `Merchant.categories`.
  public let category: String
  /// The file that it was read from.
  public let path: String
  /// Where it sells, ISO 3166 letters; empty when everywhere.
  public let countries: [String]
  /// Its site.
  public let website: String?
  /// The day on which somebody last looked at the whole file.
  public let reviewed: CalendarDate?
  /// Whether anything but subscriptions is sold.
  public let purchases: Purchases
  /// How its lines read.
  public let descriptors: [DescriptorForm]
  /// Creditor ids, phone numbers and pages that name it beyond doubt.
  public let keys: [ExactKey]
  /// Where the customer sees what a charge was.
  public let accountPage: String?
  /// What can be subscribed to.
  public let subscriptions: [Subscription]
  /// What an advisor should know.
  public let notes: LocalizedText?
  /// The examples that prove the file; nobody needs them who explains charges, so they are read when
  /// they are asked for.
  public var tests: RuleTests { RuleTests(readTests()) }
  private let readTests: @Sendable () -> RuleNode?

  /// Reads a checked file; nil when something that it needs is missing (and was reported).
  ///
  /// `tests` reads the examples; without it they are the node's own.
  init?(
    _ node: RuleNode, path: String, tests: (@Sendable () -> RuleNode?)? = nil,
    problems: inout RuleFileDiagnostics
  ) {
    guard let id = node.text("id"), let name = node.text("name"),
      let category = node.text("category")
    else { return nil }
    self.id = id
    self.name = name
    self.category = category
    self.path = path
    countries = node.texts("countries")
    website = node.text("website")
    reviewed = node.date("reviewed")
    purchases =
      node.text("purchases").flatMap(Purchases.init)
      ?? (Self.contractCategories.contains(category) ? .rare : .usual)
    descriptors = node.items("descriptors").compactMap { DescriptorForm($0, problems: &problems) }
    keys = node.items("keys").flatMap { ExactKey.read($0, problems: &problems) }
    accountPage = node["account-page"]?.text("url")
    subscriptions = node.items("subscriptions").compactMap {
      Subscription($0, of: id, problems: &problems)
    }
    notes = node.localized("notes")
    let examples = node["tests"]
    readTests = tests ?? { examples }
  }

  /// A merchant of which no more can be read.
  init(nothingBut entry: MerchantList.Entry) {
    id = entry.id
    name = entry.name
    category = entry.category
    path = ""
    countries = []
    website = nil
    reviewed = nil
    purchases = .usual
    descriptors = []
    keys = []
    accountPage = nil
    subscriptions = []
    notes = nil
    readTests = { nil }
  }

  /// A subscription by its id within the merchant.
  public func subscription(_ id: String) -> Subscription? { subscriptions.first { $0.id == id } }

  /// A form by its place; nil when there is none.
  package func form(_ place: Int) -> DescriptorForm? {
    descriptors.indices.contains(place) ? descriptors[place] : nil
  }

  /// Whether people often say that they never knowingly agreed to its charges.
  public var isBillingTrap: Bool { category == "billing-trap" }

  /// Categories whose charges are mostly contracts, unless a file says otherwise.
  static let contractCategories: Set<String> = [
    "video", "music", "audiobooks", "press", "software", "ai", "cloud", "hosting", "security",
    "dating", "fitness", "telecom", "energy", "water", "insurance", "meal-kit", "genealogy",
    "credit-score",
  ]

  /// The closed list of categories.
  public static let categories = [
    "video", "music", "audiobooks", "press", "books", "software", "ai", "cloud", "hosting",
    "domains", "security", "games", "marketplace", "delivery", "meal-kit", "dating", "fitness",
    "telecom", "energy", "water", "insurance", "bank", "payments", "transport", "parking", "toll",
    "travel", "lodging", "airline", "car-rental", "fuel", "grocery", "restaurant", "bakery",
    "fashion", "home", "diy", "electronics", "beauty", "pharmacy", "health", "optician",
    "education", "genealogy", "charity", "adult", "credit-score", "app-store", "documents",
    "professional", "leisure", "tickets", "toys", "sport", "pets", "gambling", "government",
    "postal", "crypto", "billing-trap", "services", "other",
  ]
}

/// A number or page that names its owner beyond doubt.
public struct ExactKey: Sendable, Hashable {
  /// What kind of key it is.
  public enum Kind: String, Sendable, CaseIterable {
    case creditor, phone, url
  }

  /// The kind.
  public let kind: Kind
  /// The key as the file writes it.
  public let value: String
  /// Whether nobody published it.
  public let isUnverified: Bool
  /// Who published it.
  public let source: String?
}

/// Something that is charged again and again until it is cancelled.
public struct Subscription: Sendable {
  /// How a free or cheap beginning turns into a charge.
  public struct Trial: Sendable {
    /// How many days it lasts.
    public let days: Int
    /// What it costs; nil or zero when nothing.
    public let price: Money?
    /// The plan that follows, by id.
    public let convertsTo: String?
    /// Whether nobody published it.
    public let isUnverified: Bool
    /// Who published it.
    public let source: String?
  }

  /// How to end it.
  public struct Cancellation: Sendable {
    /// The page.
    public let url: String?
    /// The way there, in words.
    public let path: LocalizedText?
    /// What is refunded.
    public let refund: LocalizedText?
    /// Who published it.
    public let source: String?
  }

  /// The id within its merchant.
  public let id: String
  /// The id in the catalogue, as `amazon/prime`.
  public let fullID: String
  /// Its name.
  public let name: String
  /// Earlier names.
  public let formerly: [String]
  /// What it costs, by country and date.
  public let plans: [Plan]
  /// How it may begin.
  public let trial: Trial?
  /// Where it is sold, as `checkout-offer`.
  public let soldThrough: [String]
  /// What to ask the cardholder first.
  public let askFirst: LocalizedText?
  /// How to end it.
  public let cancellation: Cancellation?
}

/// A price of a subscription in a country and a time.
public struct Plan: Sendable {
  /// The id within its subscription; the same for the same plan at another date.
  public let id: String
  /// ISO 3166 letters; nil when the price holds everywhere.
  public let country: String?
  /// How often it is charged.
  public let every: BillingPeriod
  /// The list price as charged.
  public let price: Money
  /// The first day of the price, if known.
  public let from: CalendarDate?
  /// The last day of the price, if known or past.
  public let until: CalendarDate?
  /// Up to how many percent of sales tax come on top.
  public let taxPercent: Int
  /// Whether nobody published it.
  public let isUnverified: Bool
  /// Who published it.
  public let source: String?

  /// Whether the price was the list price on a day; a missing bound is open.
  public func holds(on date: CalendarDate) -> Bool {
    (from.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
  }
}

/// The examples of a rule: what must match, what must not, what cannot be told.
public struct RuleTests: Sendable {
  /// A line that must be recognised.
  public struct Match: Sendable {
    /// The line.
    public let descriptor: String
    /// The amount, when the example needs it.
    public let amount: Money?
    /// The booking date, when the example needs it.
    public let date: CalendarDate?
    /// The cardholder's country, when the example needs it.
    public let country: String?
    /// `merchant` or `merchant/subscription`; nil for an intermediary.
    public let expected: String?
    /// The plan, when it must be told.
    public let plan: String?
    /// The seller behind an intermediary.
    public let seller: String?
    /// The line of the file.
    public let line: Int
  }

  /// A line that must not be taken for this rule, or not decided.
  public struct Refusal: Sendable {
    /// The line.
    public let descriptor: String
    /// Why.
    public let because: String
    /// The line of the file.
    public let line: Int
  }

  /// Lines that must match.
  public let matches: [Match]
  /// Lines that only look like it.
  public let nearMisses: [Refusal]
  /// Lines that are the merchant's, but of which no product may be told.
  public let undecided: [Refusal]
}
