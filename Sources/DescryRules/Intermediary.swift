public import DescryCore

/// Who stands between a cardholder and a merchant.
public struct Intermediary: Sendable {
  /// What it does.
  public enum Role: String, Sendable, CaseIterable {
    case wallet, processor, marketplace
    case merchantOfRecord = "merchant-of-record"
    case appStore = "app-store"
    case carrierBilling = "carrier-billing"
  }

  /// The id, as `paypal`.
  public let id: String
  /// Its name.
  public let name: String
  /// What it does.
  public let role: Role
  /// The file that it was read from.
  public let path: String
  /// Where it is registered.
  public let country: String?
  /// Its site.
  public let website: String?
  /// The day on which somebody last looked at the whole file.
  public let reviewed: CalendarDate?
  /// How its lines read; a `{seller}` names who sold.
  public let descriptors: [DescriptorForm]
  /// Keys that name it beyond doubt.
  public let keys: [ExactKey]
  /// How many characters of the seller are printed.
  public let sellerLength: Int?
  /// Where a charge can be looked up.
  public let chargeLookup: ChargeLookup?
  /// Whether subscriptions can be ended there.
  public let cancels: Bool
  /// What an advisor should know.
  public let notes: LocalizedText?
  /// The examples that prove the file.
  public let tests: RuleTests

  /// A form by its place; nil when there is none.
  package func form(_ place: Int) -> DescriptorForm? {
    descriptors.indices.contains(place) ? descriptors[place] : nil
  }

  /// The page where a charge can be looked up.
  public struct ChargeLookup: Sendable {
    /// The page.
    public let url: String?
    /// What to do there.
    public let says: LocalizedText?
  }
}

extension Schema {
  /// `intermediary/1`.
  package static let intermediary = Schema(
    "intermediary/1", "Who stands between a cardholder and a merchant.",
    [
      Field("name", .text, required: true, "its name"),
      Field(
        "role", .choice(Intermediary.Role.allCases.map(\.rawValue)), required: true, "what it does"),
      Field("country", .text, "where it is registered"),
      Field("website", .text, "its site"),
      Field("reviewed", .date, required: true, "when somebody last looked at all of it"),
      descriptors([
        Field("star", .choice(["required"]), "the star of the form must be there"),
        Field("kind", .choice(ChargeKind.allCases.map(\.rawValue)), "what such a line is"),
      ]),
      keys,
      Field("seller-length", .integer(1...60), "how many characters of the seller are printed"),
      Field(
        "charge-lookup",
        .record([
          Field("url", .text, "the page"), Field("en", .text, "what to do there"),
          Field("fr", .text, "the same in French"),
          Field("source", .text, "who published it"),
          Field("unverified", .flag, "true when nobody published it"),
        ]), "where a charge can be looked up"),
      Field("cancels", .flag, "whether subscriptions can be ended there"),
      Field("notes", .localized, "what an advisor should know"),
      tests,
    ])
}

extension Intermediary {
  /// Reads a checked file; nil when something that it needs is missing (and was reported).
  init?(_ node: RuleNode, path: String, problems: inout RuleFileDiagnostics) {
    guard let id = node.text("id"), let name = node.text("name"),
      let role = node.text("role").flatMap(Role.init)
    else { return nil }
    self.id = id
    self.name = name
    self.role = role
    self.path = path
    country = node.text("country")
    website = node.text("website")
    reviewed = node.date("reviewed")
    descriptors = node.items("descriptors").compactMap { DescriptorForm($0, problems: &problems) }
    keys = node.items("keys").flatMap { ExactKey.read($0, problems: &problems) }
    sellerLength = node.integer("seller-length")
    chargeLookup = node["charge-lookup"].map {
      ChargeLookup(url: $0.text("url"), says: $0.localized)
    }
    cancels = node.flag("cancels")
    notes = node.localized("notes")
    tests = RuleTests(node["tests"])
    Merchant.checkUnique(node.items("descriptors"), "descriptor", problems: &problems)
  }
}
