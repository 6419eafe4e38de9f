internal import DescryCore

/// `price`: a price stands there.
struct PriceCheck: Check {
  static let name = "price"
  private let scope: Scope
  private let isRecurring: Bool?
  private let isPositive: Bool?
  private let kinds: Set<FlowPrice.Kind>

  init(_ parameters: CheckParameters) {
    scope = parameters.scope
    isRecurring = parameters.choice("recurring")
    isPositive = parameters.choice("positive")
    kinds = Set(parameters.texts("kinds").compactMap(FlowPrice.Kind.init))
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    let found = flow.prices(scope, of: subject).first { item in
      let price = item.price
      // The sum on a button is what all of it costs, not the row beside it.
      if scope == .row, item.place != subject.element, flow.element(item.place).role == .button {
        return false
      }
      let recurs = price.every != nil || price.kind == .recurring
      return (isRecurring.map { $0 == recurs } ?? true)
        && (isPositive.map { $0 == (price.amount > .zero) } ?? true)
        && (kinds.isEmpty || kinds.contains(price.kind))
    }
    guard let found else { return .no }
    return .yes([
      Observation(place: subject.element == nil ? found.place : nil, price: found.price)
    ])
  }
}
