internal import DescryCore
internal import DescryRules

/// One order that was charged in parts; see `OrderParts` for how it is known.
struct SplitOrderDetector: Detector {
  func sightings(in scene: Scene, rule: AlertRule) -> [Sighting] {
    scene.orders.map { order in
      let (first, last) = (order.parts[0], order.parts[order.parts.count - 1])
      var sighting = Sighting(order.parts + order.wholes)
      sighting.describe(last, in: scene)
      let sum = order.parts.reduce(Amount?.some(.zero)) {
        $0?.adding(scene.entry($1).transaction.amount.magnitude)
      }
      sighting.set("count", "\(order.parts.count)")
      sighting.set(
        "total", PersonText.money(sum ?? .zero, scene.entry(first).transaction.currency))
      sighting.set(
        "when",
        PersonText.span(scene.entry(first).date, scene.entry(last).date))
      sighting.set("known", Self.known(order, in: scene))
      sighting.isCareful = order.isPossible
      return sighting
    }
  }

  /// From where the sum is known, as the end of "make 34.99 together, …".
  private static func known(_ order: OrderParts, in scene: Scene) -> LocalizedText {
    let day = order.day.map { PersonText.day($0) } ?? LocalizedText(en: "", fr: "")
    switch order.basis {
    case .pending:
      return LocalizedText(
        en: "the sum that is pending since \(day(.english))",
        fr: "la somme en attente depuis le \(day(.french))")
    case .reversal:
      return LocalizedText(
        en: "the sum that was charged on \(day(.english)) and taken back",
        fr: "la somme débitée le \(day(.french)) puis annulée")
    case .credit:
      return LocalizedText(
        en: "the sum that was paid back on \(day(.english))",
        fr: "la somme remboursée le \(day(.french))")
    case .checkout:
      return LocalizedText(
        en: "the total of the checkout of \(day(.english))",
        fr: "le total du parcours d'achat du \(day(.french))")
    case .reference:
      return LocalizedText(
        en: "and bear one order number", fr: "et portent un même numéro de commande")
    }
  }
}
