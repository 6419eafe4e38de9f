#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The texts of a column that come again soon, each as the same string and not as one more.
///
/// A statement names few shops many times: to find a string costs less than to make another, and
/// takes no memory.
struct CSVTextMemo: Sendable {
  /// A text for each number that eight bits can be; a text that comes takes the place of another.
  private var texts = [String](repeating: "", count: 256)
  /// Strings as short as this take no memory.
  private static let short = 15

  /// The text that was kept for these bytes; nil when there is none.
  func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.count > Self.short else { return nil }
    let text = texts[Self.place(of: bytes)]
    let isSame = text.utf8.withContiguousStorageIfAvailable { known in
      guard known.count == bytes.count, let known = known.baseAddress,
        let bytes = bytes.baseAddress
      else { return false }
      return memcmp(known, bytes, text.utf8.count) == 0
    }
    return isSame == true ? text : nil
  }

  /// Keeps the text of bytes that are the text themselves.
  mutating func keep(_ text: String, of bytes: UnsafeRawBufferPointer) {
    if bytes.count > Self.short { texts[Self.place(of: bytes)] = text }
  }

  /// Where a text stands: a hash of its beginning and its end, in which it differs from others.
  @inline(__always)
  private static func place(of bytes: UnsafeRawBufferPointer) -> Int {
    let first = bytes.loadUnaligned(as: UInt64.self)
    let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
    let mixed = (first ^ (last &<< 29 | last &>> 35)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: (mixed ^ UInt64(bytes.count)) &>> 56)
  }
}
