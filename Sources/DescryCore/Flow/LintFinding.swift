/// A dark pattern, or something that a person should look at, found in a flow.
public struct LintFinding: Sendable, Hashable {
  /// How sure the finding is.
  public enum Kind: String, Sendable, Hashable {
    /// Seen, by form.
    case violation
    /// Cannot be known from the source: a person has to look.
    case review
  }

  /// An article that the pattern may breach.
  public struct Law: Sendable, Hashable {
    /// The citation.
    public let cite: String
    /// Where it can be read.
    public let url: String?
    /// Since when it applies.
    public let inForce: CalendarDate?

    /// An article of law.
    public init(cite: String, url: String?, inForce: CalendarDate?) {
      self.cite = cite
      self.url = url
      self.inForce = inForce
    }
  }

  /// The rule's id.
  public var rule: String
  /// The family in the taxonomy, as `hidden-subscription`.
  public var pattern: String
  /// How much it weighs.
  public var severity: Severity
  /// How sure it is.
  public var kind: Kind
  /// What is found, in a sentence.
  public var message: LocalizedText
  /// Why that harms whom.
  public var why: LocalizedText
  /// What to change.
  public var remedy: LocalizedText
  /// The law that applies, by jurisdiction.
  public var law: [Law]
  /// The screen's index.
  public var screen: Int
  /// The element, when the finding is about one.
  public var element: Int?
  /// A path to the element that a person can follow: CSS-like for pages, the place for transcripts.
  public var selector: String?
  /// Where it stands in the source.
  public var location: SourceLocation
  /// The quoted text.
  public var text: String
  /// The price that it turns on.
  public var price: FlowPrice?
  /// Other places that belong to it: the screen on which a fee was still absent.
  public var related: [SourceLocation]
  /// Stays the same when lines move: of rule, screen and normalised evidence.
  public var fingerprint: String

  /// A finding at a place.
  public init(
    rule: String, pattern: String, severity: Severity, kind: Kind, message: LocalizedText,
    why: LocalizedText, remedy: LocalizedText, law: [Law] = [], screen: Int, element: Int? = nil,
    selector: String? = nil, location: SourceLocation, text: String, price: FlowPrice? = nil,
    related: [SourceLocation] = [], fingerprint: String
  ) {
    self.rule = rule
    self.pattern = pattern
    self.severity = severity
    self.kind = kind
    self.message = message
    self.why = why
    self.remedy = remedy
    self.law = law
    self.screen = screen
    self.element = element
    self.selector = selector
    self.location = location
    self.text = text
    self.price = price
    self.related = related
    self.fingerprint = fingerprint
  }
}
