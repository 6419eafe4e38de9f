import DescryCore

/// Rebuilds the page of a snapshot: node = text | `[[back, index]]` | `[NAME, {attributes}, …nodes]`.
struct TraceTree {
  private let snapshots: TraceSnapshots
  private(set) var tree = PageTree()
  /// The node that the action of the snapshot was done to.
  private(set) var target: Int?
  /// Whether nodes were left out because references multiply without end.
  private(set) var isCut = false
  /// How many nodes and references were followed, those that lead nowhere among them.
  private(set) var visited = 0
  private static let mostNodes = 60_000
  private static let mostVisits = 200_000
  private static let deepest = 512

  init(_ snapshots: TraceSnapshots, _ index: Int) {
    self.snapshots = snapshots
    let root = tree.open(PageTree.Node(kind: .element, tag: "#document", parent: -1, subtreeEnd: 0))
    add(snapshots.list[index].html, in: index, under: root, depth: 0)
    tree.close(root)
    tree.openShadowRoots()
  }

  private mutating func add(_ node: JSONValue, in snapshot: Int, under parent: Int, depth: Int) {
    visited += 1
    guard depth < Self.deepest, tree.nodes.count < Self.mostNodes, visited < Self.mostVisits else {
      isCut = true
      return
    }
    switch node {
    case .string(let text):
      var copy = PageTree.Node(kind: .text, parent: parent, subtreeEnd: 0)
      copy.text = text
      tree.close(tree.open(copy))
    case .array(let parts):
      guard let first = parts.first else { return }
      if let name = first.string {
        add(element: name, parts, in: snapshot, under: parent, depth: depth)
      } else if let target = snapshots.target(of: first, in: snapshot) {
        add(target.node, in: target.snapshot, under: parent, depth: depth + 1)
      }
    default: break
    }
  }

  private mutating func add(
    element name: String, _ parts: [JSONValue], in snapshot: Int, under parent: Int, depth: Int
  ) {
    var copy = PageTree.Node(
      kind: .element, tag: name.lowercased(), parent: parent, subtreeEnd: 0)
    var live = PageTree.LiveFacts()
    var isTarget = false
    var isLive = false
    for member in parts.dropFirst().first?.members ?? [] {
      let value = member.value.string ?? ""
      switch member.key {
      case "__playwright_checked_": (live.checked, isLive) = (value == "true", true)
      case "__playwright_value_": (live.value, isLive) = (value, true)
      case "__playwright_selected_": (live.selected, isLive) = (value == "true", true)
      case "__playwright_target__": isTarget = true
      case "__playwright_shadow_root_": copy.attributes.append((member.key, value))
      case "__playwright_src__": copy.attributes.append(("src", value))
      default:
        if !member.key.hasPrefix("__playwright") {
          copy.attributes.append((member.key.lowercased(), value))
        }
      }
    }
    let index = tree.open(copy)
    if isLive { tree.live[index] = live }
    if isTarget { target = index }
    for part in parts.dropFirst(2) {
      add(part, in: snapshot, under: index, depth: depth + 1)
    }
    if copy.tag == "iframe" || copy.tag == "frame",
      let frame = copy.attribute("src").map(PathName.last),
      let inner = snapshots.snapshot(of: frame, with: snapshot),
      snapshots.list[inner].frame != snapshots.list[snapshot].frame
    {
      add(snapshots.list[inner].html, in: inner, under: index, depth: depth + 1)
    }
    tree.close(index)
  }
}
