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
  private var hitsByText: [String: PhraseHits] = [:]

  init(_ flow: Flow, index: PhraseIndex, scratch: MatchScratch) {
    self.flow = flow
    self.index = index
    self.scratch = scratch
    screens = flow.screens.map { ScreenView($0) }
    for view in screens { view.stages = stages(of: view) }
    for view in screens { view.orderButton = orderButton(of: view) }
  }

  func element(_ place: ElementPlace) -> Element { screens[place.screen].elements[place.id] }
  func view(_ place: ElementPlace) -> ScreenView { screens[place.screen] }

  /// The phrases in a text.
  func hits(_ text: String) -> PhraseHits {
    if text.isEmpty { return PhraseHits() }
    if let known = hitsByText[text] { return known }
    let hits = index.hits(in: text, using: scratch)
    hitsByText[text] = hits
    return hits
  }

  func hits(_ place: ElementPlace) -> PhraseHits { hits(element(place).label) }

  /// The lists that the linter itself knows by name.
  func lists(_ names: String...) -> PhraseSelection { index.selection(names) }

  /// The words of a text that a phrase of the lists stands in.
  func phrase(_ selection: PhraseSelection, in text: String) -> String? {
    let hits = hits(text)
    guard let span = hits.span(selection), let normalized = hits.normalized else { return nil }
    let original = normalized.originalRange(span)
    return String(decoding: Array(text.utf8)[original], as: UTF8.self)
  }

  /// The visible elements in a part of the flow around a subject.
  func places(_ scope: Scope, of subject: Subject, hidden: Bool = false) -> [ElementPlace] {
    func all(_ screen: Int, _ ids: Range<Int>) -> [ElementPlace] {
      let view = screens[screen]
      return ids.lazy.filter {
        !view.elements[$0].label.isEmpty && (hidden || view.elements[$0].visibility.maySee)
      }.map { ElementPlace(screen: screen, id: $0) }
    }
    func whole(_ screens: Range<Int>) -> [ElementPlace] {
      screens.flatMap { all($0, self.screens[$0].elements.indices) }
    }
    switch (scope, subject) {
    case (.flow, _), (_, .flow): return whole(screens.indices)
    case (.previousScreens, _): return whole(0..<(subject.screen ?? 0))
    case (.screen, _), (_, .screen):
      return subject.screen.map { whole($0..<($0 + 1)) } ?? []
    case (.itself, .element(let place)): return [place]
    case (.row, .element(let place)): return all(place.screen, view(place).row(of: place.id))
    case (.block, .element(let place)): return all(place.screen, view(place).block(of: place.id))
    case (.form, .element(let place)): return all(place.screen, view(place).form(of: place.id))
    case (.heading, .element(let place)):
      return view(place).heading(before: place.id).map {
        [ElementPlace(screen: place.screen, id: $0)]
      } ?? []
    case (.before, .element(let place)):
      return Array(all(place.screen, 0..<place.id).suffix(4))
    case (.after, .element(let place)):
      let count = view(place).elements.count
      return Array(all(place.screen, min(place.id + 1, count)..<count).prefix(4))
    }
  }

  /// The prices in a part of the flow.
  func prices(_ scope: Scope, of subject: Subject) -> [(place: ElementPlace, price: FlowPrice)] {
    places(scope, of: subject).flatMap { place in
      (view(place).prices[place.id] ?? []).map { (place, $0) }
    }
  }
}
