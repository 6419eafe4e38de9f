/// A price that stands somewhere on a screen.
public struct FlowPrice: Sendable, Hashable {
  /// What the price is for.
  public enum Kind: String, Sendable, Hashable {
    case item, subtotal, shipping, fee, tax, discount, total, recurring, trial
    /// A former or struck-through price.
    case was
    /// An amount whose meaning the words around it do not tell.
    case other
  }

  /// The element that holds it.
  public var element: Int
  /// What it is for.
  public var kind: Kind
  /// How much; the currency is that of the flow when the text names none.
  public var amount: Amount
  /// The currency, when it is known.
  public var currency: Currency?
  /// How often it is charged, for recurring prices.
  public var every: BillingPeriod?
  /// Days of a trial that the same text names.
  public var trialDays: Int?
  /// The text that names what it is for: the row's label.
  public var label: String
  /// The bytes of the element's label (`Element.label`) that spell it.
  public var span: Range<Int>

  /// A price.
  public init(
    element: Int, kind: Kind, amount: Amount, currency: Currency?, every: BillingPeriod? = nil,
    trialDays: Int? = nil, label: String = "", span: Range<Int>
  ) {
    self.element = element
    self.kind = kind
    self.amount = amount
    self.currency = currency
    self.every = every
    self.trialDays = trialDays
    self.label = label
    self.span = span
  }
}
