internal import DescryCore
internal import DescryRules

/// `stage`: the screen is one of these.
struct StageCheck: Check {
  static let name = "stage"
  private let stages: Set<FlowStage>

  init(_ parameters: CheckParameters) {
    stages = Set(parameters.texts("is").compactMap(FlowStage.init))
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let screen = subject.screen else { return .no }
    return CheckResult(!flow.screens[screen].stages.isDisjoint(with: stages))
  }
}

/// `order-button`: it is the button that concludes the order.
struct OrderButtonCheck: Check {
  static let name = "order-button"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let screen = flow.orderScreen, let button = flow.screens[screen].orderButton else {
      return .no
    }
    let place = ElementPlace(screen: screen, id: button)
    switch subject {
    case .element(let own): return CheckResult(own == place)
    case .screen(let own): return own == screen ? .yes([Observation(place: place)]) : .no
    case .flow: return .yes([Observation(place: place)])
    }
  }
}

/// `price-due`: something above zero is to be paid on the screen or one before it, now or later.
struct PriceDueCheck: Check {
  static let name = "price-due"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    let last = subject.screen ?? flow.screens.count - 1
    let paid: Set<FlowPrice.Kind> = [.item, .subtotal, .total, .recurring, .trial, .fee, .shipping]
    for screen in (0..<(last + 1)).reversed() {
      let prices = flow.screens[screen].screen.prices
      let due =
        prices.last { $0.kind == .total && $0.amount > .zero }
        ?? prices.last { paid.contains($0.kind) && $0.amount > .zero }
      if let due { return .yes([Observation(price: due)]) }
    }
    return .no
  }
}
