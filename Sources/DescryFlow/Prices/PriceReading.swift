import DescryCore

/// Finds the prices of a flow's screens and what each is for.
struct PriceReading {
  /// Labels longer than this are legal texts, which are not searched.
  private static let longestLabel = 20_000

  /// The currency of prices that name none.
  private let standard: Currency?
  /// What texts say, for those that were met.
  private var texts: [String: PricedText] = [:]
  /// What texts beside amounts say that these are.
  private var kinds: [String: FlowPrice.Kind?] = [:]

  /// Fills in the prices of every screen.
  static func fill(_ flow: inout Flow) {
    var reading = PriceReading(standard: flow.currency)
    for index in flow.screens.indices {
      flow.screens[index].prices += reading.prices(of: flow.screens[index])
    }
  }

  private init(standard: Currency?) { self.standard = standard }

  /// The prices of a screen, in document order.
  private mutating func prices(of screen: Screen) -> [FlowPrice] {
    var prices: [FlowPrice] = []
    for id in screen.elements.indices where Self.maySpell(screen.elements[id].role) {
      // A text that holds a link has its prices, too.
      if screen.elements[id].role == .link, let parent = screen.elements[id].parent,
        screen.elements[parent].role == .text
      {
        continue
      }
      let label = screen.elements[id].label
      guard label.utf8.count <= Self.longestLabel,
        label.utf8.contains(where: { $0 &- 0x30 < 10 })
      else { continue }
      let text = texts[label] ?? PricedText(label, standard: standard)
      texts[label] = text
      for price in text.prices {
        prices.append(self.price(price, of: screen.elements[id], on: screen, text.trialDays))
      }
    }
    return prices
  }

  private static func maySpell(_ role: ElementRole) -> Bool {
    switch role {
    case .group, .form, .navigation, .footer, .header, .main, .aside, .list, .table, .row, .textbox,
      .frame, .dialog, .fieldset, .disclosure, .combobox:
      false
    default: true
    }
  }

  private mutating func price(
    _ price: PricedText.Price, of element: Element, on screen: Screen, _ trialDays: Int?
  ) -> FlowPrice {
    let label =
      price.label.isEmpty ? Self.neighbour(of: element, on: screen) ?? "" : price.label
    let isStruck = element.style?.isStruck == true
    var kind = isStruck ? .was : price.said ?? price.named
    if kind == nil, price.label.isEmpty { kind = named(by: label) }
    return FlowPrice(
      element: element.id,
      kind: kind ?? Self.fallback(price, element, label),
      amount: price.found.amount, currency: price.found.currency, every: price.every,
      trialDays: trialDays, label: label, span: price.found.span)
  }

  private mutating func named(by text: String) -> FlowPrice.Kind? {
    if let known = kinds[text] { return known }
    let kind = PriceKind.named(PriceWords(text))
    kinds[text] = .some(kind)
    return kind
  }

  private static func fallback(
    _ price: PricedText.Price, _ element: Element, _ label: String
  ) -> FlowPrice.Kind {
    if price.found.amount.isNegative { return .discount }
    if element.role == .item { return .item }
    guard !label.isEmpty, label.utf8.count <= 120 else { return .other }
    let endsLabel = element.label.utf8.count - price.found.span.upperBound <= 4
    // A name and an amount at the end of its row, or in the next cell, is an item line.
    if price.label.isEmpty
      || (endsLabel && followsDash(element.label, price.found.span.lowerBound))
    {
      return .item
    }
    return .other
  }

  private static func followsDash(_ label: String, _ end: Int) -> Bool {
    let before = label.utf8.prefix(end).reversed().drop { $0 <= 0x20 }
    // The last byte of an en dash and an em dash.
    return before.first == 0x93 || before.first == 0x94 || before.first == UInt8(ascii: ":")
  }

  /// What names an amount that stands alone: the other cell of its row, or the text before it.
  private static func neighbour(of element: Element, on screen: Screen) -> String? {
    var holder = element
    for _ in 0..<3 {
      guard let parent = holder.parent else { break }
      let group = screen.elements[parent]
      let before = screen.elements[max(parent + 1, element.id - 12)..<element.id].filter {
        $0.role == .text || $0.role == .heading || $0.role == .link || $0.role == .item
      }
      if group.role == .row || group.role == .group || group.role == .list, before.count <= 6 {
        let named =
          group.role == .row && holder.parent != element.parent ? before.first : before.last
        if let text = (group.role == .row ? before.first : named)?.label, !isAmount(text) {
          return text
        }
      }
      if group.role == .row { break }
      holder = group
    }
    guard element.id > 0 else { return nil }
    let before = screen.elements[element.id - 1]
    guard before.role == .text || before.role == .heading, before.label.utf8.count <= 60,
      !isAmount(before.label), before.parent == element.parent
    else { return nil }
    return before.label
  }

  /// Whether a text is nothing but an amount.
  private static func isAmount(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0.properties.isAlphabetic }
  }
}
