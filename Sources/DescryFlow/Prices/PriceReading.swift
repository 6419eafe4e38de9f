import DescryCore

/// Finds the prices of a flow's screens and what each is for.
enum PriceReading {
  /// Labels longer than this are legal texts, of which only the beginning is searched.
  private static let longestLabel = 20_000

  /// Fills in the prices of every screen.
  static func fill(_ flow: inout Flow) {
    for index in flow.screens.indices {
      flow.screens[index].prices += prices(of: flow.screens[index], standard: flow.currency)
    }
  }

  /// The prices of a screen, in document order.
  static func prices(of screen: Screen, standard: Currency?) -> [FlowPrice] {
    var prices: [FlowPrice] = []
    for element in screen.elements {
      switch element.role {
      case .group, .form, .navigation, .footer, .header, .main, .aside, .list, .table, .row,
        .textbox,
        .frame, .dialog, .fieldset, .disclosure, .combobox:
        continue
      case .link where element.parent.map({ screen.elements[$0].role == .text }) == true:
        // The text that holds the link has its prices too.
        continue
      default: break
      }
      let label = element.label
      guard label.utf8.count <= longestLabel else { continue }
      let found = PriceScanner.prices(in: label, standard: standard)
      if !found.isEmpty { prices += read(found, of: element, label, on: screen) }
    }
    return prices
  }

  private static func read(
    _ found: [PriceScanner.Found], of element: Element, _ label: String, on screen: Screen
  ) -> [FlowPrice] {
    let words = PriceWords(label)
    let trial = TrialLength.days(in: words)
    var prices: [FlowPrice] = []
    for (index, price) in found.enumerated() {
      let previous = index > 0 ? found[index - 1].span.upperBound : 0
      let next = index + 1 < found.count ? found[index + 1].span.lowerBound : label.utf8.count
      let every = PricePeriod.of(price.span, previous: previous, next: next, in: words)
      let own = text(of: label, from: previous, to: price.span.lowerBound)
      let rowLabel = own.isEmpty ? neighbour(of: element, on: screen) ?? "" : own
      var result = FlowPrice(
        element: element.id, kind: .other, amount: price.amount, currency: price.currency,
        every: every, trialDays: trial, label: rowLabel, span: price.span)
      let first = words.first(from: price.span.lowerBound)
      if element.style?.isStruck == true || PriceKind.isFormer(words, before: first) {
        result.kind = .was
      } else if isIntroductory(found, index, words, every, trial) {
        result.kind = .trial
      } else if every != nil {
        result.kind = .recurring
      } else if PriceKind.isThreshold(words, before: first) {
        result.kind = .other
      } else {
        result.kind =
          PriceKind.named(PriceWords(rowLabel))
          ?? fallback(price, element, rowLabel, own, on: screen)
      }
      prices.append(result)
    }
    return prices
  }

  /// Whether it is a trial's price: nothing for so many days, or less until another one holds.
  private static func isIntroductory(
    _ found: [PriceScanner.Found], _ index: Int, _ words: PriceWords, _ every: BillingPeriod?,
    _ trial: Int?
  ) -> Bool {
    let price = found[index]
    if price.amount.isZero, trial != nil { return true }
    guard every == nil, index + 1 < found.count else { return false }
    let start = words.first(from: price.span.upperBound)
    let next = found[index + 1].span
    let end = words.first(from: next.lowerBound)
    guard PriceKind.isIntroductory(words, from: start, to: end) else { return false }
    let after = index + 2 < found.count ? found[index + 2].span.lowerBound : Int.max
    return PricePeriod.of(next, previous: price.span.upperBound, next: after, in: words) != nil
  }

  private static func fallback(
    _ price: PriceScanner.Found, _ element: Element, _ label: String, _ own: String,
    on screen: Screen
  ) -> FlowPrice.Kind {
    if price.amount.isNegative { return .discount }
    if element.role == .item { return .item }
    guard !label.isEmpty, label.utf8.count <= 120 else { return .other }
    let endsLabel = element.label.utf8.count - price.span.upperBound <= 4
    // A name and an amount at the end of its row, or in the next cell, is an item line.
    if own.isEmpty || (endsLabel && followsDash(element.label, price.span.lowerBound)) {
      return .item
    }
    return .other
  }

  private static func followsDash(_ label: String, _ end: Int) -> Bool {
    let before = label.utf8.prefix(end).reversed().drop { $0 <= 0x20 }
    // The last byte of an en dash and an em dash.
    return before.first == 0x93 || before.first == 0x94 || before.first == UInt8(ascii: ":")
  }

  /// The words before a price in its own label, without the mark that leads to it.
  private static func text(of label: String, from start: Int, to end: Int) -> String {
    let bytes = Array(label.utf8)[min(start, end)..<end]
    var text = String(decoding: bytes, as: UTF8.self)
    let marks: Set<Character> = [" ", "—", "–", "-", ":", "·", "|", ",", ";", "\u{A0}", "•"]
    // The period of the price before: `/mois`.
    if start > 0, text.first == "/" { text = String(text.drop { !$0.isWhitespace }) }
    while let last = text.last, marks.contains(last) || last == "(" { text.removeLast() }
    while let first = text.first, marks.contains(first) || first == ")" { text.removeFirst() }
    return text
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
