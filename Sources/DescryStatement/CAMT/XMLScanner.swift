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

  /// Deeper documents are left to libxml2, and its limits.
  static let deepest = 200
  /// Texts and attributes that are longer, too.
  static let longest = 1 << 20
  /// How often the progress is told.
  private static let stride = 1 << 20

  let bytes: XMLBytes
  /// Where the next piece of the document stands.
  var at: Int
  /// How many events were told.
  var told = 0
  /// Texts that do not stand in the file as they are.
  var scratch: [UInt8] = []
  var names = NameTable<CAMTElement>()
  /// Markup that may come again.
  var known = XMLRefrains()
  var places = XMLPlaces()
  /// The elements that are open, the root first.
  let open: UnsafeMutablePointer<XMLOpen>
  var depth = 0
  private var passed: Int
  /// Tells the lines of the whole file.
  var lines: LineCounter

  /// A scanner of the document that begins at an offset of a file.
  init(_ bytes: XMLBytes, from offset: Int, _ lines: LineCounter) {
    self.bytes = bytes
    self.lines = lines
    at = offset
    passed = offset
    open = .allocate(capacity: Self.deepest)
    open.initialize(
      repeating: XMLOpen(name: 0, length: 0, place: XMLPlaces.nowhere), count: Self.deepest)
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
      switch bytes[at + 1] {
      case UInt8(ascii: "/"):
        guard let behind = endTag(open[depth - 1], at: at) else { return .odd }
        at = behind
        depth -= 1
        told += 1
        try receiver.end()
        pass(&receiver)
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        guard markup(isContent: true) else { return .odd }
      default:
        guard try element(&receiver) else { return .odd }
      }
      guard depth > 0 else { break }
      guard gap() else { return .odd }
    } while true
    return Self.following(bytes, from: at)
  }

  /// Says from time to time how far the document was read.
  @inline(__always)
  mutating func pass<Receiver: XMLElements & ~Copyable>(_ receiver: inout Receiver) {
    guard at &- passed > Self.stride else { return }
    passed = at
    receiver.pass(at)
  }

  // MARK: Elements

  /// Reads an element that is a leaf, or else the beginning of one, and all that follows it as often
  /// before.
  private mutating func element<Receiver: XMLElements & ~Copyable>(
    _ receiver: inout Receiver
  ) throws -> Bool {
    let name = at + 1
    guard let head = startTag(name) else { return false }
    at = head.content
    let line = lines.line(at: at)
    var tag = XMLTag(element: head.element, currency: head.currency)
    if tag.element.isRow { tag.line = line }
    if head.isEmpty {
      told += 1
      try receiver.leaf(tag, .empty)
      return true
    }
    let place = places.place(
      of: bytes.stretch(name, name + head.length),
      in: depth > 0 ? open[depth - 1].place : XMLPlaces.document)
    var begun = Begun(tag: tag, open: XMLOpen(name: name, length: head.length, place: place))
    try refrains(from: &begun, &receiver)
    return try content(of: begun, &receiver)
  }

  @inline(__always)
  mutating func push(_ element: XMLOpen) {
    open[depth] = element
    depth &+= 1
  }

  /// Reads content of any kind up to the element's end or its first child.
  private mutating func content<Receiver: XMLElements & ~Copyable>(
    of begun: Begun, _ receiver: inout Receiver
  ) throws -> Bool {
    scratch.removeAll(keepingCapacity: true)
    while text() {
      switch bytes[at + 1] {
      case UInt8(ascii: "/"):
        guard let behind = endTag(begun.open, at: at) else { return false }
        at = behind
        told += 1
        try scratch.withUnsafeBytes {
          try receiver.leaf(
            begun.tag, XMLText(bytes: $0.stretch(0, XMLText.longest + 4), isLasting: false))
        }
        return true
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        guard markup(isContent: true) else { return false }
      default:
        guard depth < Self.deepest else { return false }
        push(begun.open)
        told += 1
        try receiver.begin(begun.tag)
        return true
      }
    }
    return false
  }

  /// The offset behind an end tag, if it is that of the element.
  func endTag(_ element: XMLOpen, at offset: Int) -> Int? {
    let name = offset + 2
    guard bytes.isSame(element.name, name, element.length) else { return nil }
    let to = bytes.pastBlanks(name + element.length)
    return bytes[to] == UInt8(ascii: ">") ? to + 1 : nil
  }

  /// Passes over what stands between two tags.
  private mutating func gap() -> Bool {
    at = bytes.pastBlanks(at)
    if bytes[at] == UInt8(ascii: "<") { return true }
    scratch.removeAll(keepingCapacity: true)
    return text()
  }
}
