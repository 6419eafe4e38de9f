import DescryCore

/// Reads a transcript line by line; a line that no form fits is visible text.
struct TranscriptReading {
  private let source: SourceText
  private var flowRead: Flow
  private var screen: Screen
  private var builder = ScreenBuilder()
  /// Where a remark begins that is not yet closed.
  private var remark: Int?

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
    let text = source
    for (index, line) in lines.enumerated().dropFirst(matter.lines) {
      take(line: withoutRemarks(line) { Self.nextLine(lines, index, text) })
    }
    if let start = remark {
      note(
        "F021 open-remark", "`<!--` is never closed by `-->`; what follows it is not read",
        start..<(start + 4), .warning)
    }
    endScreen()
    if flowRead.screens.isEmpty { flowRead.screens = [screen] }
    return flowRead
  }

  // MARK: - Lines

  /// The number of the next line that says something.
  private static func nextLine(_ lines: [Range<Int>], _ index: Int, _ source: SourceText) -> Int {
    let next = lines[(index + 1)...].firstIndex { !source.trimmed($0).isEmpty }
    return (next ?? index + 1) + 1
  }

  /// The parts of a line outside of remarks, which become blanks.
  private mutating func withoutRemarks(_ line: Range<Int>, next: () -> Int) -> Line {
    var bytes = Array(source.bytes[line])
    var index = 0
    var from = remark == nil ? nil : Optional(0)
    while index < bytes.count {
      if from == nil, bytes[index...].starts(with: "<!--".utf8) {
        from = index
        remark = line.lowerBound + index
        index += 4
      } else if let start = from, bytes[index...].starts(with: "-->".utf8) {
        endRemark(at: line.lowerBound + index, next: next())
        for at in start..<(index + 3) { bytes[at] = 0x20 }
        from = nil
        index += 3
      } else {
        index += 1
      }
    }
    if let from { for at in from..<bytes.count { bytes[at] = 0x20 } }
    return Line(bytes: bytes, offset: line.lowerBound)
  }

  private mutating func endRemark(at end: Int, next: Int) {
    guard let start = remark else { return }
    remark = nil
    let location = source.location(start..<(end + 3))
    flowRead.suppressions += Suppressing.read(
      source.string((start + 4)..<max(start + 4, end)), line: location.line ?? 1, next: next,
      at: location)
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

  private mutating func take(element whole: Line, emphasis: Element.Emphasis?) {
    if take(turn: whole) { return }
    var line = whole
    var isItem = false
    for mark in ["- ", "* ", "• "] where line.starts(mark) {
      line = line.dropping(mark.utf8.count).trimmed()
      isItem = true
      break
    }
    if let box = TranscriptBox(line.bytes) {
      return take(box: box, line.dropping(box.length).trimmed(), at: whole.range, emphasis)
    }
    if line.starts("<select>") {
      return take(list: line.dropping(8).trimmed(), at: whole.range, emphasis)
    }
    if let clock = TranscriptBox.clockLength(line.bytes) {
      let rest = line.dropping(clock).trimmed()
      let id = builder.add(
        .timer, text: TranscriptInline.plain(rest.bytes), at: source.location(whole.range))
      builder.change(id) { $0.emphasis = emphasis }
      return
    }
    take(parts: line, isItem: isItem, emphasis: emphasis)
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

  /// Whether the screen was begun by a title; what stands before the first title is a screen too.
  private var hasTitle = false

  private mutating func endScreen() {
    screen.elements = builder.finish()
    builder = ScreenBuilder()
    screen.capabilities = [.roles, .actions, .liveState]
    guard hasTitle || !screen.elements.isEmpty else { return }
    flowRead.screens.append(screen)
  }

  private mutating func heading(_ text: Line, level: Int) {
    let id = builder.add(
      .heading, text: TranscriptInline.plain(text.bytes), at: source.location(text.range))
    builder.change(id) { $0.attributes["level"] = String(level) }
  }

  // MARK: - Turns of a chat or a call

  private mutating func take(turn line: Line) -> Bool {
    guard line.starts("**"), let end = line.find("**", from: 2) else { return false }
    var name = Array(line.bytes[2..<end])
    var rest = line.dropping(end + 2)
    while name.last == 0x20 { name.removeLast() }
    if name.last == UInt8(ascii: ":") {
      name.removeLast()
    } else {
      let after = rest.trimmed()
      guard after.starts(":") else { return false }
      rest = after.dropping(1)
    }
    rest = rest.trimmed()
    let speaker = WhiteSpace.folded(name)
    guard !speaker.isEmpty, speaker.utf8.count <= 40, !rest.bytes.isEmpty,
      !SumLabel.isOne(speaker, before: rest.bytes)
    else { return false }
    let id = builder.add(
      .speech, text: TranscriptInline(rest.bytes).parts.map(\.text).joined(separator: " "),
      at: source.location(rest.range))
    builder.change(id) { $0.speaker = speaker }
    return true
  }

  // MARK: - Boxes, lists, texts with controls

  private mutating func take(
    box: TranscriptBox, _ rest: Line, at range: Range<Int>, _ emphasis: Element.Emphasis?
  ) {
    let marks = ControlMarks(rest.bytes)
    let inline = TranscriptInline(marks.bytes)
    let name = inline.parts.map(\.text).joined(separator: " ")
    let id = builder.begin(box.role, name: name, text: name, at: source.location(range))
    builder.change(id) { element in
      element.state.checked = box.isChecked
      element.state.defaultChecked = box.isChecked
      element.state.isDisabled = marks.isDisabled
      element.state.isRequired = marks.isRequired
      element.emphasis = emphasis
    }
    for part in inline.parts where part.kind != .text { add(part, of: rest, nil) }
    builder.end()
  }

  private mutating func take(list text: Line, at range: Range<Int>, _ emphasis: Element.Emphasis?) {
    let bytes = text.bytes
    let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
    let name = TranscriptInline.plain(bytes[..<(colon ?? bytes.count)])
    let id = builder.begin(.combobox, name: name, text: name, at: source.location(range))
    let choices = colon.map { bytes[($0 + 1)...].split(separator: UInt8(ascii: "|")) } ?? []
    for (index, choice) in choices.enumerated() {
      let label = TranscriptInline.plain(choice)
      let start = text.offset + choice.startIndex
      let place = source.trimmed(start..<(start + choice.count))
      let option = builder.add(.option, name: label, text: label, at: source.location(place))
      builder.change(option) {
        $0.state.checked = index == 0; $0.state.defaultChecked = index == 0
      }
      if index == 0 { builder.change(id) { $0.state.value = label } }
    }
    builder.change(id) { $0.emphasis = emphasis }
    builder.end()
  }

  private mutating func take(parts line: Line, isItem: Bool, emphasis: Element.Emphasis?) {
    let inline = TranscriptInline(line.bytes)
    if let stray = inline.stray {
      let start = line.offset + stray.offset
      note(
        "F020 stray-mark", "`\(stray.mark)` is never closed; the line is read as text",
        start..<(start + 2), .note)
    }
    // Links and pictures stand inside a text; buttons and fields part it.
    var group: [TranscriptInline.Part] = []
    for part in inline.parts {
      if part.kind == .button || part.kind == .field {
        add(text: group, of: line, isItem: isItem, emphasis)
        group = []
        add(part, of: line, emphasis)
      } else {
        group.append(part)
      }
    }
    add(text: group, of: line, isItem: isItem, emphasis)
  }

  private mutating func add(
    text parts: [TranscriptInline.Part], of line: Line, isItem: Bool, _ emphasis: Element.Emphasis?
  ) {
    guard let first = parts.first, let last = parts.last else { return }
    guard parts.contains(where: { $0.kind == .text }) else {
      for part in parts { add(part, of: line, emphasis) }
      return
    }
    let text = parts.map(\.text).reduce(into: "") { text, part in
      let isTight = part.first.map { ".,;:!?)".contains($0) } ?? true
      text += (text.isEmpty || isTight ? "" : " ") + part
    }
    let range = (line.offset + first.range.lowerBound)..<(line.offset + last.range.upperBound)
    let hasPrice = !PriceScanner.prices(in: text, standard: flowRead.currency ?? .eur).isEmpty
    let id = builder.begin(
      isItem && hasPrice ? .item : .text, text: text, at: source.location(range))
    let isStrong = line.starts("**") && line.find("**", from: 2) != nil
    builder.change(id) { $0.emphasis = emphasis ?? (isStrong ? .strong : nil) }
    for part in parts where part.kind != .text { add(part, of: line, emphasis) }
    builder.end()
  }

  private mutating func add(
    _ part: TranscriptInline.Part, of line: Line, _ emphasis: Element.Emphasis?
  ) {
    let range = (line.offset + part.range.lowerBound)..<(line.offset + part.range.upperBound)
    let role: ElementRole
    switch part.kind {
    case .button: role = .button
    case .link: role = .link
    case .field: role = .textbox
    case .image: role = .image
    case .text: return
    }
    var name = part.text
    let isRequired = part.kind == .field && name.hasSuffix("*")
    if isRequired { name = WhiteSpace.folded(String(name.dropLast())) }
    let id = builder.add(role, name: name, text: name, at: source.location(range))
    builder.change(id) { element in
      element.state.isRequired = isRequired
      element.emphasis = part.isPrimary ? .primary : emphasis
      if part.kind == .field { element.state.value = part.target }
      if let target = part.target, part.kind == .link { element.attributes["href"] = target }
    }
  }

  // MARK: - Actions

  private mutating func take(action line: Line) -> Bool {
    let rest = line.dropping(1).trimmed()
    guard let action = TranscriptAction(String(decoding: rest.bytes, as: UTF8.self)) else {
      return false
    }
    var done = FlowAction(
      screen: flowRead.screens.count, kind: action.kind, target: action.target, value: action.value,
      location: source.location(line.range))
    if let target = action.target, action.kind != .open {
      done.element = ElementMatching(builder.elements).element(named: target, for: action.kind)
      if done.element == nil { lookBelow(&done, target) }
      if done.element == nil {
        note(
          "F022 unknown-target", "nothing on the screen above is called “\(target)”", line.range,
          .note)
      }
    }
    flowRead.actions.append(done)
    return true
  }

  /// Looks for the target on the screen that the overlay lies over.
  private func lookBelow(_ action: inout FlowAction, _ target: String) {
    var index = flowRead.screens.count
    var isOverlay = screen.isOverlay
    while isOverlay, index > 0 {
      index -= 1
      let below = flowRead.screens[index]
      if let element = ElementMatching(below.elements).element(named: target, for: action.kind) {
        action.screen = index
        action.element = element
        return
      }
      isOverlay = below.isOverlay
    }
  }

  private mutating func note(
    _ code: String, _ message: String, _ range: Range<Int>, _ severity: Severity
  ) {
    let range = range.clamped(to: 0..<source.bytes.count)
    let location = source.location(range)
    flowRead.diagnostics.append(
      Diagnostic(severity: severity, code: code, message: message, location: location))
  }
}
