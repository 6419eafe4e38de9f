public import DescryCore

/// A trial that a checkout offers, and whether the person who went through it took it.
public struct TrialOffer: Sendable, Hashable {
  /// The index of the screen.
  public let screen: Int
  /// The element that names how long the trial is.
  public let element: Int
  /// How many days it lasts.
  public let days: Int
  /// What is charged from then on; nil when no screen says so.
  public let price: FlowPrice?
  /// Whether it was taken; nil when no box, choice or button tells.
  public let isTaken: Bool?
}

extension Flow {
  /// The trial that was taken; else one of which nothing tells whether it was; else one declined.
  public var trialOffer: TrialOffer? {
    let offers = screens.flatMap { screen in
      screen.elements.compactMap { element -> TrialOffer? in
        guard element.label.utf8.count <= 600,
          let days = TrialLength.days(in: PriceWords(element.label))
        else { return nil }
        return TrialOffer(
          screen: screen.index, element: element.id, days: days, price: recurring(after: screen),
          isTaken: isTaken(element, on: screen))
      }
    }
    return offers.first { $0.isTaken == true } ?? offers.first { $0.isTaken == nil }
      ?? offers.first
  }

  /// The recurring price of a screen, or of the first later one that has any.
  private func recurring(after screen: Screen) -> FlowPrice? {
    screens.lazy.filter { $0.index >= screen.index }.flatMap(\.prices).first {
      $0.kind == .recurring && $0.every != nil && $0.amount > .zero
    }
  }

  private func isTaken(_ element: Element, on screen: Screen) -> Bool? {
    let done = actions(on: screen.index)
    if element.role == .button || element.role == .link {
      return done.contains { $0.element == element.id && $0.kind == .click }
    }
    guard element.role.isTickable else { return nil }
    var isTicked = element.state.checked ?? element.state.defaultChecked ?? false
    for action in done {
      let isOther = action.element.map { $0 != element.id } ?? true
      switch action.kind {
      case .check where !isOther, .choose where !isOther: isTicked = true
      case .uncheck where !isOther: isTicked = false
      case .click where !isOther: isTicked = element.role == .radio || !isTicked
      // Of several choices one is taken.
      case .check, .choose, .click:
        if element.role == .radio, let other = action.element,
          screen.elements.indices.contains(other), screen.elements[other].role == .radio
        {
          isTicked = false
        }
      default: break
      }
    }
    return isTicked
  }
}
