internal import DescryCore
internal import DescryPattern
internal import DescryRules
internal import DescryText

/// A flow with what checks ask of it again and again; it lives for one run over one flow.
final class FlowView {
  let flow: Flow
  let screens: [ScreenView]
  private let index: PhraseIndex
  private let scratch: MatchScratch
  /// What was found in the texts seen so far, and by text, where in it.
  private var found: [PhraseHits] = []
  private var numbers: [String: Int] = [:]
  /// By screen and element, where in `found` its label's phrases are; -1 before they were asked for.
  private var numbersOfElements: [[Int]]

  init(_ flow: Flow, index: PhraseIndex, scratch: MatchScratch) {
    self.flow = flow
    self.index = index
    self.scratch = scratch
    screens = flow.screens.map { ScreenView($0) }
    numbersOfElements = flow.screens.map { Array(repeating: -1, count: $0.elements.count) }
    for view in screens { view.stages = stages(of: view) }
    for view in screens { view.orderButton = orderButton(of: view) }
  }

  func element(_ place: ElementPlace) -> Element { screens[place.screen].elements[place.id] }
  func label(_ place: ElementPlace) -> String { screens[place.screen].elements[place.id].label }
  func view(_ place: ElementPlace) -> ScreenView { screens[place.screen] }

  // MARK: - Phrases

  /// The phrases in a text.
  func hits(_ text: String) -> PhraseHits { text.isEmpty ? .none : found[number(of: text)] }

  /// The phrases in the label of an element.
  func hits(_ place: ElementPlace) -> PhraseHits { found[number(of: place)] }

  /// Whether the label of an element has a phrase of the lists.
  func has(_ lists: PhraseSelection, at place: ElementPlace) -> Bool {
    found[number(of: place)].has(lists)
  }

  private func number(of place: ElementPlace) -> Int {
    let known = numbersOfElements[place.screen][place.id]
    if known >= 0 { return known }
    let number = number(of: label(place))
    numbersOfElements[place.screen][place.id] = number
    return number
  }

  private func number(of text: String) -> Int {
    if let known = numbers[text] { return known }
    let number = found.count
    numbers[text] = number
    found.append(text.isEmpty ? .none : index.hits(in: text, using: scratch))
    return number
  }

  /// How many phrase lists there are.
  var lists: Int { index.count }

  /// The lists that the linter itself knows by name.
  func lists(_ names: String...) -> PhraseSelection { index.selection(names) }

  /// The words of a text that a phrase of the lists stands in.
  func phrase(_ selection: PhraseSelection, in text: String) -> String? {
    let hits = hits(text)
    guard let span = hits.span(selection), let normalized = hits.normalized else { return nil }
    let original = normalized.originalRange(span)
    return String(decoding: Array(text.utf8)[original], as: UTF8.self)
  }

  // MARK: - Places

  /// The elements with a label in a part of the flow around a subject, those that can be seen unless
  /// `hidden`.
  func places(_ scope: Scope, of subject: Subject, hidden: Bool = false) -> [ElementPlace] {
    func all(_ screen: Int, _ ids: Range<Int>) -> [ElementPlace] {
      screens[screen].labelled(ids, hidden: hidden).map { ElementPlace(screen: screen, id: $0) }
    }
    switch (scope, subject) {
    case (.itself, .element(let place)): return [place]
    case (.row, .element(let place)): return all(place.screen, view(place).row(of: place.id))
    case (.block, .element(let place)): return all(place.screen, view(place).block(of: place.id))
    case (.form, .element(let place)): return all(place.screen, view(place).form(of: place.id))
    case (.heading, .element(let place)):
      return view(place).heading(before: place.id).map {
        [ElementPlace(screen: place.screen, id: $0)]
      } ?? []
    case (.before, .element(let place)):
      return view(place).labelled((0..<place.id).reversed(), hidden: hidden).prefix(4).reversed()
        .map { ElementPlace(screen: place.screen, id: $0) }
    case (.after, .element(let place)):
      let behind = (place.id + 1)..<max(place.id + 1, view(place).elements.count)
      return view(place).labelled(behind, hidden: hidden).prefix(4)
        .map { ElementPlace(screen: place.screen, id: $0) }
    default:
      return screens(scope, of: subject).flatMap { all($0, self.screens[$0].elements.indices) }
    }
  }

  /// The screens that a part of the flow lies on.
  func screens(_ scope: Scope, of subject: Subject) -> Range<Int> {
    switch (scope, subject.screen) {
    case (.flow, _), (_, nil): screens.indices
    case (.previousScreens, let screen?): 0..<screen
    case (_, let screen?): screen..<(screen + 1)
    }
  }

  /// The prices in a part of the flow.
  func prices(_ scope: Scope, of subject: Subject) -> [(place: ElementPlace, price: FlowPrice)] {
    places(scope, of: subject).flatMap { place in
      (view(place).prices[place.id] ?? []).map { (place, $0) }
    }
  }
}
