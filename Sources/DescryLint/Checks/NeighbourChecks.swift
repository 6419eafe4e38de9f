internal import DescryCore

extension FlowView {
  /// The controls near a control: those of its block, and of the stretch around it.
  func controls(near place: ElementPlace, within reach: Int = 12) -> [ElementPlace] {
    let view = view(place)
    var range = view.block(of: place.id)
    if let parent = view.elements[place.id].parent, view.elements[parent].subtreeEnd - parent <= 60
    {
      range = parent..<view.elements[parent].subtreeEnd
    }
    let near = max(0, place.id - reach * 3)..<(place.id + reach * 3 + 1)
    return range.clamped(to: near).lazy.filter { id in
      id != place.id && view.elements[id].role.isControl && view.elements[id].visibility.maySee
        && !view.elements[id].label.isEmpty
    }.map { ElementPlace(screen: place.screen, id: $0) }
  }
}

/// `decline-control`: it declines what a control beside it accepts.
///
/// Bare lines have no controls: there the words alone tell.
struct DeclineControlCheck: Check {
  static let name = "decline-control"
  private let decline: PhraseSelection

  init(_ parameters: CheckParameters) { decline = parameters.known("decline") }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, flow.has(decline, at: place) else { return .no }
    let view = flow.view(place)
    if !view.hasRoles { return .yes }
    guard view.elements[place.id].role.isControl else { return .no }
    return CheckResult(flow.controls(near: place).contains { !flow.has(decline, at: $0) })
  }
}

/// `accept-control`: it accepts what a control beside it declines.
struct AcceptControlCheck: Check {
  static let name = "accept-control"
  private let decline: PhraseSelection

  init(_ parameters: CheckParameters) { decline = parameters.known("decline") }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, flow.element(place).role.isControl,
      !flow.has(decline, at: place)
    else { return .no }
    return CheckResult(flow.controls(near: place).contains { flow.has(decline, at: $0) })
  }
}

/// `beside`: a control with some phrase of the lists stands near.
struct BesideCheck: Check {
  static let name = "beside"
  private let lists: PhraseSelection
  private let reach: Int

  init(_ parameters: CheckParameters) {
    lists = parameters.lists
    reach = parameters.integer("within") ?? 12
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    return CheckResult(
      flow.controls(near: place, within: reach).contains { flow.has(lists, at: $0) })
  }
}
