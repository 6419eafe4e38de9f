import DescryCore

/// Reads the plain XML that banks write, byte by byte, and leaves everything else to libxml2.
///
/// Plain is what the recommendation (XML 1.0, fifth edition) calls well formed, of elements,
/// attributes, text, CDATA, the five entities, numeric references, comments and processing
/// instructions, in UTF-8 with names in ASCII. All of it is checked: tags match, attributes are quoted
/// and unique, characters are legal. Where something else stands (a document type, another entity, an
/// error), the scanner stops, having told nothing that libxml2 would not tell, and libxml2 decides.
struct XMLScanner: ~Copyable {
  /// How a document ended.
  enum Outcome: Equatable {
    /// Nothing follows.
    case end
    /// Another document follows at an offset.
    case document(Int)
    /// Here is something that libxml2 must judge.
    case odd
  }

  /// An element that is open: where its name stands, prefix and all.
  private struct Open {
    var name: Int
    var length: Int
  }

  /// Deeper documents are left to libxml2, and its limits.
  private static let deepest = 200
  /// Texts and attributes that are longer, too.
  static let longest = 1 << 20
  /// How often the progress is told.
  private static let stride = 1 << 20

  let bytes: XMLBytes
  /// Where the next piece of the document stands.
  var at: Int
  /// How many events were told.
  private(set) var told = 0
  /// Texts that do not stand in the file as they are.
  var scratch: [UInt8] = []
  var names = NameTable<CAMTElement>()
  /// Where the prefix stands that was seen last, with its colon: most documents have but one.
  var prefix = 0
  var prefixLength = 0
  private let open: UnsafeMutablePointer<Open>
  private var depth = 0
  private var passed: Int
  /// Tells the lines of the whole file.
  private(set) var lines: LineCounter

  /// A scanner of the document that begins at an offset of a file.
  init(_ bytes: XMLBytes, from offset: Int, _ lines: LineCounter) {
    self.bytes = bytes
    self.lines = lines
    at = offset
    passed = offset
    open = .allocate(capacity: Self.deepest)
    open.initialize(repeating: Open(name: 0, length: 0), count: Self.deepest)
  }

  deinit { open.deallocate() }

  /// Reads the document and tells its elements.
  ///
  /// - Throws: what the receiver throws.
  mutating func run<Receiver: XMLElements & ~Copyable>(into receiver: inout Receiver) throws
    -> Outcome
  {
    guard prologue() else { return .odd }
    repeat {
      let mark = bytes[at &+ 1]
      if mark == UInt8(ascii: "/") {
        guard let behind = endTag(open[depth &- 1].name, open[depth &- 1].length) else {
          return .odd
        }
        at = behind
        depth &-= 1
        told &+= 1
        try receiver.end()
        if at &- passed > Self.stride {
          passed = at
          receiver.pass(at)
        }
      } else if try plainElement(&receiver) {
        // Read.
      } else if mark == UInt8(ascii: "!") || mark == UInt8(ascii: "?") {
        guard markup(isContent: true) else { return .odd }
      } else {
        guard try element(&receiver) else { return .odd }
      }
      guard depth > 0 else { break }
      guard gap() else { return .odd }
    } while true
    return Self.following(bytes, from: at)
  }

  // MARK: Elements

  /// Reads an element as nearly all are: of a known name, with a plain text or an element in it.
  ///
  /// False, and nothing is read, for any other.
  @inline(__always)
  private mutating func plainElement<Receiver: XMLElements & ~Copyable>(
    _ receiver: inout Receiver
  ) throws -> Bool {
    let name = at &+ 1
    guard at &+ 64 <= bytes.count, let head = plainTag(name) else { return false }
    let to = bytes.endOfPlainText(head.content)
    // Room for an end tag, which is no longer than its name and a prefix.
    guard to &+ 64 <= bytes.count, head.length < 56, to &- head.content < Self.longest else {
      return false
    }
    var tag = XMLTag(element: head.element, currency: head.currency)
    if tag.element.isRow { tag.line = lines.line(at: head.content &- 1) }
    var next = to
    if UInt16(truncatingIfNeeded: bytes.inner(to)) == 0x2F3C {
      // `</`, the name, and `>`.
      guard bytes.innerByte(to &+ 2 &+ head.length) == UInt8(ascii: ">"),
        head.length <= 8
          ? bytes.isSameInner(name, to &+ 2, head.length)
          : bytes.isSame(name, to &+ 2, head.length)
      else { return false }
      at = to &+ 3 &+ head.length
      told &+= 1
      let end = min(to, head.content &+ XMLText.longest &+ 4)
      try receiver.leaf(tag, XMLText(bytes: bytes.stretch(head.content, end), isLasting: true))
      return true
    }
    if to == head.content { next = bytes.pastBlanks(to) }
    guard bytes[next] == UInt8(ascii: "<"), bytes[next &+ 1].isLetter else { return false }
    return try begin(tag, name, head.length, content: next, &receiver)
  }

  /// Reads any element that is a leaf, or else the beginning of one.
  @inline(never)
  private mutating func element<Receiver: XMLElements & ~Copyable>(
    _ receiver: inout Receiver
  ) throws -> Bool {
    let name = at &+ 1
    guard let head = startTag(name) else { return false }
    var tag = XMLTag(element: head.element, currency: head.currency)
    if tag.element.isRow { tag.line = lines.line(at: head.content &- 1) }
    at = head.content
    if head.isEmpty {
      told &+= 1
      try receiver.leaf(tag, .empty)
      return true
    }
    return try content(tag, name, head.length, &receiver)
  }

  @inline(__always)
  private mutating func begin<Receiver: XMLElements & ~Copyable>(
    _ tag: XMLTag, _ name: Int, _ length: Int, content: Int, _ receiver: inout Receiver
  ) throws -> Bool {
    guard depth < Self.deepest else { return false }
    open[depth] = Open(name: name, length: length)
    depth &+= 1
    at = content
    told &+= 1
    try receiver.begin(tag)
    return true
  }

  /// Reads content of any kind up to the element's end or its first child.
  @inline(never)
  private mutating func content<Receiver: XMLElements & ~Copyable>(
    _ tag: XMLTag, _ name: Int, _ length: Int, _ receiver: inout Receiver
  ) throws -> Bool {
    scratch.removeAll(keepingCapacity: true)
    while text() {
      switch bytes[at + 1] {
      case UInt8(ascii: "/"):
        guard let behind = endTag(name, length) else { return false }
        at = behind
        told &+= 1
        try scratch.withUnsafeBytes {
          try receiver.leaf(
            tag, XMLText(bytes: $0.stretch(0, XMLText.longest + 4), isLasting: false))
        }
        return true
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        guard markup(isContent: true) else { return false }
      default:
        return try begin(tag, name, length, content: at, &receiver)
      }
    }
    return false
  }

  /// The offset behind an end tag, if it is that of the element.
  @inline(__always)
  private func endTag(_ name: Int, _ length: Int) -> Int? {
    guard bytes.isSame(name, at &+ 2, length) else { return nil }
    var to = at &+ 2 &+ length
    if bytes[to] == UInt8(ascii: ">") { return to &+ 1 }
    to = bytes.pastBlanks(to)
    return bytes[to] == UInt8(ascii: ">") ? to + 1 : nil
  }

  /// Passes over what stands between two tags.
  @inline(__always)
  private mutating func gap() -> Bool {
    if bytes[at] == UInt8(ascii: "<") { return true }
    at = bytes.pastBlanks(at)
    if bytes[at] == UInt8(ascii: "<") { return true }
    scratch.removeAll(keepingCapacity: true)
    return text()
  }
}
