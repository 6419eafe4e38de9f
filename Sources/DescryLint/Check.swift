internal import DescryCore

/// One question that a rule can put to a part of a flow; each is a named type of its own.
protocol Check: Sendable {
  /// The name by which rules call it; `CheckCatalogue` lists it with its parameters.
  static var name: String { get }

  /// A check with the parameters that the rule gives.
  init(_ parameters: CheckParameters)

  /// Whether it holds of a subject.
  func look(at subject: Subject, in flow: FlowView) -> CheckResult
}

/// What a rule is put to.
enum Subject: Hashable {
  case element(ElementPlace)
  case screen(Int)
  case flow

  /// The screen that it is or stands on.
  var screen: Int? {
    switch self {
    case .element(let place): place.screen
    case .screen(let index): index
    case .flow: nil
    }
  }

  /// The element, when it is one.
  var element: ElementPlace? { if case .element(let place) = self { place } else { nil } }
}

/// An element of a flow, by screen and id.
struct ElementPlace: Hashable {
  let screen: Int
  let id: Int
}

/// What a check found.
enum CheckResult {
  case no
  /// It holds; where it was seen, when the check knows better than the subject.
  case yes([Observation])
  /// It cannot be told: the source lacks this, as `style`.
  case unknown(needs: String)

  static let yes = CheckResult.yes([])

  init(_ holds: Bool) { self = holds ? .yes : .no }

  var holds: Bool { if case .yes = self { true } else { false } }
}

/// Where a check saw something, and what is to be said of it.
struct Observation {
  /// The element; nil for the subject's own.
  var place: ElementPlace?
  /// The screen, when there is no element.
  var screen: Int?
  /// The words that it turns on.
  var phrase: String?
  /// The price that it turns on.
  var price: FlowPrice?
  /// Other places that belong to it.
  var related: [SourceLocation] = []
  /// What fills the placeholders of the rule's message.
  var values: [String: LocalizedText] = [:]

  /// Both, the own facts first.
  func merging(_ other: Observation) -> Observation {
    var merged = self
    merged.place = place ?? other.place
    merged.screen = screen ?? other.screen
    merged.phrase = phrase ?? other.phrase
    merged.price = price ?? other.price
    merged.related += other.related
    merged.values.merge(other.values) { own, _ in own }
    return merged
  }
}
