public import DescryCore
public import DescryText

/// What the parts of a statement line are.
///
/// `line := rail? date? wallet? intermediary? MERCHANT store? reference? (phone|url)? city? state?
/// country? exchange? card-tail? date? trailer?`
public struct ParsedDescriptor: Sendable {
  /// The way by which the money moved.
  public enum Rail: String, Sendable, Hashable {
    case card, directDebit = "direct-debit", transfer, cash, fee, cheque, loan
  }

  /// The whole line.
  public let text: NormalizedText
  /// The merchant's part: what is left between what the bank put before and behind it.
  public internal(set) var core: Range<Int>
  /// The way by which the money moved; nil when the line does not say.
  public internal(set) var rail: Rail?
  /// Whether the line says that money comes back.
  public internal(set) var isCredit = false
  /// Whether the bank prints the town before the merchant.
  public internal(set) var placeComesFirst = false
  /// Whether what stands in that place was recognised and is no part of `core`.
  public internal(set) var placeIsRead = false
  /// The country whose banks print such a line.
  public internal(set) var bankCountry: String?
  /// The day of purchase; without a year it is the last such day before the charge's.
  public internal(set) var date: CalendarDate?
  /// The day and month where the line gives no year.
  public internal(set) var dayAndMonth: (day: Int, month: Int)?
  /// An amount that the line itself gives, without its sign.
  public internal(set) var amount: Amount?
  /// The currency of `amount`.
  public internal(set) var currency: Currency?
  /// The last digits of the card.
  public internal(set) var cardTail: String?
  /// A phone number of the merchant's, digits only.
  public internal(set) var phone: String?
  /// A page of the merchant's.
  public internal(set) var url: String?
  /// A SEPA creditor identifier.
  public internal(set) var creditorID: String?
  /// The merchant's reference for this charge.
  public internal(set) var reference: String?
  /// The town.
  public internal(set) var city: String?
  /// The state or province.
  public internal(set) var state: String?
  /// The merchant's country.
  public internal(set) var country: String?
  /// The merchant's words, cleaned: as a person would write the name.
  public internal(set) var name: String?

  init(_ text: NormalizedText) {
    self.text = text
    core = text.bytes.indices
  }

  /// The merchant's part as text.
  public var coreText: String { text.string(core) }
}
