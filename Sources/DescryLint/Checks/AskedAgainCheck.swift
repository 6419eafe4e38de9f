internal import DescryCore

/// `asked-again`: an offer with a phrase of the lists was declined on a screen before, and is made
/// again.
struct AskedAgainCheck: Check {
  static let name = "asked-again"
  private let lists: PhraseSelection
  private let decline: PhraseSelection

  init(_ parameters: CheckParameters) {
    lists = parameters.lists
    decline = parameters.known("decline")
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let screen = subject.screen, screen > 0, let offer = offer(on: screen, in: flow) else {
      return .no
    }
    for before in (0..<screen).reversed() {
      guard let former = self.offer(on: before, in: flow),
        flow.hits(former).meet(flow.hits(offer), in: lists)
      else { continue }
      guard flow.screens[before].screen.capabilities.contains(.actions) else {
        return .unknown(needs: "actions")
      }
      guard declined(former.screen, in: flow) else { continue }
      return .yes([
        Observation(
          place: offer, related: [flow.element(former).location],
          values: ["before": flow.name(ofScreen: before)])
      ])
    }
    return .no
  }

  /// Where a screen makes the offer: a text of the lists, with a control that declines.
  private func offer(on screen: Int, in flow: FlowView) -> ElementPlace? {
    let places = flow.places(.screen, of: .screen(screen))
    guard places.contains(where: { flow.element($0).role.isControl && flow.has(decline, at: $0) })
    else { return nil }
    return places.first { flow.has(lists, at: $0) && !flow.has(decline, at: $0) }
  }

  private func declined(_ screen: Int, in flow: FlowView) -> Bool {
    flow.flow.actions(on: screen).contains { action in
      let target = action.element.map { flow.screens[screen].elements[$0].label } ?? action.target
      return action.kind == .close || action.kind == .uncheck
        || (action.kind == .click && target.map { flow.hits($0).has(decline) } ?? false)
    }
  }
}
