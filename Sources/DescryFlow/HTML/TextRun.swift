import DescryCore

/// The text of a block that is being gathered: what stands between two line starts.
struct TextRun {
  /// A link or a picture inside the text.
  struct Inline {
    let node: Int
    let role: ElementRole
  }

  private(set) var join = TextJoin()
  /// Text outside of links.
  private(set) var hasOwnText = false
  private(set) var inlines: [Inline] = []
  /// The element that holds all of the text.
  private(set) var holder: Int?
  private(set) var source: Range<Int>?
  /// The element whose text is the longest: its looks are the run's.
  private(set) var dominant = 0
  private var longest = -1
  private(set) var visibility = ElementVisibility.visible
  private(set) var isStruck = false
  private(set) var fontSize: Double?

  /// Whether there is nothing to say.
  var isEmpty: Bool { join.isEmpty && inlines.isEmpty }

  /// Begins anew, in the memory that is there.
  mutating func reset() {
    var fresh = TextRun()
    swap(&fresh.join, &join)
    fresh.join.reset()
    self = fresh
  }

  /// Whether a text that looks so can stand in the same run.
  func accepts(_ look: PageLooks.Look, length: Int) -> Bool {
    if join.isEmpty { return true }
    if look.visibility != visibility { return false }
    if (look.style.isStruck ?? false) != isStruck { return false }
    // A smaller print beside the text is a text of its own, unless it is a mark or a fraction.
    if let size = look.style.fontSize, let fontSize, length >= 12 {
      return size >= fontSize * 0.8 && size <= fontSize * 1.5
    }
    return true
  }

  /// Adds a text.
  mutating func append(
    _ text: String, holder element: Int, source range: Range<Int>?, look: PageLooks.Look,
    isOwn: Bool, in tree: PageTree
  ) {
    let isBlank = text.utf8.allSatisfy { $0 <= 0x20 }
    let wasEmpty = join.isEmpty
    join.append(text, of: element)
    if isBlank { return }
    if wasEmpty {
      visibility = look.visibility
      isStruck = look.style.isStruck ?? false
      fontSize = look.style.fontSize
    }
    if isOwn { hasOwnText = true }
    if text.utf8.count > longest {
      longest = text.utf8.count
      dominant = element
    }
    holder = holder.map { tree.commonAncestor($0, element) } ?? element
    extend(range)
  }

  /// Adds a link or a picture that stands inside the text.
  mutating func append(_ inline: Inline, source range: Range<Int>?) {
    inlines.append(inline)
    extend(range)
  }

  mutating func breakLine() { join.breakLine() }

  private mutating func extend(_ range: Range<Int>?) {
    guard let range else { return }
    guard let known = source else {
      source = range
      return
    }
    source = min(known.lowerBound, range.lowerBound)..<max(known.upperBound, range.upperBound)
  }
}

extension PageTree {
  /// The nearest element that holds both.
  func commonAncestor(_ left: Int, _ right: Int) -> Int {
    var node = min(left, right)
    let other = max(left, right)
    while node > 0, nodes[node].subtreeEnd <= other { node = nodes[node].parent }
    return max(0, node)
  }
}
