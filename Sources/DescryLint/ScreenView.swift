internal import DescryCore
internal import DescryRules

/// A screen with what checks ask of it again and again.
final class ScreenView {
  let screen: Screen
  /// By element, the areas that it lies in.
  let areas: [PageAreas]
  /// By element, the prices in its label.
  let prices: [Int: [FlowPrice]]
  /// What the screen is for.
  var stages: Set<FlowStage> = []
  /// The button that concludes the order, when the screen has one.
  var orderButton: Int?

  init(_ screen: Screen) {
    self.screen = screen
    var areas: [PageAreas] = []
    areas.reserveCapacity(screen.elements.count)
    var known: [String: NamedAreas] = [:]
    for element in screen.elements {
      let outer = element.parent.flatMap { $0 < areas.count ? areas[$0] : nil } ?? []
      areas.append(outer.union(PageAreas(of: element, within: outer, known: &known)))
    }
    self.areas = areas
    prices = Dictionary(grouping: screen.prices, by: \.element)
  }

  var elements: [Element] { screen.elements }

  /// Whether the source tells which text is a control.
  var hasRoles: Bool { screen.capabilities.contains(.roles) }

  /// Those of the ids whose elements carry a label and can be seen, or may be `hidden`.
  func labelled<IDs: Sequence<Int>>(_ ids: IDs, hidden: Bool = false) -> LazyFilterSequence<IDs> {
    ids.lazy.filter { [elements] in
      !elements[$0].label.isEmpty && (hidden || elements[$0].visibility.maySee)
    }
  }

  /// The largest ancestor with at most so many descendants, or the element itself.
  private func container(of id: Int, atMost count: Int) -> Int {
    var best = id
    var next = elements[id].parent
    while let parent = next, elements[parent].subtreeEnd - parent <= count + 1 {
      best = parent
      next = elements[parent].parent
    }
    return best
  }

  /// The element with what belongs to it closely: a row of a table, a label with its price.
  func row(of id: Int) -> Range<Int> {
    let top = container(of: id, atMost: 12)
    guard top == id else { return top..<elements[top].subtreeEnd }
    // Flat sources: a small or faint line behind a control belongs to it.
    var end = elements[id].subtreeEnd
    if elements[id].role.isControl, end < elements.count,
      elements[end].parent == elements[id].parent, elements[end].emphasis == .small
    {
      end = elements[end].subtreeEnd
    }
    return id..<end
  }

  /// The element with what a reader takes in together with it: a card, a dialog, a stretch of text.
  func block(of id: Int) -> Range<Int> {
    let top = container(of: id, atMost: 60)
    let inside = top..<elements[top].subtreeEnd
    if labelled(inside).prefix(4).count(where: { _ in true }) >= 4 { return inside }
    return stretch(around: top, reach: 10)
  }

  /// So many labels before and behind, within the same container, not across a heading above.
  private func stretch(around id: Int, reach: Int) -> Range<Int> {
    let bounds =
      elements[id].parent.map { ($0 + 1)..<elements[$0].subtreeEnd } ?? 0..<elements.count
    var start = id
    var count = 0
    while start > bounds.lowerBound, count < reach {
      start -= 1
      if elements[start].role == .heading { break }
      if !elements[start].label.isEmpty { count += 1 }
    }
    var end = elements[id].subtreeEnd
    count = 0
    while end < bounds.upperBound, count < reach {
      if elements[end].role == .heading { break }
      if !elements[end].label.isEmpty { count += 1 }
      end += 1
    }
    return start..<end
  }

  /// The form or dialog that holds the element, or the whole screen.
  func form(of id: Int) -> Range<Int> {
    for ancestor in screen.ancestors(of: id)
    where elements[ancestor].role == .form || elements[ancestor].role == .dialog {
      return ancestor..<elements[ancestor].subtreeEnd
    }
    return elements.indices
  }

  /// The heading that stands before the element.
  func heading(before id: Int) -> Int? { headingsBefore[id] }

  /// By element, the heading that stands before it and can be seen.
  private lazy var headingsBefore: [Int?] = {
    var last: Int?
    return elements.indices.map { id in
      defer { if elements[id].role == .heading, elements[id].visibility.maySee { last = id } }
      return last
    }
  }()

  /// By name, the radios that have it.
  private lazy var radios = Dictionary(
    grouping: elements.indices.filter { elements[$0].role == .radio },
    by: { elements[$0].attributes["name"] ?? "" })

  /// The choices of the element's group: radios with the same name, else its neighbours.
  func group(of id: Int) -> [Int] {
    let role = elements[id].role
    if role == .radio, let name = elements[id].attributes["name"], !name.isEmpty {
      return Self.near(id, in: radios[name] ?? [id])
    }
    func alike(in ids: some Sequence<Int>) -> [Int] {
      var found: [Int] = []
      var distance = 0
      for other in ids {
        let kind = elements[other].role
        if kind == .heading || (kind.isControl && kind != role) || distance > 12 { break }
        if kind == role {
          found.append(other)
          distance = 0
          if found.count == Self.mostChoices { break }
        } else if !elements[other].label.isEmpty {
          distance += 1
        }
      }
      return found
    }
    return alike(in: (0..<id).reversed()).reversed() + [id]
      + alike(in: (id + 1)..<max(id + 1, elements.count))
  }

  /// So many choices on either side are looked at: no person chooses among more.
  private static let mostChoices = 100

  /// Those of ascending ids that stand nearest to one of them.
  private static func near(_ id: Int, in ids: [Int]) -> [Int] {
    guard ids.count > 2 * mostChoices, let place = ids.firstIndex(of: id) else { return ids }
    return Array(ids[max(0, place - mostChoices)..<min(ids.count, place + mostChoices + 1)])
  }

  /// What choosing a control costs, by its id, for those that were asked for.
  var pricesOfChoices: [Int: FlowPrice?] = [:]

  /// The words that tell one label from another, of all its labels.
  private(set) lazy var words: Set<String> = elements.reduce(into: []) {
    $0.formUnion(FlowView.words($1.label))
  }

  /// The words of what the page ticks by itself.
  private(set) lazy var tickedWords: Set<String> = elements.reduce(into: []) { words, element in
    guard element.role.isControl, element.state.isPreticked else { return }
    words.formUnion(FlowView.words(element.label))
  }

  /// The elements that can be seen, by their label with every number as `0`.
  private(set) lazy var byNeutralLabel = Dictionary(
    grouping: labelled(elements.indices), by: { Fingerprint.neutral(elements[$0].label) })
}
