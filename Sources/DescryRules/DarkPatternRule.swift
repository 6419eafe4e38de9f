public import DescryCore

/// What to look for in a checkout flow, why it harms, and what to do about it.
public struct DarkPatternRule: Sendable {
  /// The families of the merged taxonomy; INTERFACE's `pattern`.
  public enum Family: String, Sendable, CaseIterable {
    case scarcity, urgency, misdirection, obstruction, sneaking, preselection, consent
    case cancellation, price
    case socialProof = "social-proof"
    case forcedAction = "forced-action"
    case hiddenSubscription = "hidden-subscription"
    case orderButton = "order-button"
  }

  /// What a rule is put to.
  public enum Subject: String, Sendable, CaseIterable {
    /// Every element that fits, one after another.
    case element
    /// Every screen.
    case screen
    /// Every screen that follows another.
    case step
    /// The flow as a whole.
    case flow
  }

  /// What else tells of the same harm nearby.
  public struct Absorption: Sendable {
    /// How far it reaches: the block or the screen.
    public let scope: Once
    /// The rules whose findings are told as related places of this one's.
    public let rules: [String]
  }

  /// Within what one finding of a rule is enough.
  public enum Once: String, Sendable, CaseIterable { case block, screen, flow }

  /// Where a rule looks.
  public struct Selection: Sendable {
    /// What it is put to.
    public let subject: Subject
    /// The roles of elements; empty for all.
    public let roles: [ElementRole]
    /// Areas of the page in which it does not look.
    public let outside: [PageArea]
    /// Areas of the page in which alone it looks; empty for all others.
    public let inside: [PageArea]
    /// Stages of a flow on which alone it looks; empty for all.
    public let stages: [FlowStage]
    /// Stages on which it does not look.
    public let notStages: [FlowStage]
    /// Whether it also reads bare lines of text, whose roles nobody knows.
    public let readsBareText: Bool
    /// Whether it also looks at what cannot be seen.
    public let seesHidden: Bool
    /// Within what one finding is enough; nil for none.
    public let once: Once?
  }

  /// One named check with its parameters.
  public struct CheckCall: Sendable {
    /// The check's name.
    public let name: String
    package let parameters: RuleNode
    /// The line of the rule's file.
    public let line: Int
  }

  /// What raises a finding's weight.
  public struct Escalation: Sendable {
    /// The weight then.
    public let severity: Severity
    /// Any of these raises it.
    public let any: [CheckCall]
    /// What to say then, when it differs.
    public let message: LocalizedText?
  }

  /// A sample flow, as a transcript or as HTML.
  public struct Example: Sendable {
    /// The text without the marks `↓`.
    public let text: String
    /// Whether it is HTML, not a transcript.
    public let isHTML: Bool
    /// The lines of the text, from 1, on which the rule must fire; empty when it must not.
    public let places: [Int]
    /// Why it must not fire; nil for an example that fires.
    public let because: String?
    /// The line of the rule's file.
    public let line: Int
  }

  /// The id.
  public let id: String
  /// The file.
  public let path: String
  /// The family.
  public let family: Family
  /// The rows of the taxonomy that it covers.
  public let taxonomy: [Int]
  /// What the pattern is called.
  public let name: LocalizedText
  /// Whether labelled flows bear it out.
  public let isStable: Bool
  /// How much a finding weighs.
  public let severity: Severity
  /// Where it looks.
  public let selection: Selection
  /// What the source must tell, as `style`.
  public let needs: [Screen.Capabilities]
  /// All of these must hold.
  public let all: [CheckCall]
  /// One of these must hold; empty for no such condition.
  public let any: [CheckCall]
  /// None of these may hold.
  public let none: [CheckCall]
  /// If one of these holds, a person has to look.
  public let review: [CheckCall]
  /// What raises the weight.
  public let escalation: Escalation?
  /// Rules whose findings at the same place say less.
  public let supersedes: [String]
  /// Rules whose findings nearby tell of the same harm; nil for none.
  public let absorbs: Absorption?
  /// What is found; `{text}`, `{phrase}`, `{price}` and the checks' own placeholders are filled in.
  public let message: LocalizedText
  /// Why it harms.
  public let why: LocalizedText
  /// What to change.
  public let remedy: LocalizedText
  /// Ids of articles of law.
  public let law: [String]
  /// Whether it applies only under the law that it names.
  public let isStatutory: Bool
  /// Where the pattern is described.
  public let references: [String]
  /// Samples on which it fires and near misses.
  public let examples: [Example]
  /// What it names in other files: kind, id, line, column.
  package let mentions: [Mention]

  /// Another rule, list or article that the file names.
  package struct Mention: Sendable {
    package enum Kind: String, Sendable { case law, phrases, rule }
    package let kind: Kind
    package let node: RuleNode
  }
}

/// An area of a page.
public enum PageArea: String, Sendable, Hashable, CaseIterable {
  case main, navigation, footer, header, aside, dialog, form
  /// Quoted text: a review, an article, an example.
  case quoted
}

/// What a screen is for.
public enum FlowStage: String, Sendable, Hashable, CaseIterable {
  case product, cart, delivery, payment, order, signup, account, cancel, confirmation, consent,
    offer
  /// Any of cart, delivery, payment, order and signup.
  case checkout
}
