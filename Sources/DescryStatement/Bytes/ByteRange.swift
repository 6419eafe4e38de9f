#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the readers of byte formats ask of a stretch of a file.
extension UnsafeRawBufferPointer {
  /// The bytes of a range, cut to what there is.
  func stretch(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    let from = Swift.min(Swift.max(from, 0), count)
    let to = Swift.min(Swift.max(to, from), count)
    return UnsafeRawBufferPointer(start: baseAddress.map { $0 + from }, count: to &- from)
  }

  /// The bytes from an offset on.
  func stretch(from: Int) -> UnsafeRawBufferPointer { stretch(from, count) }

  /// Where a byte stands next, from an offset on.
  func next(_ byte: UInt8, from: Int) -> Int? {
    guard from >= 0, from < count, let base = baseAddress,
      let found = memchr(base + from, Int32(byte), count - from)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// The byte at an offset, or nil beyond the end.
  @inline(__always)
  func at(_ offset: Int) -> UInt8? {
    offset >= 0 && offset < count ? self[offset] : nil
  }

  /// Without blanks, tabs and line ends on both sides.
  @inline(__always)
  var trimmed: UnsafeRawBufferPointer {
    var from = 0
    var to = count
    while from < to, self[from] <= 0x20 { from += 1 }
    while to > from, self[to - 1] <= 0x20 { to -= 1 }
    return stretch(from, to)
  }

  /// Whether the bytes are the same.
  func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count, let base = baseAddress, let otherBase = other.baseAddress else {
      return count == other.count
    }
    return memcmp(base, otherBase, count) == 0
  }

  /// Whether other bytes stand in these.
  func holds(_ part: UnsafeRawBufferPointer) -> Bool {
    guard let first = part.first else { return true }
    var from = 0
    while from + part.count <= count, let found = next(first, from: from),
      found + part.count <= count
    {
      if stretch(found, found + part.count).isSame(as: part) { return true }
      from = found + 1
    }
    return false
  }

  /// The bytes, which are UTF-8, as a text.
  var string: String { String(decoding: bindMemory(to: UInt8.self), as: UTF8.self) }

  /// Whether all bytes are ASCII, and none a control.
  var isPlain: Bool {
    guard let base = baseAddress else { return true }
    let high: UInt64 = 0x8080_8080_8080_8080
    var index = 0
    var marks: UInt64 = 0
    while index &+ 8 <= count {
      let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // A byte below 0x20 borrows into its highest bit.
      marks |= word | ((word &- 0x2020_2020_2020_2020) & ~word)
      index &+= 8
    }
    while index < count {
      let byte = UInt64(base.load(fromByteOffset: index, as: UInt8.self))
      marks |= byte | ((byte &- 0x20) & 0x80)
      index &+= 1
    }
    return marks & high == 0
  }

  /// Whether the bytes are these letters, whatever their case (the letters are given in capitals).
  func isWord(_ word: StaticString) -> Bool {
    count == word.utf8CodeUnitCount && beginsWithWord(word)
  }

  /// Whether the bytes begin with these letters, whatever their case (given in capitals).
  func beginsWithWord(_ word: StaticString) -> Bool {
    guard count >= word.utf8CodeUnitCount else { return false }
    let letters = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    for (index, letter) in letters.enumerated() where self[index].upper != letter { return false }
    return true
  }

  /// Whether these letters stand anywhere, whatever their case (given in capitals).
  func containsWord(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard length > 0, count >= length else { return false }
    let first = word.utf8Start[0]
    for from in 0...(count - length)
    where self[from].upper == first && stretch(from, from + length).beginsWithWord(word) {
      return true
    }
    return false
  }

  /// The number that the bytes are, when all of them are digits and there are few enough.
  var number: Int? {
    guard !isEmpty, count <= 18 else { return nil }
    var value = 0
    for byte in self {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte & 0x0F)
    }
    return value
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  var upper: UInt8 { self &- 0x61 < 26 ? self & 0xDF : self }
}
