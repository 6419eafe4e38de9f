import DescryCore

/// How the elements of a page look, as far as its markup and style sheets tell.
struct PageLooks {
  /// How one element looks.
  struct Look {
    /// Whether it starts a line of its own.
    var isBlock = false
    /// Whether it stands beside its siblings with a gap, as flex items and inline blocks do.
    var isApart = false
    /// Whether and why it cannot be seen, ancestors included.
    var visibility = ElementVisibility.visible
    /// The style that its text has.
    var style = ElementStyle()

    /// Puts what a recording saw in the place of what was computed.
    mutating func overlay(_ live: PageTree.LiveFacts, in parent: Look) {
      if var style = live.style {
        let behind = parent.style.background ?? ElementStyle.Color(red: 255, green: 255, blue: 255)
        style.background = style.background?.over(behind) ?? behind
        style.opacity = (style.opacity ?? 1) * (parent.style.opacity ?? 1)
        self.style = style
      }
      if let visibility = live.visibility {
        // Only `visibility` can be taken back by what stands inside.
        let isOver =
          parent.visibility == .visible || parent.visibility == .hidden
          || parent.visibility == .unknown
        self.visibility = isOver ? visibility : parent.visibility
      }
    }
  }

  /// Whether every style sheet of the page was there to be read, and was.
  private(set) var isComplete: Bool
  /// Whether the sheets ask for more looking than is done.
  private(set) var isCut = false
  private var looks: [Look]
  /// By node, where in `looks` its look stands: a text shares that of its element.
  private var places: [Int32] = [0]

  /// The look of a page's root.
  init(_ root: Look, isComplete: Bool) {
    self.isComplete = isComplete
    looks = [root]
  }

  /// Says that some elements' looks were not asked of the sheets.
  mutating func giveUp() { (isComplete, isCut) = (false, true) }

  mutating func reserve(_ count: Int) {
    places.reserveCapacity(count)
    looks.reserveCapacity(count * 3 / 5)
  }

  /// Adds the look of the next node.
  mutating func append(_ look: Look) {
    places.append(Int32(looks.count))
    looks.append(look)
  }

  /// Adds a node that looks as the one at a place does.
  mutating func append(sharing place: Int) { places.append(Int32(place)) }

  /// Where the look of a node stands among all looks.
  func place(of node: Int) -> Int { Int(places[node]) }

  subscript(node: Int) -> Look { looks[Int(places[node])] }
}
