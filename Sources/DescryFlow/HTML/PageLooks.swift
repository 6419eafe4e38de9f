import DescryCore

/// How the elements of a page look, as far as its markup and style sheets tell.
struct PageLooks {
  /// How one element looks.
  struct Look {
    /// Whether it starts a line of its own.
    var isBlock = false
    /// Whether it stands beside its siblings with a gap, as flex items and inline blocks do.
    var isApart = false
    /// Whether it lays its children out as blocks: flex and grid.
    var isFlex = false
    /// Whether and why it cannot be seen, ancestors included.
    var visibility = ElementVisibility.visible
    /// The style that its text has.
    var style = ElementStyle()
  }

  /// By node.
  private(set) var looks: [Look]
  /// Whether every style sheet of the page was there to be read.
  let isComplete: Bool

  init(_ looks: [Look], isComplete: Bool) {
    self.looks = looks
    self.isComplete = isComplete
  }

  subscript(node: Int) -> Look { looks[node] }
}
