internal import DescryCore
internal import DescryText

/// A fee that a screen shows and no screen before it did.
struct NewFee {
  let place: ElementPlace
  let price: FlowPrice
  /// The last screen before it on which a price stood without the fee.
  let before: Int
}

extension FlowView {
  /// The fees that come up after prices were shown; taxes and delivery that one chooses are none.
  var newFees: [NewFee] {
    var fees: [NewFee] = []
    var known: Set<String> = []
    var named: Set<Set<String>> = []
    var priced: Int?
    let words = lists("fee")
    for (index, view) in screens.enumerated() {
      for price in view.screen.prices where price.amount > .zero {
        let label = price.label.isEmpty ? view.elements[price.element].label : price.label
        guard price.kind == .fee || (price.kind == .other && hits(label).has(words)) else {
          continue
        }
        let place = ElementPlace(screen: index, id: price.element)
        let own = Self.words(label)
        guard let before = priced, !own.isEmpty,
          known.isDisjoint(with: own),
          view.elements[price.element].visibility.maySee, !wasChosen(own, before: index),
          !named.contains(own)
        else { continue }
        named.insert(Self.words(price.label))
        fees.append(NewFee(place: place, price: price, before: before))
      }
      // Whatever a screen says of a fee, be it in a sentence, announces it.
      for id in view.elements.indices {
        let sentence = ElementPlace(screen: index, id: id)
        guard has(words, at: sentence), label(sentence).count < 300 else { continue }
        known.formUnion(Self.words(label(sentence)))
      }
      let shown: Set<FlowPrice.Kind> = [.item, .subtotal, .total, .recurring, .other]
      if view.screen.prices.contains(where: { shown.contains($0.kind) && $0.amount > .zero }) {
        priced = index
      }
    }
    return fees
  }

  /// Whether the person asked for what these words name on a screen before.
  func wasChosen(_ words: Set<String>, before screen: Int) -> Bool {
    flow.actions.contains { action in
      guard action.screen < screen, [.check, .choose, .click].contains(action.kind) else {
        return false
      }
      let target = action.element.map { screens[action.screen].elements[$0].label } ?? action.target
      return target.map { !Self.words($0).isDisjoint(with: words) } ?? false
    }
  }

  /// The words of a label that tell it from others: four letters and more, without common ones.
  static func words(_ label: String) -> Set<String> {
    let text = NormalizedText(label)
    return Set(
      text.tokens.lazy.filter { $0.kind == .letters && $0.range.count >= 4 }
        .map { text.string($0.range) }
    ).subtracting(common)
  }

  private static let common: Set<String> = [
    "FRAIS", "FEES", "YOUR", "VOTRE", "WITH", "AVEC", "POUR", "FROM", "TOTAL", "PRICE", "PRIX",
    "MONTH", "MOIS", "YEAR", "ARTICLE", "ITEM", "PLUS", "THIS", "CETTE", "DANS", "MOINS", "DEPUIS",
    "GEBUHR", "EUROS", "ORDER", "COMMANDE", "THAT", "CHARGE", "CHARGES", "SONT", "EACH", "CHAQUE",
  ]
}
