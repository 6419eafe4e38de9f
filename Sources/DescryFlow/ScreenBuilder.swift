import DescryCore

/// Puts the elements of a screen together in document order.
struct ScreenBuilder {
  private(set) var elements: [Element] = []
  private var open: [Int] = []

  /// The group that is open.
  var parent: Int? { open.last }

  /// Adds an element without descendants and gives its id.
  @discardableResult
  mutating func add(
    _ role: ElementRole, name: String = "", text: String = "", at location: SourceLocation
  )
    -> Int
  {
    elements.append(
      Element(
        id: elements.count, parent: open.last, role: role, name: name, text: text,
        location: location))
    return elements.count - 1
  }

  /// Adds an element that holds those that follow, until `end`.
  @discardableResult
  mutating func begin(
    _ role: ElementRole, name: String = "", text: String = "", at location: SourceLocation
  ) -> Int {
    let id = add(role, name: name, text: text, at: location)
    open.append(id)
    return id
  }

  /// Closes the group that was opened last.
  mutating func end() {
    guard let id = open.popLast() else { return }
    elements[id].subtreeEnd = elements.count
  }

  /// Opens an element again that was added last, so that it holds those that follow.
  mutating func reopen(_ id: Int) { open.append(id) }

  /// Puts an element under another that stands before it.
  mutating func reparent(_ id: Int, to parent: Int) {
    elements[id].parent = parent
    elements[parent].subtreeEnd = max(elements[parent].subtreeEnd, elements[id].subtreeEnd)
  }

  /// Changes an element.
  mutating func change(_ id: Int, _ body: (inout Element) -> Void) { body(&elements[id]) }

  /// Makes room for so many elements.
  mutating func reserve(_ count: Int) { elements.reserveCapacity(count) }

  /// Closes what is open and gives the elements.
  mutating func finish() -> [Element] {
    while !open.isEmpty { end() }
    defer { elements = [] }
    return elements
  }
}
