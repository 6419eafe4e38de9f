/// A text put together from the parts that a row gives, without saying the same twice.
///
/// The memory serves row after row: only the finished text becomes a string.
struct JoinedText {
  private var bytes: [UInt8] = []

  /// Nothing yet.
  var isEmpty: Bool { bytes.isEmpty }

  /// Forgets everything.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Adds a part behind a blank.
  mutating func append(_ part: UnsafeRawBufferPointer) {
    if part.isEmpty { return }
    if !bytes.isEmpty { bytes.append(0x20) }
    bytes.append(contentsOf: part)
  }

  /// Puts a part before everything, unless it is said already, or says everything itself.
  mutating func lead(_ part: UnsafeRawBufferPointer) {
    let text = bytes
    clear()
    bytes.append(contentsOf: part)
    text.withUnsafeBytes { join($0) }
  }

  /// Adds a part, unless it is said already; a part that says everything takes its place.
  mutating func join(_ part: UnsafeRawBufferPointer) {
    if withBytes({ $0.holds(part) }) { return }
    guard isEmpty || withBytes({ part.holds($0) }) else { return append(part) }
    clear()
    bytes.append(contentsOf: part)
  }

  /// Gives the bytes to `body`.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes(body)
  }

  /// The text; the bytes are known to be UTF-8.
  var string: String { String(decoding: bytes, as: UTF8.self) }
}

extension UnsafeRawBufferPointer {
  /// Whether other bytes stand in these.
  func holds(_ part: UnsafeRawBufferPointer) -> Bool {
    guard let first = part.first else { return true }
    var from = 0
    while from + part.count <= count, let found = next(first, from: from),
      found + part.count <= count
    {
      if stretch(found, found + part.count).elementsEqual(part) { return true }
      from = found + 1
    }
    return false
  }
}
