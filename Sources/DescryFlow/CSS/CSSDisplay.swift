/// What a value of `display` means for the lines of a page (CSS Display 3).
enum CSSDisplay {
  case none, inline, flex, grid
  case inlineBlock, inlineFlex, inlineGrid, inlineTable, tableCell
  /// An element without a box of its own, or a value that keeps it in its line.
  case boxless
  /// Everything else starts a line of its own.
  case block

  /// Reads a value in lower case.
  init(_ value: String) {
    switch value {
    case "none": self = .none
    case "inline": self = .inline
    case "block": self = .block
    case "inline-block": self = .inlineBlock
    case "inline-flex", "inline flex": self = .inlineFlex
    case "inline-grid", "inline grid": self = .inlineGrid
    case "inline-table", "inline table": self = .inlineTable
    case "table-cell": self = .tableCell
    case "contents", "ruby", "unset", "initial", "inherit": self = .boxless
    default: self = value.hasSuffix("flex") ? .flex : value.hasSuffix("grid") ? .grid : .block
    }
  }

  /// Whether it makes blocks of its children (section 2.7).
  var holdsBlocks: Bool {
    switch self {
    case .flex, .grid, .inlineFlex, .inlineGrid: true
    default: false
    }
  }

  /// What it becomes as a child of such a container.
  var blockified: CSSDisplay {
    switch self {
    case .inline, .inlineBlock, .inlineGrid, .inlineTable: .block
    case .inlineFlex: .flex
    default: self
    }
  }

  /// Whether it stands beside its siblings with a gap.
  var isApart: Bool {
    switch self {
    case .inlineBlock, .inlineFlex, .inlineGrid, .inlineTable, .tableCell: true
    default: false
    }
  }

  /// Whether it starts a line of its own.
  var isBlock: Bool {
    switch self {
    case .none, .flex, .grid, .block: true
    default: false
    }
  }
}
