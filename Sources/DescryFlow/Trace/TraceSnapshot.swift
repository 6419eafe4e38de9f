/// A snapshot of one frame in a Playwright trace.
struct TraceSnapshot {
  /// When it was taken within an action.
  enum Phase: String { case before, action, after }

  let call: String
  let phase: Phase
  let frame: String
  let url: String
  let isMain: Bool
  let html: JSONValue
  /// Milliseconds of a clock that only differences of are known.
  let time: Double?
  let width: Double?
  let height: Double?

  /// Reads a `frame-snapshot` event of either version: newer ones name call and phase, older ones say
  /// both in a name, as `before@call@14`.
  init?(_ event: JSONValue) {
    guard let snapshot = event["snapshot"], let html = snapshot["html"],
      let frame = snapshot["frameId"]?.string
    else { return nil }
    self.html = html
    self.frame = frame
    url = snapshot["frameUrl"]?.string ?? ""
    isMain = snapshot["isMainFrame"]?.bool ?? true
    time = snapshot["timestamp"]?.double
    width = snapshot["viewport"]?["width"]?.double
    height = snapshot["viewport"]?["height"]?.double
    let name = snapshot["snapshotName"]?.string ?? ""
    let parts = name.split(separator: "@", maxSplits: 1)
    call =
      snapshot["callId"]?.string ?? (parts.count > 1 ? String(parts[1]) : "")
    let phase = snapshot["phase"]?.string ?? parts.first.map(String.init) ?? ""
    // `input` is what older versions call the moment of the action.
    self.phase = Phase(rawValue: phase == "input" ? "action" : phase) ?? .after
  }
}

/// The snapshots of a trace, each of which may point into earlier ones of its frame.
struct TraceSnapshots {
  private(set) var list: [TraceSnapshot] = []
  /// The nodes of each snapshot in the order that references count: post-order, references left out.
  private var nodes: [[JSONValue]] = []
  /// By frame: the indices of its snapshots.
  private var byFrame: [String: [Int]] = [:]
  private static let deepest = 600

  mutating func add(_ snapshot: TraceSnapshot) {
    byFrame[snapshot.frame, default: []].append(list.count)
    list.append(snapshot)
    var flat: [JSONValue] = []
    Self.flatten(snapshot.html, into: &flat, depth: 0)
    nodes.append(flat)
  }

  /// The snapshot of a frame at the moment of another, or the last one before it.
  func snapshot(of frame: String, with index: Int) -> Int? {
    let wanted = list[index]
    let own = byFrame[frame] ?? []
    return own.first { list[$0].call == wanted.call && list[$0].phase == wanted.phase }
      ?? own.last { $0 < index }
  }

  /// The node that a reference in a snapshot names: node `n` of the `k`th snapshot back.
  func target(of reference: JSONValue, in index: Int) -> (node: JSONValue, snapshot: Int)? {
    guard let pair = reference.array, pair.count == 2, let back = pair[0].int,
      let node = pair[1].int,
      let own = byFrame[list[index].frame], let place = own.firstIndex(of: index), back > 0,
      back <= place
    else { return nil }
    let snapshot = own[place - back]
    guard nodes[snapshot].indices.contains(node) else { return nil }
    return (nodes[snapshot][node], snapshot)
  }

  private static func flatten(_ node: JSONValue, into list: inout [JSONValue], depth: Int) {
    guard depth < deepest else { return }
    switch node {
    case .string: list.append(node)
    case .array(let parts):
      guard parts.first?.string != nil else { return }
      for part in parts.dropFirst(2) { flatten(part, into: &list, depth: depth + 1) }
      list.append(node)
    default: break
    }
  }
}
