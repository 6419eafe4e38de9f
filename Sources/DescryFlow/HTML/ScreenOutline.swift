import DescryCore

/// Reshapes the flat elements of a screen.
enum ScreenOutline {
  /// Takes out the groups that hold nothing or one thing only.
  ///
  /// The classes and ids of what is left out go to the attribute `within` of what it held, the
  /// innermost first: they often say what a part of the page is for.
  ///
  /// - Parameter followed: an element whose new id is asked for.
  /// - Returns: the new id; nil when the element was taken out.
  @discardableResult
  static func prune(_ elements: inout [Element], following followed: Int? = nil) -> Int? {
    var children = [Int32](repeating: 0, count: elements.count)
    var isKept = [Bool](repeating: true, count: elements.count)
    for id in elements.indices.reversed() {
      let parent = elements[id].parent
      if elements[id].role == .group, elements[id].name.isEmpty, children[id] < 2 {
        isKept[id] = false
        if let parent { children[parent] += children[id] }
      } else if let parent {
        children[parent] += 1
      }
    }
    var ids = [Int](repeating: 0, count: elements.count + 1)
    for id in elements.indices { ids[id + 1] = ids[id] + (isKept[id] ? 1 : 0) }
    // The names of what is left out are read before it is written over: it stands before what it holds.
    for id in elements.indices where isKept[id] {
      var within: [String] = []
      var parent = elements[id].parent
      while let outer = parent, !isKept[outer] {
        within += [elements[outer].attributes["class"], elements[outer].attributes["id"]]
          .compactMap { $0 }.filter { !$0.isEmpty }
        parent = elements[outer].parent
      }
      if !within.isEmpty { elements[id].attributes["within"] = within.joined(separator: " ") }
      elements[id].parent = parent
    }
    for id in elements.indices where isKept[id] {
      let place = ids[id]
      elements[id].parent = elements[id].parent.map { ids[$0] }
      elements[id].subtreeEnd = ids[elements[id].subtreeEnd]
      elements[id].id = place
      if place != id { elements.swapAt(place, id) }
    }
    elements.removeLast(elements.count - ids[elements.count])
    return followed.flatMap { isKept[$0] ? ids[$0] : nil }
  }

  /// The elements with others put below one of them.
  static func inserted(_ inner: [Element], into elements: [Element], under frame: Int) -> [Element]
  {
    let at = elements[frame].subtreeEnd
    var result: [Element] = []
    result.reserveCapacity(elements.count + inner.count)
    for var element in elements[..<at] {
      if element.id <= frame, element.subtreeEnd >= at { element.subtreeEnd += inner.count }
      result.append(element)
    }
    for var element in inner {
      element.parent = element.parent.map { $0 + at } ?? frame
      element.move(by: at)
      result.append(element)
    }
    for var element in elements[at...] {
      element.parent = element.parent.map { $0 >= at ? $0 + inner.count : $0 }
      element.move(by: inner.count)
      result.append(element)
    }
    return result
  }
}

extension Element {
  fileprivate mutating func move(by count: Int) {
    id += count
    subtreeEnd += count
  }
}
