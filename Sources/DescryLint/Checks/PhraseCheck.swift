internal import DescryCore

/// `phrase`: some phrase of the lists stands in a part of the flow.
struct PhraseCheck: Check {
  static let name = "phrase"
  private let lists: PhraseSelection
  private let scope: Scope
  private let seesHidden: Bool
  private let onControls: Bool

  init(_ parameters: CheckParameters) {
    lists = parameters.lists
    scope = parameters.scope
    seesHidden = parameters.flag("hidden")
    onControls = parameters.flag("controls")
  }

  /// The lists, when the element's own label must have a phrase of them.
  var ownLists: PhraseSelection? { scope == .itself ? lists : nil }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    for place in flow.places(scope, of: subject, hidden: seesHidden) {
      guard flow.has(lists, at: place) else { continue }
      if onControls, !flow.element(place).role.isControl, flow.view(place).hasRoles { continue }
      var seen = Observation(phrase: flow.phrase(lists, in: flow.label(place)))
      // Of a screen or a flow the check tells the place; an element is one already.
      if subject.element == nil { seen.place = place }
      return .yes([seen])
    }
    return .no
  }
}
