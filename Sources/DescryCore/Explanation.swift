/// How sure an explanation is, as a word; the thresholds are data (`rules/evidence/`).
public enum Confidence: String, Sendable, Hashable, Comparable, CaseIterable {
  case possible
  case likely
  case certain

  /// The less sure first.
  public static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .possible: 0
    case .likely: 1
    case .certain: 2
    }
  }
}

/// A named thing of the catalogue; without an id it is a name that was read from the line.
public struct CatalogueName: Sendable, Hashable {
  /// The id in the catalogue; nil when the catalogue does not know it.
  public let id: String?
  /// The name to show.
  public let name: String

  /// A name, with its catalogue id if it has one.
  public init(id: String? = nil, name: String) {
    self.id = id
    self.name = name
  }
}

/// A plan as an explanation names it.
public struct PlanName: Sendable, Hashable {
  /// `merchant/subscription/plan`.
  public let id: String
  /// How often it is charged.
  public let every: BillingPeriod
  /// The list price that was compared.
  public let price: Money

  /// A plan with its price.
  public init(id: String, every: BillingPeriod, price: Money) {
    self.id = id
    self.every = every
    self.price = price
  }
}

/// What kind of charge an explanation says it is.
public enum ChargeKind: String, Sendable, Hashable, CaseIterable {
  case subscription, purchase, refund, transfer, fee, cash, verification, other

  /// Whether the bank itself books it, with no merchant behind it.
  public var isOfBank: Bool { self == .transfer || self == .fee || self == .cash }
}

/// One piece of evidence for or against a hypothesis.
public struct Evidence: Sendable, Hashable {
  /// The family that it belongs to; inside a family only the strongest item counts.
  public enum Family: String, Sendable, Hashable, CaseIterable {
    case descriptor, price, rhythm, signUpOrder = "sign-up-order", refund, stream, flow, category,
      fraud, cardTesting = "card-testing", velocity, geography

    /// Whether it speaks of the card in a stranger's hands; each such family is a sign of its own.
    public var isFraudSign: Bool {
      switch self {
      case .fraud, .cardTesting, .velocity, .geography: true
      default: false
      }
    }
  }

  /// The family.
  public let family: Family
  /// What is seen, in a sentence for a person.
  public let says: LocalizedText
  /// P(seen | hypothesis) / P(seen | not hypothesis); 1 when the family could not be checked.
  public let likelihoodRatio: Double
  /// The rule or evidence file that says so, as `merchants/amazon` or `evidence/price`.
  public let rule: String
  /// Where the ratio was measured or the fact was published.
  public let source: String?
  /// Whether nobody measured the ratio or published the fact: it never makes anything certain.
  public let isUnverified: Bool
  /// The bytes of the descriptor that it stands on, `from` included, `to` not.
  public let span: Range<Int>?

  /// One piece of evidence.
  public init(
    family: Family, says: LocalizedText, likelihoodRatio: Double, rule: String,
    source: String? = nil, isUnverified: Bool = false, span: Range<Int>? = nil
  ) {
    self.family = family
    self.says = says
    self.likelihoodRatio = likelihoodRatio
    self.rule = rule
    self.source = source
    self.isUnverified = isUnverified
    self.span = span
  }
}

/// One way in which a charge can have come about, with its weight.
public struct Hypothesis: Sendable, Hashable {
  /// What kind of charge it would be.
  public var kind: ChargeKind
  /// Whether it says that somebody else used the card.
  public var isFraud: Bool
  /// The merchant; nil when the line does not name one.
  public var merchant: CatalogueName?
  /// The subscription.
  public var subscription: CatalogueName?
  /// The plan whose price fits best.
  public var plan: PlanName?
  /// The prior odds' probability, before evidence.
  public var prior: Double
  /// The evidence that was weighed, one item a family at the most.
  public var evidence: [Evidence]
  /// The posterior probability.
  public var probability: Double

  /// A hypothesis with its prior.
  public init(
    kind: ChargeKind, merchant: CatalogueName? = nil, subscription: CatalogueName? = nil,
    plan: PlanName? = nil, prior: Double, isFraud: Bool = false
  ) {
    self.kind = kind
    self.isFraud = isFraud
    self.merchant = merchant
    self.subscription = subscription
    self.plan = plan
    self.prior = prior
    self.evidence = []
    self.probability = prior
  }
}

/// A question that would settle an open explanation.
public struct Question: Sendable, Hashable {
  /// What to ask.
  public let text: LocalizedText
  /// The posterior of the best hypothesis if the answer is yes, and if it is no; nil when not known.
  public let ifYes: Double?
  /// See `ifYes`.
  public let ifNo: Double?

  /// A question.
  public init(text: LocalizedText, ifYes: Double? = nil, ifNo: Double? = nil) {
    self.text = text
    self.ifYes = ifYes
    self.ifNo = ifNo
  }
}

/// A right that the cardholder may have, with its citation.
public struct LegalRight: Sendable, Hashable {
  /// What it gives, in a clause.
  public let title: LocalizedText
  /// The article.
  public let cite: String
  /// Where it can be read.
  public let url: String?

  /// A right.
  public init(title: LocalizedText, cite: String, url: String?) {
    self.title = title
    self.cite = cite
    self.url = url
  }
}

/// What to do about a charge.
public struct Advice: Sendable, Hashable {
  /// What to do with the card.
  public enum Card: String, Sendable, Hashable {
    case keep
    case askFirst = "ask-first"
    case block
  }

  /// What to do with the card.
  public var card: Card
  /// What to ask, the question that moves most first.
  public var ask: [Question]
  /// What to do, in order.
  public var steps: [LocalizedText]
  /// What the law gives.
  public var rights: [LegalRight]

  /// Advice about a charge.
  public init(
    card: Card, ask: [Question] = [], steps: [LocalizedText] = [], rights: [LegalRight] = []
  ) {
    self.card = card
    self.ask = ask
    self.steps = steps
    self.rights = rights
  }

  /// Hashes what differs most: where equal advice is looked for, there is much of it.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(card)
    hasher.combine(steps.count)
    hasher.combine(rights.count)
    hasher.combine(ask.first?.text.english)
    hasher.combine(steps.first?.english)
    hasher.combine(steps.last?.english)
  }
}

/// What a charge is, how sure that is, and what else it could be.
///
/// Its parts are stored once and shared by all copies: statements repeat themselves, and a list of a
/// million charges holds each explanation once.
public struct Explanation: Sendable, Hashable {
  /// What became of the question.
  public enum Outcome: String, Sendable, Hashable {
    case recognized, ambiguous, unknown
  }

  // What is read of it is read in place, in other modules too: whoever asks for the kind of a charge
  // must not copy all that is told of it.
  @usableFromInline struct Parts: Sendable, Hashable {
    @usableFromInline var outcome: Outcome
    @usableFromInline var confidence: Confidence?
    @usableFromInline var merchantConfidence: Confidence?
    @usableFromInline var best: Hypothesis
    @usableFromInline var intermediary: CatalogueName?
    @usableFromInline var alternatives: [Hypothesis]
    @usableFromInline var advice: Advice
  }

  @usableFromInline final class Shared: Sendable {
    @usableFromInline let parts: Parts

    init(_ parts: Parts) { self.parts = parts }
  }

  @usableFromInline var shared: Shared

  /// What became of the question.
  public var outcome: Outcome {
    @inlinable get { shared.parts.outcome }
    set { change { $0.outcome = newValue } }
  }
  /// How sure, as a word; nil when nothing is at least possible.
  public var confidence: Confidence? {
    @inlinable get { shared.parts.confidence }
    set { change { $0.confidence = newValue } }
  }
  /// How sure the merchant alone is, as a word.
  public var merchantConfidence: Confidence? {
    @inlinable get { shared.parts.merchantConfidence }
    set { change { $0.merchantConfidence = newValue } }
  }
  /// The best hypothesis.
  public var best: Hypothesis {
    @inlinable get { shared.parts.best }
    set { change { $0.best = newValue } }
  }
  /// Who stands between the cardholder and the merchant.
  public var intermediary: CatalogueName? {
    @inlinable get { shared.parts.intermediary }
    set { change { $0.intermediary = newValue } }
  }
  /// The other hypotheses, the more probable first.
  public var alternatives: [Hypothesis] {
    @inlinable get { shared.parts.alternatives }
    set { change { $0.alternatives = newValue } }
  }
  /// Every hypothesis, the best first.
  public var hypotheses: [Hypothesis] { [best] + alternatives }
  /// The most probable hypothesis that is a subscription; nil when none is.
  public var subscribed: Hypothesis? {
    best.subscription == nil ? alternatives.first { $0.subscription != nil } : best
  }
  /// What to do.
  public var advice: Advice {
    @inlinable get { shared.parts.advice }
    set { change { $0.advice = newValue } }
  }

  /// An explanation.
  public init(
    outcome: Outcome, confidence: Confidence?, merchantConfidence: Confidence? = nil,
    best: Hypothesis, intermediary: CatalogueName? = nil, alternatives: [Hypothesis] = [],
    advice: Advice
  ) {
    shared = Shared(
      Parts(
        outcome: outcome, confidence: confidence, merchantConfidence: merchantConfidence,
        best: best, intermediary: intermediary, alternatives: alternatives, advice: advice))
  }

  private mutating func change(_ change: (inout Parts) -> Void) {
    var parts = shared.parts
    change(&parts)
    shared = Shared(parts)
  }

  /// Whether two explanations say the same.
  public static func == (left: Explanation, right: Explanation) -> Bool {
    left.shared === right.shared || left.shared.parts == right.shared.parts
  }

  /// Hashes all parts.
  public func hash(into hasher: inout Hasher) { hasher.combine(shared.parts) }
}
