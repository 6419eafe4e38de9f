/// A text put together from the parts that a row gives, without saying the same twice.
///
/// The memory serves row after row: only the finished text becomes a string.
struct JoinedText: ~Copyable {
  private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1024, alignment: 1)
  private var count = 0

  init() {}

  deinit { memory.deallocate() }

  /// Nothing yet.
  var isEmpty: Bool { count == 0 }

  /// Forgets everything.
  mutating func clear() { count = 0 }

  /// Adds a part behind a blank.
  mutating func append(_ part: UnsafeRawBufferPointer) {
    if part.isEmpty { return }
    if count > 0 { withUnsafeBytes(of: UInt8(ascii: " ")) { add($0) } }
    add(part)
  }

  /// Puts a part before everything, unless it is said already, or says everything itself.
  mutating func lead(_ part: UnsafeRawBufferPointer) {
    let text = Array(bytes)
    clear()
    add(part)
    text.withUnsafeBytes { join($0) }
  }

  /// Adds a part, unless it is said already; a part that says everything takes its place.
  mutating func join(_ part: UnsafeRawBufferPointer) {
    if bytes.holds(part) { return }
    guard isEmpty || part.holds(bytes) else { return append(part) }
    clear()
    add(part)
  }

  /// The text; the bytes are known to be UTF-8.
  var string: String { bytes.string }

  private var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory).stretch(0, count) }

  private mutating func add(_ part: UnsafeRawBufferPointer) {
    if count + part.count > memory.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: (count + part.count) * 2, alignment: 1)
      larger.copyMemory(from: bytes)
      memory.deallocate()
      memory = larger
    }
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: part)
    count += part.count
  }
}
