import DescryCore

/// Reshapes the flat elements of a screen.
enum ScreenOutline {
  /// The elements without the groups that hold nothing or one thing only.
  ///
  /// The classes and ids of what is left out go to the attribute `within` of what it held, the
  /// innermost first: they often say what a part of the page is for.
  ///
  /// - Parameter followed: an element whose new id is asked for.
  static func pruned(_ elements: [Element], following followed: Int?) -> (
    elements: [Element], followed: Int?
  ) {
    var children = [Int](repeating: 0, count: elements.count)
    var isKept = [Bool](repeating: true, count: elements.count)
    for id in elements.indices.reversed() {
      let element = elements[id]
      if element.role == .group, element.name.isEmpty, children[id] < 2 {
        isKept[id] = false
        if let parent = element.parent { children[parent] += children[id] }
      } else if let parent = element.parent {
        children[parent] += 1
      }
    }
    var ids = [Int](repeating: 0, count: elements.count + 1)
    for id in elements.indices { ids[id + 1] = ids[id] + (isKept[id] ? 1 : 0) }
    let kept = elements.indices.compactMap { id -> Element? in
      guard isKept[id] else { return nil }
      var element = elements[id]
      var within: [String] = []
      var parent = element.parent
      while let outer = parent, !isKept[outer] {
        within += [elements[outer].attributes["class"], elements[outer].attributes["id"]]
          .compactMap { $0 }.filter { !$0.isEmpty }
        parent = elements[outer].parent
      }
      if !within.isEmpty { element.attributes["within"] = within.joined(separator: " ") }
      return moved(
        element, to: ids[id], parent: parent.map { ids[$0] }, end: ids[element.subtreeEnd])
    }
    return (kept, followed.flatMap { isKept[$0] ? ids[$0] : nil })
  }

  /// The elements with others put below one of them.
  static func inserted(_ inner: [Element], into elements: [Element], under frame: Int) -> [Element]
  {
    let at = elements[frame].subtreeEnd
    var result: [Element] = []
    for element in elements[..<at] {
      let holds = element.id <= frame && element.subtreeEnd >= at
      result.append(
        moved(
          element, to: element.id, parent: element.parent,
          end: holds ? element.subtreeEnd + inner.count : element.subtreeEnd))
    }
    for element in inner {
      result.append(
        moved(
          element, to: element.id + at, parent: element.parent.map { $0 + at } ?? frame,
          end: element.subtreeEnd + at))
    }
    for element in elements[at...] {
      result.append(
        moved(
          element, to: element.id + inner.count,
          parent: element.parent.map { $0 >= at ? $0 + inner.count : $0 },
          end: element.subtreeEnd + inner.count))
    }
    return result
  }

  private static func moved(_ element: Element, to id: Int, parent: Int?, end: Int) -> Element {
    var copy = Element(
      id: id, parent: parent, role: element.role, name: element.name, text: element.text,
      location: element.location)
    copy.subtreeEnd = end
    copy.tag = element.tag
    copy.attributes = element.attributes
    copy.state = element.state
    copy.visibility = element.visibility
    copy.style = element.style
    copy.box = element.box
    copy.emphasis = element.emphasis
    copy.speaker = element.speaker
    return copy
  }
}
