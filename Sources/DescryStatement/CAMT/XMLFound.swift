import DescryCore

/// What libxml2 found in a piece of a document, until it is told.
struct XMLFound: ~Copyable {
  private enum Kind { case begin, leaf, end }

  private struct Event {
    var kind: Kind
    var tag: XMLTag
    /// Where its text begins among all texts, and ends.
    var from = 0
    var to = 0
  }

  /// The declaration of a document type was met.
  var hasDocumentType = false
  /// How many bytes of what was pushed the root and what is before it take.
  var rootEnd: Int?

  private let lineOffset: Int
  private let names = NameTable<CAMTElement>()
  private var events: [Event] = []
  private var texts: [UInt8] = []
  /// Whether the last event is an element that may still be a leaf.
  private var isOpen = false
  private var depth = 0

  init(lineOffset: Int) { self.lineOffset = lineOffset }

  mutating func begin(_ name: UnsafePointer<UInt8>, _ attributes: XMLAttributes, line: Int) {
    var length = 0
    while name[length] != 0 { length += 1 }
    var tag = XMLTag(element: names.element(UnsafeRawBufferPointer(start: name, count: length)))
    tag.currency = attributes.value("Ccy").flatMap { Currency(bytes: $0) }
    if tag.element.isRow { tag.line = max(1, line) + lineOffset }
    events.append(Event(kind: .begin, tag: tag, from: texts.count, to: texts.count))
    isOpen = true
    depth += 1
  }

  mutating func text(_ bytes: UnsafeRawBufferPointer) {
    guard isOpen, let last = events.indices.last else { return }
    let room = XMLText.longest + 4 - (events[last].to - events[last].from)
    texts.append(contentsOf: bytes.stretch(0, room))
    events[last].to = texts.count
  }

  /// Ends an element; whether it was the root.
  mutating func end() -> Bool {
    if isOpen, let last = events.indices.last {
      events[last].kind = .leaf
      isOpen = false
    } else {
      events.append(Event(kind: .end, tag: XMLTag(element: .unknown)))
    }
    depth -= 1
    return depth == 0
  }

  /// Tells all events but those that are known, and but the last while it may still become a leaf,
  /// unless nothing comes any more.
  mutating func tell(
    _ receiver: inout some XMLElements & ~Copyable, isWhole: Bool, known: inout Int
  ) throws {
    let waits = isOpen && !isWhole ? events.popLast() : nil
    try texts.withUnsafeBytes { texts in
      for event in events {
        guard known == 0 else {
          known -= 1
          continue
        }
        switch event.kind {
        case .begin: try receiver.begin(event.tag)
        case .leaf:
          try receiver.leaf(
            event.tag, XMLText(bytes: texts.stretch(event.from, event.to), isLasting: false))
        case .end: try receiver.end()
        }
      }
    }
    events.removeAll(keepingCapacity: true)
    if let waits {
      texts.removeSubrange(..<waits.from)
      events.append(Event(kind: .begin, tag: waits.tag, from: 0, to: texts.count))
    } else {
      texts.removeAll(keepingCapacity: true)
    }
  }
}
