internal import DescryCore
internal import DescryRules

extension FlowView {
  /// The stages that a phrase list `stage-…` names.
  private static let named: [FlowStage] = [
    .product, .cart, .delivery, .payment, .order, .signup, .account, .cancel, .confirmation,
    .consent,
  ]

  /// What a screen is for: by its title, address and headings, its fields and its buttons.
  func stages(of view: ScreenView) -> Set<FlowStage> {
    var stages: Set<FlowStage> = []
    var texts = [view.screen.title ?? "", Self.words(ofURL: view.screen.url)]
    texts += view.elements.lazy.filter { $0.role == .heading && $0.visibility.maySee }
      .prefix(40).map(\.label)
    for text in texts {
      let hits = hits(text)
      for stage in Self.named where hits.has(lists("stage-\(stage.rawValue)")) {
        stages.insert(stage)
      }
    }
    let (cardField, addButton) = (lists("card-field"), lists("add-to-basket"))
    let choose = lists("choose-offer")
    let isPriced = view.screen.prices.contains { $0.amount > .zero }
    let (accept, decline) = (lists("accept"), lists("decline"))
    var (accepts, declines) = (false, false)
    for (id, element) in view.elements.enumerated()
    where element.role.isControl && element.visibility.maySee {
      let hits = hits(element.label)
      if element.role == .textbox, hits.has(cardField) || Self.isCardField(element) {
        stages.insert(.payment)
      }
      if element.role == .button, hits.has(addButton) || (isPriced && hits.has(choose)) {
        stages.insert(.product)
      }
      if view.areas[id].isDisjoint(with: PageAreas([.navigation, .footer])) {
        accepts = accepts || hits.has(accept)
        declines = declines || hits.has(decline)
      }
    }
    if declines, accepts || view.screen.isOverlay { stages.insert(.offer) }
    let paying: Set<FlowStage> = [.cart, .delivery, .payment, .order, .signup]
    if !stages.isDisjoint(with: paying) { stages.insert(.checkout) }
    return stages
  }

  private static func isCardField(_ element: Element) -> Bool {
    element.attributes["autocomplete"]?.hasPrefix("cc-") == true
  }

  /// The path of an address as words.
  private static func words(ofURL url: String?) -> String {
    guard let url else { return "" }
    let path = url.split(separator: "/", maxSplits: 2).dropFirst(2).first ?? ""
    let plain = path.split(separator: "?", maxSplits: 1).first ?? ""
    return String(plain.map { $0.isLetter ? $0 : " " })
  }

  /// The button of a screen that concludes an order: it says so, or a card is asked for beside it.
  func orderButton(of view: ScreenView) -> Int? {
    let (conclude, other) = (lists("order-obligation", "order-vague"), lists("button-other"))
    let decline = lists("decline")
    var last: Int?
    var primary: Int?
    for id in view.elements.indices where view.elements[id].role == .button {
      let element = view.elements[id]
      guard element.visibility.maySee, !element.label.isEmpty,
        view.areas[id].isDisjoint(with: PageAreas([.navigation, .footer, .header]))
      else { continue }
      let hits = hits(element.label)
      if hits.has(decline) || (hits.has(other) && !hits.has(lists("order-obligation"))) { continue }
      if hits.has(conclude) { last = id }
      if element.emphasis == .primary || element.attributes["type"] == "submit" { primary = id }
    }
    // Where the visitor sent a form below a total, the order was concluded, whatever it asked for.
    let screen = view.screen.index
    let sent =
      flow.actions.contains { $0.kind == .submit && $0.screen == screen }
      && view.screen.prices.contains { $0.kind == .total && $0.amount > .zero }
    let asksCard = sent || view.stages.contains(.payment) || view.stages.contains(.order)
    guard asksCard || last != nil else { return nil }
    if let last, asksCard || hits(view.elements[last].label).has(lists("order-obligation")) {
      return last
    }
    return asksCard ? primary : nil
  }

  /// The last screen on which an order can be concluded.
  var orderScreen: Int? { screens.lastIndex { $0.orderButton != nil } }
}
