/// Lays out HTML straight into bytes: text is escaped on the way in, so no statement can smuggle markup
/// into a report.
///
/// Markup itself comes from literals of this module alone (`StaticString`).
struct HTMLWriter: Sendable {
  /// What an element's start tag says besides its name.
  typealias Attribute = (name: StaticString, value: String)

  /// The page so far, in UTF-8.
  private(set) var bytes: [UInt8] = []

  /// Sends out what is written so far, if it is much or the `last`.
  mutating func drain(to sink: ByteSink, last: Bool = false) { bytes.drain(to: sink, last: last) }

  /// Text, escaped; also within the quotes of an attribute.
  mutating func text(_ text: String) { text.appendEscaped(to: &bytes) }

  /// What another writer wrote.
  mutating func append(_ other: HTMLWriter) { bytes += other.bytes }

  /// Markup that this module writes itself.
  mutating func markup(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// An element and what `content` writes into it.
  mutating func element(
    _ name: StaticString, _ attributes: Attribute..., content: (inout HTMLWriter) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  /// An element with text.
  mutating func element(_ name: StaticString, _ attributes: Attribute..., text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// An element of a class, with text.
  mutating func element(_ name: StaticString, class kind: String, text: String) {
    element(name, ("class", kind), text: text)
  }

  /// An element that has no content: `meta`, `br`, `img`.
  mutating func void(_ name: StaticString, _ attributes: Attribute...) { open(name, attributes) }

  /// A list of texts; nothing where there are none.
  mutating func list(_ items: some Sequence<String>) {
    var isEmpty = true
    for item in items {
      if isEmpty { markup("<ul>") }
      isEmpty = false
      markup("<li>")
      linked(item)
      markup("</li>")
    }
    if !isEmpty { close("ul") }
  }

  /// Text in which web addresses are links; any other scheme (`javascript:`) stays text.
  mutating func linked(_ text: String) {
    var text = text
    let places = text.withUTF8 { Self.addresses($0) }
    var start = text.startIndex
    for place in places {
      let from = text.utf8.index(text.startIndex, offsetBy: place.lowerBound)
      let to = text.utf8.index(text.startIndex, offsetBy: place.upperBound)
      self.text(String(text[start..<from]))
      link(to: String(text[from..<to]), String(text[from..<to]))
      start = to
    }
    self.text(start == text.startIndex ? text : String(text[start...]))
  }

  /// A text that leads to a web address; without one, the text.
  mutating func link(to address: String?, _ text: String) {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://") else {
      return self.text(text)
    }
    element("a", ("href", address), ("rel", "noreferrer noopener"), text: text)
  }

  /// Where web addresses stand in a text, without the marks that close a sentence.
  private static func addresses(_ text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while let start = text[index...].firstIndex(of: UInt8(ascii: "h")) {
      index = start + 1
      guard
        text[start...].starts(with: "https://".utf8) || text[start...].starts(with: "http://".utf8)
      else { continue }
      var end = text[start...].firstIndex { $0 <= 0x20 || "\"<>".utf8.contains($0) } ?? text.count
      while ".,;:)".utf8.contains(text[end - 1]) { end -= 1 }
      index = max(end, index)
      // A scheme alone leads nowhere.
      if text[end - 1] != UInt8(ascii: "/") || end - start > 8 { found.append(start..<end) }
    }
    return found
  }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    markup("<")
    markup(name)
    for attribute in attributes {
      markup(" ")
      markup(attribute.name)
      markup("=\"")
      text(attribute.value)
      markup("\"")
    }
    markup(">")
  }

  private mutating func close(_ name: StaticString) {
    markup("</")
    markup(name)
    markup(">")
  }
}
