internal import DescryCore

/// Writes JSON as bytes, piece by piece: a long list costs no more memory than its text.
///
/// Output must be the same byte for byte for the same input: keys stand in the order in which they
/// are written.
public struct JSONWriter {
  /// What was written and did not go out yet.
  public private(set) var bytes: [UInt8] = []
  /// Where it goes when it is much.
  private let sink: ByteSink?
  /// Whether values stand on lines of their own, two blanks a level.
  private let isIndented: Bool
  private var depth = 0
  /// Whether nothing was written into the innermost object or list yet.
  private var isEmpty = true
  private var followsKey = false

  /// A writer of one value, on one line or over several.
  ///
  /// With a `sink` what is written goes out in pieces, the last one by `flush`; without, it stays.
  public init(indented: Bool = false, to sink: ByteSink? = nil) {
    isIndented = indented
    self.sink = sink
  }

  /// Sends out what is written so far.
  public mutating func flush() {
    guard let sink else { return }
    bytes.withUnsafeBufferPointer { sink($0) }
    bytes.removeAll(keepingCapacity: true)
  }

  /// What was written, as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets what was written; the room is kept.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    depth = 0
    isEmpty = true
    followsKey = false
  }

  /// Ends the line behind a whole value; another one may follow.
  public mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  /// Writes an object with the keys that `members` writes.
  public mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
    open(UInt8(ascii: "{"))
    try members(&self)
    close(UInt8(ascii: "}"))
  }

  /// Writes a list of the values that `items` writes.
  public mutating func array(_ items: (inout JSONWriter) throws -> Void) rethrows {
    open(UInt8(ascii: "["))
    try items(&self)
    close(UInt8(ascii: "]"))
  }

  /// Writes a key; its value must follow.
  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    colon()
  }

  /// Writes a text.
  public mutating func string(_ text: String) {
    separate()
    bytes.append(quoting: text)
  }

  /// Writes a number as it is to be written.
  public mutating func number(_ text: String) { raw(text.utf8) }

  /// Writes a key with a text, or nothing without one.
  public mutating func put(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    key(name)
    string(text)
  }

  /// Writes a key with a list of texts.
  public mutating func put(_ name: StaticString, _ texts: [String]) {
    key(name)
    array { for text in texts { $0.string(text) } }
  }

  /// Writes a key with a value, or nothing without one.
  public mutating func put(_ name: StaticString, _ value: JSON?) {
    guard let value else { return }
    key(name)
    self.value(value)
  }

  /// Writes a value that was put together before.
  public mutating func value(_ value: JSON) {
    switch value {
    case .object(let pairs):
      object { writer in
        for (name, value) in pairs {
          writer.separate()
          writer.bytes.append(quoting: name)
          writer.colon()
          writer.value(value)
        }
      }
    case .array(let items): array { writer in for item in items { writer.value(item) } }
    case .string(let text): string(text)
    case .number(let text): number(text)
    case .bool(let flag): raw((flag ? "true" : "false").utf8)
    case .null: raw("null".utf8)
    }
  }

  private mutating func raw(_ text: String.UTF8View) {
    separate()
    bytes.append(contentsOf: text)
  }

  private mutating func colon() {
    bytes.append(UInt8(ascii: ":"))
    if isIndented { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  /// Writes what stands between two members or items.
  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    guard depth > 0 else { return }
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
    if isIndented { line() }
  }

  private mutating func line() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    isEmpty = true
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if isIndented, !isEmpty { line() }
    bytes.append(bracket)
    isEmpty = false
    if bytes.count >= ByteSinks.piece { flush() }
  }
}
