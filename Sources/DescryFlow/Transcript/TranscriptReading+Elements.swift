import DescryCore

// What a line shows: a turn of a chat, a box, a list, a clock, or texts with controls among them.
extension TranscriptReading {
  mutating func take(element whole: Line, emphasis: Element.Emphasis?) {
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
}
