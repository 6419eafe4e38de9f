internal import CGumbo

/// Parses HTML with libgumbo, which builds the tree that browsers build.
enum HTMLParser {
  /// The tree of a page in UTF-8; ranges of its nodes count bytes of `bytes`.
  ///
  /// The bytes must have passed `NestingGuard`: libgumbo's time is quadratic in the depth.
  static func parse(_ bytes: [UInt8]) -> PageTree {
    let memory = ParserMemory(for: bytes.count)
    var options = memory.options
    // Every error is kept otherwise, and the list is never looked at.
    options.max_errors = 0
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self),
        // The tree lies in `memory` and goes with it.
        let output = gumbo_parse_with_options(&options, base, buffer.count),
        let document = output.pointee.document
      else { return PageTree() }
      return withExtendedLifetime(memory) {
        copy(document, base: UnsafeRawPointer(base), count: buffer.count)
      }
    }
  }

  /// Copies the tree without recursion, so that no depth can overflow the stack.
  private static func copy(
    _ document: UnsafeMutablePointer<GumboNode>, base: UnsafeRawPointer, count: Int
  ) -> PageTree {
    var tree = PageTree()
    // Of a dense page every twelfth byte begins a node.
    tree.reserve(count / 12)
    var names = TagNames()
    let root = tree.open(PageTree.Node(kind: .element, tag: "#document", parent: -1, subtreeEnd: 0))
    var stack: [(children: GumboVector, next: Int, node: Int)] = [
      (document.pointee.v.document.children, 0, root)
    ]
    while let top = stack.last {
      guard top.next < Int(top.children.length),
        let raw = top.children.data[top.next]
      else {
        tree.close(top.node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let node = raw.assumingMemoryBound(to: GumboNode.self)
      switch node.pointee.type {
      case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
        let element = node.pointee.v.element
        var copy = PageTree.Node(
          kind: .element, tag: names.name(of: element), parent: top.node, subtreeEnd: 0)
        copy.attributes = attributes(of: element.attributes)
        copy.isForeign = element.tag_namespace != GUMBO_NAMESPACE_HTML
        copy.source = range(of: element.original_tag, base, count)
        copy.sourceEnd = range(of: element.original_end_tag, base, count)?.upperBound
        let index = tree.open(copy)
        stack.append((element.children, 0, index))
      case GUMBO_NODE_DOCUMENT: break
      default:
        let text = node.pointee.v.text
        var copy = PageTree.Node(
          kind: node.pointee.type == GUMBO_NODE_COMMENT ? .comment : .text, parent: top.node,
          subtreeEnd: 0)
        copy.text = String(cString: text.text)
        copy.source = range(of: text.original_text, base, count)
        let index = tree.open(copy)
        tree.close(index)
      }
    }
    return tree
  }

  private static func attributes(of vector: GumboVector) -> [(name: String, value: String)] {
    (0..<Int(vector.length)).compactMap { index in
      guard let raw = vector.data[index] else { return nil }
      let attribute = raw.assumingMemoryBound(to: GumboAttribute.self).pointee
      return (String(cString: attribute.name), String(cString: attribute.value))
    }
  }

  private static func range(of piece: GumboStringPiece, _ base: UnsafeRawPointer, _ count: Int)
    -> Range<Int>?
  {
    guard let data = piece.data, piece.length > 0 else { return nil }
    let start = UnsafeRawPointer(data) - base
    guard start >= 0, start < count else { return nil }
    return start..<min(count, start + piece.length)
  }

  /// The names of tags, each made a String once.
  private struct TagNames {
    private var known: [UInt32: String] = [:]

    mutating func name(of element: GumboElement) -> String {
      if element.tag == GUMBO_TAG_UNKNOWN {
        var piece = element.original_tag
        gumbo_tag_from_original_text(&piece)
        guard let data = piece.data else { return "" }
        let bytes = UnsafeRawBufferPointer(start: data, count: piece.length)
        return String(decoding: bytes, as: UTF8.self).lowercased()
      }
      if let name = known[element.tag.rawValue] { return name }
      let name = String(cString: gumbo_normalized_tagname(element.tag))
      known[element.tag.rawValue] = name
      return name
    }
  }
}
