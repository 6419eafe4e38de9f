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
  /// A moment of a frame.
  private struct Moment: Hashable {
    let frame: String
    let call: String
    let phase: TraceSnapshot.Phase
  }

  private(set) var list: [TraceSnapshot] = []
  /// The nodes of each snapshot in the order that references count: post-order, references left out.
  private var nodes: [[JSONValue]] = []
  /// By frame: the indices of its snapshots.
  private var byFrame: [String: [Int]] = [:]
  /// By call: the indices of its snapshots.
  private var byCall: [String: [Int]] = [:]
  /// By moment: its first snapshot.
  private var byMoment: [Moment: Int] = [:]
  /// Where each snapshot stands among those of its frame.
  private var places: [Int] = []
  private static let deepest = 600

  mutating func add(_ snapshot: TraceSnapshot) {
    let index = list.count
    places.append(byFrame[snapshot.frame, default: []].count)
    byFrame[snapshot.frame, default: []].append(index)
    byCall[snapshot.call, default: []].append(index)
    let moment = Moment(frame: snapshot.frame, call: snapshot.call, phase: snapshot.phase)
    if byMoment[moment] == nil { byMoment[moment] = index }
    list.append(snapshot)
    var flat: [JSONValue] = []
    Self.flatten(snapshot.html, into: &flat, depth: 0)
    nodes.append(flat)
  }

  /// The snapshots that were taken within a call, in order.
  func snapshots(of call: String) -> [Int] { byCall[call] ?? [] }

  /// The snapshot of a frame at the moment of another, or the last one before it.
  func snapshot(of frame: String, with index: Int) -> Int? {
    let moment = Moment(frame: frame, call: list[index].call, phase: list[index].phase)
    if let same = byMoment[moment] { return same }
    let own = byFrame[frame] ?? []
    var low = 0
    var high = own.count
    while low < high {
      let middle = (low + high) / 2
      if own[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? own[low - 1] : nil
  }

  /// The node that a reference in a snapshot names: node `n` of the `k`th snapshot back.
  func target(of reference: JSONValue, in index: Int) -> (node: JSONValue, snapshot: Int)? {
    guard let pair = reference.array, pair.count == 2, let back = pair[0].int,
      let node = pair[1].int, back > 0, back <= places[index],
      let own = byFrame[list[index].frame]
    else { return nil }
    let snapshot = own[places[index] - back]
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
