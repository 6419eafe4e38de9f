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
    for element in screen.elements {
      let outer = element.parent.flatMap { $0 < areas.count ? areas[$0] : nil } ?? []
      areas.append(outer.union(PageAreas(of: element, within: outer)))
    }
    self.areas = areas
    prices = Dictionary(grouping: screen.prices, by: \.element)
  }

  var elements: [Element] { screen.elements }

  /// Whether the source tells which text is a control.
  var hasRoles: Bool { screen.capabilities.contains(.roles) }

  /// The ids of elements that can be seen and carry a label.
  func visible(_ ids: Range<Int>) -> some Sequence<Int> {
    ids.lazy.filter { [elements] in elements[$0].visibility.maySee && !elements[$0].label.isEmpty }
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
    if visible(inside).prefix(4).count(where: { _ in true }) >= 4 { return inside }
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
  func heading(before id: Int) -> Int? {
    elements[..<id].lastIndex { $0.role == .heading && $0.visibility.maySee }
  }

  /// The choices of the element's group: radios with the same name, else its neighbours.
  func group(of id: Int) -> [Int] {
    let element = elements[id]
    if let name = element.attributes["name"], !name.isEmpty, element.role == .radio {
      return elements.indices.filter {
        elements[$0].role == .radio && elements[$0].attributes["name"] == name
      }
    }
    var ids = [id]
    let isBreak = { (other: Element) in
      other.role == .heading || (other.role.isControl && other.role != element.role)
    }
    for range in [Array((0..<id).reversed()), Array((id + 1)..<max(id + 1, elements.count))] {
      var distance = 0
      for other in range {
        if isBreak(elements[other]) || distance > 12 { break }
        if elements[other].role == element.role {
          ids.append(other)
          distance = 0
        } else if !elements[other].label.isEmpty {
          distance += 1
        }
      }
    }
    return ids.sorted()
  }
}
