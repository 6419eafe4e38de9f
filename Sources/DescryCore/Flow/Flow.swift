/// One visit of a checkout, a sign-up or a cancellation: screens in order, and what the person did.
public struct Flow: Sendable, Hashable {
  /// The formats that are read.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    case html, mhtml, har, text
    /// A Playwright `trace.zip`.
    case trace
    /// A Playwright ARIA snapshot, YAML.
    case aria
    /// Descry's own recording, `.flow.json`.
    case recording
    /// The transcript that auditors type, `.flow.md`.
    case transcript
  }

  /// The file or folder as the user named it.
  public var path: String
  /// The format; of a folder, that of its first file.
  public var format: Format
  /// A title, when the source gives one.
  public var title: String?
  /// The language as a BCP 47 tag, as `fr` or `de-AT`; a screen may have its own.
  public var language: String?
  /// The currency of prices that name none.
  public var currency: Currency?
  /// The merchant's catalogue id or name, when the source tells; it links the flow to a statement.
  public var merchant: String?
  /// The day of the visit.
  public var date: CalendarDate?
  /// The screens in the order in which they were seen.
  public var screens: [Screen]
  /// What the person did, in order.
  public var actions: [FlowAction]
  /// Inline suppressions that the source holds.
  public var suppressions: [FlowSuppression]
  /// What could not be read, each with its place; the flow holds the rest.
  public var diagnostics: [Diagnostic]

  /// A flow without screens yet.
  public init(path: String, format: Format) {
    self.path = path
    self.format = format
    screens = []
    actions = []
    suppressions = []
    diagnostics = []
  }

  /// The actions taken on a screen, in order.
  public func actions(on screen: Int) -> [FlowAction] { actions.filter { $0.screen == screen } }
}

/// A remark in the source that silences a rule: `<!-- descry-disable-next-line RULE -- reason -->`.
public struct FlowSuppression: Sendable, Hashable {
  /// The rule's id.
  public let rule: String
  /// Why; nil when the author gave none, which makes the suppression void.
  public let reason: String?
  /// The line that is silenced, from 1; nil for the whole file (`descry-disable`).
  public let line: Int?
  /// Where the remark stands.
  public let location: SourceLocation

  /// A suppression.
  public init(rule: String, reason: String?, line: Int?, location: SourceLocation) {
    self.rule = rule
    self.reason = reason
    self.line = line
    self.location = location
  }
}
