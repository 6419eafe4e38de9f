/// The bytes of an XML document, eight at a time; behind the end there are zeros, which no document has.
struct XMLBytes {
  private let base: UnsafeRawPointer
  let count: Int

  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return nil }
    self.base = base
    count = bytes.count
  }

  @inline(__always)
  subscript(_ offset: Int) -> UInt8 {
    offset < count ? base.load(fromByteOffset: offset, as: UInt8.self) : 0
  }

  /// Eight bytes in one number, the first one lowest.
  @inline(__always)
  func word(_ offset: Int) -> UInt64 {
    guard offset &+ 8 <= count else { return tail(offset) }
    return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Eight bytes that are known to be before the end.
  @inline(__always)
  func inner(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(never)
  private func tail(_ offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 where offset + index < count {
      word |= UInt64(self[offset + index]) << UInt64(8 * index)
    }
    return word
  }

  @inline(__always)
  func stretch(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + from, count: to &- from)
  }

  /// Whether the same bytes, at least one, stand at two places.
  @inline(__always)
  func isSame(_ first: Int, _ second: Int, _ length: Int) -> Bool {
    if length <= 8 {
      return (word(first) ^ word(second)) &<< UInt64(64 &- 8 &* length) == 0
    }
    var index = 0
    while index &+ 8 < length {
      if word(first &+ index) != word(second &+ index) { return false }
      index &+= 8
    }
    return word(first &+ length &- 8) == word(second &+ length &- 8)
  }

  /// Whether ASCII letters stand at an offset.
  func holds(_ mark: StaticString, at offset: Int) -> Bool {
    for index in 0..<mark.utf8CodeUnitCount where self[offset + index] != mark.utf8Start[index] {
      return false
    }
    return true
  }

  /// Where the plain text ends that begins at an offset: before a tag, a reference, a bracket, a
  /// control (also a line end), a letter beyond ASCII, or the end of the file.
  @inline(__always)
  func endOfPlainText(_ offset: Int) -> Int {
    var offset = offset
    while true {
      let marks = Self.marks(word(offset))
      if marks != 0 { return offset &+ marks.trailingZeroBitCount &>> 3 }
      offset &+= 8
    }
  }

  /// Where the text ends that begins at an offset and stands as it is meant: before the same as a plain
  /// text, but for letters beyond ASCII.
  @inline(__always)
  func endOfText(_ offset: Int) -> Int {
    var offset = endOfPlainText(offset)
    while self[offset] >= 0x80, let width = character(offset) {
      offset = endOfPlainText(offset &+ width)
    }
    return offset
  }

  /// The highest bits of those bytes that are not plain text.
  ///
  /// The lowest such bit is exact; those above it may be false, as a subtraction borrows from there.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tag = word ^ (ones &* 0x3C)
    let reference = word ^ (ones &* 0x26)
    let bracket = word ^ (ones &* 0x5D)
    let found =
      ((tag &- ones) & ~tag) | ((reference &- ones) & ~reference)
      | ((bracket &- ones) & ~bracket) | ((word &- ones &* 0x20) & ~word) | word
    return found & (ones &* 0x80)
  }

  /// The first offset from here on that holds no blank or line end.
  @inline(__always)
  func pastBlanks(_ offset: Int) -> Int {
    var offset = offset
    while true {
      if word(offset) == 0x2020_2020_2020_2020 {
        offset &+= 8
        continue
      }
      guard Self.isBlank(self[offset]) else { return offset }
      offset &+= 1
    }
  }

  /// Whether a byte is white space of XML.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// How many bytes the character takes that begins at an offset; nil for what is not UTF-8, and for
  /// what XML forbids (controls, U+FFFE and U+FFFF).
  func character(_ offset: Int) -> Int? {
    switch self[offset] {
    case 0x09, 0x0A, 0x0D, 0x20..<0x80: return 1
    case 0x80...:
      if holds("\u{FFFE}", at: offset) || holds("\u{FFFF}", at: offset) { return nil }
      return UTF8Check.width(UnsafeRawBufferPointer(start: base, count: count), offset)
    default: return nil
    }
  }

  /// The offset behind a mark, if there are only legal characters before it.
  func past(_ mark: StaticString, from offset: Int) -> Int? {
    var offset = offset
    while offset < count {
      if self[offset] == mark.utf8Start[0], holds(mark, at: offset) {
        return offset + mark.utf8CodeUnitCount
      }
      guard let width = character(offset) else { return nil }
      offset += width
    }
    return nil
  }
}
