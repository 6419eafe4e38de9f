/// Markup that came before.
extension XMLScanner {
  /// An element whose start tag was read, and nothing of its content.
  struct Begun {
    var tag: XMLTag
    var open: XMLOpen
  }

  /// Reads on from an element's content, as long as a text as it stands and known markup follow each
  /// other; `begun` is then the element that begins last.
  @inline(__always)
  mutating func refrains<Receiver: XMLElements & ~Copyable>(
    from begun: inout Begun, _ receiver: inout Receiver
  ) throws {
    while true {
      let to = bytes.endOfText(at)
      guard let found = known.find(begun.open.place, bytes, at: to) ?? learn(begun.open, at: to),
        found.pointee.endsLeaf ? to &- at < Self.longest : to == at
      else { return }
      told &+= 1
      if found.pointee.endsLeaf {
        let end = min(to, at &+ XMLText.longest &+ 4)
        try receiver.leaf(begun.tag, XMLText(bytes: bytes.stretch(at, end), isLasting: true))
      } else {
        push(begun.open)
        try receiver.begin(begun.tag)
      }
      for event in found.pointee.events {
        told &+= 1
        switch event.kind {
        case .begin:
          push(Self.open(event, from: to))
          try receiver.begin(tag(event))
        case .leaf: try receiver.leaf(tag(event), .empty)
        case .end:
          depth &-= 1
          try receiver.end()
        }
      }
      begun = Begun(
        tag: tag(found.pointee.last), open: Self.open(found.pointee.last, from: to))
      at = to &+ found.pointee.length
      lines.pass(found.pointee.last.lineEnds, upTo: at)
      pass(&receiver)
    }
  }

  /// The element that an event begins in a stretch that stands at an offset.
  @inline(__always)
  private static func open(_ event: XMLRefrain.Event, from offset: Int) -> XMLOpen {
    var open = event.open
    open.name &+= offset
    return open
  }

  /// The tag of an event; the lines are counted up to its stretch.
  @inline(__always)
  private func tag(_ event: XMLRefrain.Event) -> XMLTag {
    var tag = event.tag
    if tag.element.isRow { tag.line = lines.line &+ event.lineEnds }
    return tag
  }

  /// Reads a stretch of markup and keeps it, without telling anything of it; nil when it is not plain,
  /// or not between two texts.
  @inline(never)
  private mutating func learn(
    _ begun: XMLOpen, at from: Int
  ) -> UnsafeMutablePointer<XMLRefrain>? {
    guard known.hasRoom(begun.place) else { return nil }
    var events: [XMLRefrain.Event] = []
    var endsLeaf = false
    // Of the elements that are open, those that began before, and those that began here.
    var outer = depth
    var inner = [begun]
    var to = from
    while true {
      let mark = bytes.pastBlanks(to)
      guard bytes[mark] == UInt8(ascii: "<"), mark - from < XMLRefrains.longest.bytes,
        events.count < XMLRefrains.longest.events
      else { return nil }
      if bytes[mark + 1] == UInt8(ascii: "/") {
        // The root's end is none of what comes again, and a text of blanks none of what is a refrain.
        guard inner.count + outer > 1, mark == from || to > from else { return nil }
        if inner.isEmpty { outer -= 1 }
        guard let behind = endTag(inner.popLast() ?? open[outer], at: mark) else { return nil }
        if mark == from { endsLeaf = true } else { events.append(XMLRefrain.Event(kind: .end)) }
        to = behind
        continue
      }
      guard let head = startTag(mark + 1) else { return nil }
      to = head.content
      let name = bytes.stretch(mark + 1, mark + 1 + head.length)
      var event = XMLRefrain.Event(kind: head.isEmpty ? .leaf : .begin)
      event.tag = XMLTag(element: head.element, currency: head.currency)
      event.lineEnds = LineCounter.lineEnds(in: bytes.stretch(from, to))
      event.open = XMLOpen(
        name: mark + 1 - from, length: head.length,
        place: places.place(of: name, in: (inner.last ?? open[outer - 1]).place))
      events.append(event)
      if head.isEmpty { continue }
      guard event.open.place != XMLPlaces.nowhere else { return nil }
      let next = bytes.pastBlanks(to)
      guard bytes[next] == UInt8(ascii: "<"), bytes[next + 1].isLetter else { break }
      event.open.name += from
      inner.append(event.open)
      guard outer + inner.count <= Self.deepest else { return nil }
    }
    return known.keep(begun.place, bytes, from, to, endsLeaf: endsLeaf, events)
  }
}
