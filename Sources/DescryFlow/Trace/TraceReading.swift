import DescryCore

/// Puts the screens and actions of a trace together.
struct TraceReading {
  private let archive: ZipArchive
  private let path: String
  private let options: FlowReadingOptions
  /// Bytes that may still be inflated.
  private var bytesLeft: Int
  var flow: Flow
  private var snapshots = TraceSnapshots()
  private var actions: [TraceAction] = []
  private var sheets: [String: String] = [:]
  private var screenTree: [[Signature]] = []
  private var start: Double?
  /// What was found on the screen that an action was done to last, to find the next one's target.
  private var matching: (screen: Int, labels: ElementMatching)?
  /// How many nodes may still be rebuilt, references counted: each action shows its page as a whole once
  /// more.
  private var nodesLeft = 4_000_000
  private static let mostScreens = 500

  /// What makes two pictures of a page the same screen.
  private struct Signature: Hashable {
    let role: ElementRole
    let label: String
  }

  init(_ archive: ZipArchive, path: String, options: FlowReadingOptions) {
    self.archive = archive
    self.path = path
    self.options = options
    bytesLeft = options.largestArchive
    flow = Flow(path: path, format: .trace)
    readSheets()
  }

  private var place: SourceLocation { SourceLocation(path: path) }

  /// The content of a member, as long as all that was inflated stays within the limit.
  mutating func content(of member: ZipArchive.Member, atMost most: Int = .max)
    throws(ZipArchive.Fault) -> [UInt8]
  {
    guard bytesLeft > 0 else {
      throw ZipArchive.Fault(
        reason: "was left: the archive inflates to more than \(options.largestArchive) bytes",
        isTooLarge: true)
    }
    do {
      let content = try archive.content(of: member, limit: min(most, bytesLeft))
      bytesLeft -= content.count
      return content
    } catch {
      // What was inflated in vain counts, too: members may share one stream.
      if error.isTooLarge { bytesLeft -= min(most, bytesLeft) }
      throw error
    }
  }

  /// Takes in the events of a trace, one JSON object a line.
  mutating func take(trace: [UInt8]) {
    var number = 0
    for line in trace.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      do {
        let event = try JSONParser.parse(trace, in: line.startIndex..<line.endIndex)
        if let action = TraceAction(event) { actions.append(action) }
        if event["type"]?.string == "frame-snapshot", let snapshot = TraceSnapshot(event) {
          snapshots.add(snapshot)
        } else if event["type"]?.string == "context-options", let wall = event["wallTime"]?.double,
          wall > 0, wall < 1e14
        {
          flow.date = CalendarDate(dayNumber: Int(wall / 86_400_000))
        }
      } catch {
        flow.diagnostics.append(
          Diagnostic(
            severity: .error, code: "F053 broken-event",
            message: "event \(number) is no JSON: expected \(error.expected); the others were read",
            location: SourceLocation(
              path: path, line: number, column: error.offset - line.startIndex + 1),
            help: "the trace may be cut off"))
      }
    }
  }

  /// Makes screens of the snapshots, and ties the actions to their elements.
  mutating func finish() {
    for action in actions {
      let own = snapshots.snapshots(of: action.call)
      let before = own.first { snapshots.list[$0].phase == .before && snapshots.list[$0].isMain }
      var screen: Int?
      if let before, snapshots.list[before].url != "about:blank" { screen = show(before)?.screen }
      var done = FlowAction(
        screen: screen ?? max(0, flow.screens.count - 1), kind: action.kind, target: action.target,
        value: action.value, location: place)
      let moment = own.first { snapshots.list[$0].phase == .action && snapshots.list[$0].isMain }
      done.element = screen.flatMap { element(of: action, at: moment ?? before, on: $0) }
      flow.actions.append(done)
    }
    let last = snapshots.list.indices.last {
      snapshots.list[$0].isMain && snapshots.list[$0].phase == .after
        && snapshots.list[$0].url != "about:blank"
    }
    if let last { _ = show(last) }
    flow.title = flow.screens.first?.title
    flow.language = flow.screens.first?.language
  }

  // MARK: - Screens

  /// The screen that a snapshot shows: the last one when nothing but the state of controls and numbers
  /// (clocks, sums that follow a choice) differs from it, else a new one.
  private mutating func show(_ index: Int) -> (screen: Int, target: Int?)? {
    guard flow.screens.count < Self.mostScreens, nodesLeft > 0 else {
      leaveRest()
      return nil
    }
    var scratch = Flow(path: path, format: .trace)
    let target = read(index, into: &scratch)
    flow.diagnostics += scratch.diagnostics
    guard var screen = scratch.screens.first else { return nil }
    let signature = Self.signature(of: screen)
    if let last = screenTree.last, last == signature,
      Self.page(flow.screens.last?.url) == Self.page(screen.url)
    {
      return (flow.screens.count - 1, target)
    }
    screen.index = flow.screens.count
    screen.capabilities.formUnion([.liveState, .actions])
    if let time = snapshots.list[index].time {
      let first = start ?? time
      start = first
      screen.time = (time - first) / 1000
    }
    if let width = snapshots.list[index].width, let height = snapshots.list[index].height {
      screen.viewport = ElementBox(x: 0, y: 0, width: width, height: height)
    }
    flow.screens.append(screen)
    screenTree.append(signature)
    return (screen.index, target)
  }

  private static func signature(of screen: Screen) -> [Signature] {
    screen.elements.filter { $0.visibility.maySee && $0.role != .group }
      .map { Signature(role: $0.role, label: $0.label.filter { !$0.isNumber }) }
  }

  /// An address without the part that names a place on the page.
  private static func page(_ url: String?) -> Substring { (url ?? "").prefix { $0 != "#" } }

  /// Reads a snapshot as a page and gives the element that its action was done to.
  private mutating func read(_ index: Int, into scratch: inout Flow) -> Int? {
    let rebuilt = TraceTree(snapshots, index)
    nodesLeft -= rebuilt.visited
    if rebuilt.isCut {
      scratch.diagnostics.append(
        Diagnostic(
          severity: .error, code: "F054 snapshot-too-large",
          message:
            "a snapshot of \(snapshots.list[index].url) is too large or nests too deep; a part of it was read",
          location: place))
    }
    var page = PageScreen(SourceText([], path: path), options: options)
    page.url = snapshots.list[index].url
    page.sheets = sheets
    page.place = place
    page.markedNode = rebuilt.target
    page.add(rebuilt.tree, to: &scratch)
    return page.markedElement
  }

  /// The element of a screen that an action was done to.
  private mutating func element(of action: TraceAction, at moment: Int?, on screen: Int) -> Int? {
    let elements = flow.screens[screen].elements
    if let moment, nodesLeft > 0 {
      var scratch = Flow(path: path, format: .trace)
      if let target = read(moment, into: &scratch), let shown = scratch.screens.first {
        let wanted = shown.elements[target]
        if elements.indices.contains(target), elements[target].role == wanted.role,
          elements[target].label == wanted.label
        {
          return target
        }
        if let same = elements.first(where: { $0.role == wanted.role && $0.label == wanted.label })
        {
          return same.id
        }
      }
    }
    guard let selector = action.selector else { return nil }
    if selector.hasPrefix("#") {
      return elements.first { $0.attributes["id"] == String(selector.dropFirst()) }?.id
    }
    guard let target = action.target else { return nil }
    if matching?.screen != screen { matching = (screen, ElementMatching(elements)) }
    return matching?.labels.element(named: target, for: action.kind)
  }

  /// Says once that not all of the trace was read.
  private mutating func leaveRest() {
    let code = "F055 trace-too-long"
    guard !flow.diagnostics.contains(where: { $0.code == code }) else { return }
    flow.diagnostics.append(
      Diagnostic(
        severity: .error, code: code,
        message: "the trace is too long; its first \(flow.screens.count) screens were read",
        location: place, help: "record the checkout alone, or in several traces"))
  }

  // MARK: - Style sheets

  private mutating func readSheets() {
    let byName = Dictionary(archive.members.map { ($0.name, $0) }) { first, _ in first }
    for member in archive.members where member.name.hasSuffix(".network") {
      guard let lines = try? content(of: member) else { continue }
      for line in lines.split(separator: 0x0A) {
        guard let event = try? JSONParser.parse(lines, in: line.startIndex..<line.endIndex),
          let load = event["snapshot"], let url = load["request"]?["url"]?.string,
          let content = load["response"]?["content"],
          content["mimeType"]?.string?.hasPrefix("text/css") == true, sheets[url] == nil,
          let file = content["_file"]?.string
            ?? content["_sha1"]?.string.map({ "resources/" + $0 }),
          let member = byName[file],
          let css = try? self.content(of: member, atMost: options.largestPage)
        else { continue }
        sheets[url] = String(decoding: TextDecoding.utf8(css), as: UTF8.self)
      }
    }
  }
}
