internal import DescryCore

/// `new-fee`: a fee that no screen before showed, beyond taxes and chosen delivery.
struct NewFeeCheck: Check {
  static let name = "new-fee"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    let fees = flow.newFees.filter { subject.screen == nil || $0.place.screen == subject.screen }
    guard !fees.isEmpty else { return .no }
    return .yes(
      fees.map { fee in
        Observation(
          place: fee.place, price: fee.price,
          related: [flow.screens[fee.before].screen.location],
          values: [
            "before": flow.name(ofScreen: fee.before),
            "screen": flow.name(ofScreen: fee.place.screen),
          ])
      })
  }
}

/// `dripped-fees`: new fees on two screens or more.
struct DrippedFeesCheck: Check {
  static let name = "dripped-fees"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    let fees = flow.newFees
    guard Set(fees.map(\.place.screen)).count >= 2, let last = fees.last else { return .no }
    let sum = fees.dropFirst().reduce(fees[0].price.amount) { $0.adding($1.price.amount) ?? $0 }
    return .yes([
      Observation(
        place: last.place, price: last.price,
        related: fees.dropLast().map { flow.element($0.place).location },
        values: ["sum": FlowPrice.written(sum, last.price.currency)])
    ])
  }
}

/// `total-grows`: the total is higher than before, and no row and no choice explains it.
struct TotalGrowsCheck: Check {
  static let name = "total-grows"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let screen = subject.screen, screen > 0, let total = flow.total(on: screen),
      let before = (0..<screen).last(where: { flow.total(on: $0) != nil }),
      let former = flow.total(on: before), former.amount < total.amount,
      former.currency == total.currency, let added = total.amount.adding(-former.amount)
    else { return .no }
    // Rows of this screen and of those since the former total may add up to the difference.
    let rows = ((before + 1)...screen).flatMap { index in
      flow.screens[index].screen.prices.filter {
        $0.amount > .zero && ![.total, .subtotal, .was, .discount].contains($0.kind)
      }
    }
    let asked = flow.flow.actions.contains {
      $0.screen >= before && $0.screen < screen && [.check, .choose].contains($0.kind)
    }
    if asked || Self.sums(rows.prefix(10).map(\.amount)).contains(added) { return .no }
    return .yes([
      Observation(
        place: ElementPlace(screen: screen, id: total.element), price: total,
        related: [flow.screens[before].elements[former.element].location],
        values: [
          "former": former.written, "added": FlowPrice.written(added, total.currency),
          "before": flow.name(ofScreen: before),
        ])
    ])
  }

  /// All sums of some of the amounts; at most 1,024.
  private static func sums(_ amounts: [Amount]) -> Set<Amount> {
    amounts.reduce(into: [.zero]) { sums, amount in
      sums.formUnion(sums.compactMap { $0.adding(amount) })
    }
  }
}

extension FlowView {
  /// The total that a screen shows, the last one when there are several.
  func total(on screen: Int) -> FlowPrice? {
    let prices = screens[screen].screen.prices
    return prices.last { $0.kind == .total && $0.every == nil }
      ?? prices.last { $0.kind == .subtotal && $0.every == nil }
  }

  /// What a person calls a screen: its number and title.
  func name(ofScreen index: Int) -> LocalizedText {
    let title = screens[index].screen.title.map { " (\($0))" } ?? ""
    return LocalizedText(en: "screen \(index + 1)\(title)", fr: "l'écran \(index + 1)\(title)")
  }
}
