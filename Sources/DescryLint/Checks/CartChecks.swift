internal import DescryCore
internal import DescryRules
internal import DescryText

/// `unchosen-line`: a line of the cart that no action added.
///
/// Where the source tells no actions, only lines with a phrase of the lists are called: extras that
/// nobody goes shopping for.
struct UnchosenLineCheck: Check {
  static let name = "unchosen-line"
  private let extras: PhraseSelection

  init(_ parameters: CheckParameters) { extras = parameters.lists }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    var found: [Observation] = []
    var seen = KnownLines()
    var hasCart = false
    for (index, view) in flow.screens.enumerated() {
      let lines = view.screen.prices.filter { price in
        (price.kind == .item || isExtra(price, view, flow)) && price.amount > .zero
          && view.elements[price.element].visibility.maySee
          && !view.elements[price.element].role.isControl
          && !view.stages.isDisjoint(with: [.cart, .delivery, .payment, .order])
      }
      let knowsActions = view.screen.capabilities.contains(.actions)
      for line in lines where hasCart || index > 0 {
        let label = line.label.isEmpty ? view.elements[line.element].label : line.label
        let words = FlowView.words(label)
        let isExtra = flow.hits(label).has(extras)
        guard !words.isEmpty, !seen.name(words),
          isExtra || (knowsActions && hasCart), !flow.wasChosen(words, before: index),
          !flow.wasAdded(words, before: index), !flow.wasTicked(words, before: index)
        else { continue }
        found.append(
          Observation(
            place: ElementPlace(screen: index, id: line.element), price: line,
            values: ["screen": flow.name(ofScreen: index)]))
      }
      for line in lines {
        let label = line.label.isEmpty ? view.elements[line.element].label : line.label
        seen.insert(FlowView.words(label))
      }
      hasCart = hasCart || !lines.isEmpty
    }
    return found.isEmpty ? .no : .yes(found)
  }

  /// Whether an item of the list bears words that make its price look like one of delivery or a fee,
  /// as “shipping protection”.
  private func isExtra(_ price: FlowPrice, _ view: ScreenView, _ flow: FlowView) -> Bool {
    let element = view.elements[price.element]
    return [.item, .row].contains(element.role) && [.shipping, .fee, .other].contains(price.kind)
      && flow.hits(price.label.isEmpty ? element.label : price.label).has(extras)
  }
}

/// The lines of the screens before, each by its words.
private struct KnownLines {
  private var lines: [Set<String>] = []
  private var byWord: [String: [Int]] = [:]

  mutating func insert(_ words: Set<String>) {
    for word in words { byWord[word, default: []].append(lines.count) }
    lines.append(words)
  }

  /// Whether one of them has all of the words.
  func name(_ words: Set<String>) -> Bool {
    let few = words.map { byWord[$0] ?? [] }.min { $0.count < $1.count } ?? []
    return few.contains { lines[$0].isSuperset(of: words) }
  }
}

extension FlowView {
  /// Whether a screen before ticked it by itself: that is where it came from, and what is found.
  fileprivate func wasTicked(_ words: Set<String>, before screen: Int) -> Bool {
    screens[..<screen].contains { !$0.tickedWords.isDisjoint(with: words) }
  }

  /// Whether a button that adds was pressed on a screen that shows these words.
  func wasAdded(_ words: Set<String>, before screen: Int) -> Bool {
    let adding = lists("add-to-basket")
    return flow.actions.contains { action in
      guard action.screen < screen, action.kind == .click,
        let target = action.element.map({ screens[action.screen].elements[$0].label })
          ?? action.target, hits(target).has(adding)
      else { return false }
      return !screens[action.screen].words.isDisjoint(with: words)
    }
  }
}

/// `dearer-later`: the same item costs more on a later screen.
struct DearerLaterCheck: Check {
  static let name = "dearer-later"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    var first: [Set<String>: (place: ElementPlace, price: FlowPrice)] = [:]
    var found: [Observation] = []
    for (index, view) in flow.screens.enumerated() {
      let offered = view.offeredPrice
      for price in view.screen.prices
      where price.amount > .zero && (price.kind == .item || price == offered) {
        let label =
          price == offered
          ? view.heading(before: price.element).map { view.elements[$0].label } : nil
        let words = Self.name(label ?? price.label)
        guard !words.isEmpty, view.elements[price.element].visibility.maySee else { continue }
        let place = ElementPlace(screen: index, id: price.element)
        guard let former = first[words] else {
          first[words] = (place, price)
          continue
        }
        guard former.place.screen < index, former.price.currency == price.currency,
          former.price.every == price.every, former.price.amount < price.amount,
          !found.contains(where: { $0.price?.label == price.label }),
          !flow.wasChosen(words, before: index)
        else { continue }
        found.append(
          Observation(
            place: place, price: price, related: [flow.element(former.place).location],
            values: [
              "former": former.price.written, "before": flow.name(ofScreen: former.place.screen),
            ]))
      }
    }
    return found.isEmpty ? .no : .yes(found)
  }

  /// What tells an item from others: its words, or the whole of a short name; empty when it is too
  /// common to tell anything.
  private static func name(_ label: String) -> Set<String> {
    let words = FlowView.words(label)
    if words.count >= 2 { return words }
    let whole = NormalizedText(label).string
    return words.count == 1 && whole.contains(" ") ? [whole] : []
  }
}

extension ScreenView {
  /// The one price of a product's page, whose label does not name the product: its heading does.
  fileprivate var offeredPrice: FlowPrice? {
    guard stages.contains(.product), !stages.contains(.cart) else { return nil }
    let kinds: Set<FlowPrice.Kind> = [.item, .other]
    let prices = screen.prices.filter { kinds.contains($0.kind) && $0.every == nil }
    guard prices.count == 1, FlowView.words(prices[0].label).isEmpty else { return nil }
    return prices[0]
  }
}

/// `free-but`: what is called free costs delivery or fees, and that is all that is paid.
struct FreeButCheck: Check {
  static let name = "free-but"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    for screen in place.screen..<flow.screens.count {
      let prices = flow.screens[screen].screen.prices
      guard let total = prices.last(where: { $0.kind == .total && $0.amount > .zero }) else {
        continue
      }
      let costs = prices.filter { $0.kind == .shipping || $0.kind == .fee }
      let sum = costs.reduce(Amount.zero) { $0.adding($1.amount) ?? $0 }
      let goods = prices.contains { $0.kind == .item && $0.amount > .zero }
      if !goods, sum == total.amount {
        return .yes([
          Observation(
            price: total,
            related: [flow.screens[screen].elements[total.element].location])
        ])
      }
    }
    return .no
  }
}
