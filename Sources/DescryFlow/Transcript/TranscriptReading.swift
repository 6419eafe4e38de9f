import DescryCore

/// Reads a transcript line by line; a line that no form fits is visible text.
struct TranscriptReading {
  let source: SourceText
  var flowRead: Flow
  var screen: Screen
  var builder = ScreenBuilder()
  /// Finds what an action is done to on the screen that is read.
  var matching = ElementMatching()
  /// The same for the screens before it.
  var matchings: [ElementMatching] = []
  /// Whether the screen was begun by a title; what stands before the first title is a screen too.
  private var hasTitle = false

  init(_ source: SourceText) {
    self.source = source
    flowRead = Flow(path: source.path, format: .transcript)
    screen = Screen(index: 0, location: source.location(0..<0))
  }

  /// The flow that the transcript tells.
  mutating func flow() -> Flow {
    let lines = source.lineRanges
    let texts = lines.prefix(64).map { Substring(source.string($0)) }
    let matter = FrontMatter(texts)
    matter.apply(to: &flowRead)
    var remarks = TranscriptRemarks(source, lines: lines)
    for index in lines.indices.dropFirst(matter.lines) { take(line: remarks.text(ofLine: index)) }
    flowRead.suppressions = remarks.suppressions
    if let start = remarks.open {
      note(
        "F021 open-remark", "`<!--` is never closed by `-->`; what follows it is not read",
        start..<(start + 4), .error)
    }
    endScreen()
    if flowRead.screens.isEmpty { flowRead.screens = [screen] }
    return flowRead
  }

  private mutating func take(line: Line) {
    var line = line.trimmed()
    guard !line.bytes.isEmpty else { return }
    if line.starts("#") {
      let level = line.bytes.prefix { $0 == UInt8(ascii: "#") }.count
      let rest = line.dropping(level)
      if level == 1, rest.bytes.first.map({ $0 <= 0x20 }) ?? true {
        return beginScreen(rest.trimmed(), at: line.range)
      }
      if level <= 6, rest.bytes.first.map({ $0 <= 0x20 }) ?? false {
        return heading(rest.trimmed(), level: level)
      }
    }
    if line.starts(">"), take(action: line) { return }
    if line.starts("---"), line.bytes.allSatisfy({ $0 == 0x2D }) { return }
    if line.starts("> ") { line = line.dropping(2).trimmed() }
    var emphasis: Element.Emphasis?
    if line.starts("~~") {
      emphasis = .faint
      line = line.dropping(2).trimmed()
    } else if line.starts("~") {
      emphasis = .small
      line = line.dropping(1).trimmed()
    }
    guard !line.bytes.isEmpty else { return }
    take(element: line, emphasis: emphasis)
  }

  // MARK: - Screens and headings

  private mutating func beginScreen(_ text: Line, at range: Range<Int>) {
    endScreen()
    let title = ScreenTitle(Substring(String(decoding: text.bytes, as: UTF8.self)))
    screen = Screen(index: flowRead.screens.count, location: source.location(range))
    screen.title = title.title.isEmpty ? nil : title.title
    screen.url = title.url
    screen.language = title.language
    screen.isOverlay = title.isOverlay
    hasTitle = true
  }

  private mutating func endScreen() {
    screen.elements = builder.finish()
    builder = ScreenBuilder()
    screen.capabilities = [.roles, .actions, .liveState]
    defer { matching = ElementMatching() }
    guard hasTitle || !screen.elements.isEmpty else { return }
    flowRead.screens.append(screen)
    matchings.append(matching)
  }

  private mutating func heading(_ text: Line, level: Int) {
    let id = builder.add(
      .heading, text: TranscriptInline.plain(text.bytes), at: source.location(text.range))
    builder.change(id) { $0.attributes["level"] = String(level) }
  }

  mutating func note(
    _ code: String, _ message: String, _ range: Range<Int>, _ severity: Severity
  ) {
    let range = range.clamped(to: 0..<source.bytes.count)
    let location = source.location(range)
    flowRead.diagnostics.append(
      Diagnostic(severity: severity, code: code, message: message, location: location))
  }
}
