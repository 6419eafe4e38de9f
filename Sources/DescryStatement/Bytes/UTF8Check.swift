/// Tells whether a file of any length is UTF-8, many bytes at a time where it is ASCII.
enum UTF8Check {
  /// Whether the bytes are valid UTF-8 (Unicode 15, table 3-7).
  ///
  /// `pass` is told the offset every few megabytes.
  static func isValid(
    _ bytes: UnsafeRawBufferPointer, pass: (Int) -> Void = { _ in }
  ) -> Bool {
    var offset = 0
    var told = 0
    while offset < bytes.count {
      if offset - told > 4 << 20 {
        told = offset
        pass(offset)
      }
      if offset + 32 <= bytes.count,
        (word(bytes, offset) | word(bytes, offset + 8) | word(bytes, offset + 16)
          | word(bytes, offset + 24)) & 0x8080_8080_8080_8080 == 0
      {
        offset += 32
      } else if offset + 8 <= bytes.count,
        word(bytes, offset) & 0x8080_8080_8080_8080 == 0
      {
        offset += 8
      } else if bytes[offset] < 0x80 {
        offset += 1
      } else if let width = width(bytes, offset) {
        offset += width
      } else {
        return false
      }
    }
    return true
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// How many bytes the character of more than one byte takes that begins here, or nil.
  static func width(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int? {
    let first = bytes[offset]
    let second: ClosedRange<UInt8>
    let width: Int
    switch first {
    case 0xC2...0xDF: (width, second) = (2, 0x80...0xBF)
    case 0xE0: (width, second) = (3, 0xA0...0xBF)
    case 0xED: (width, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (width, second) = (3, 0x80...0xBF)
    case 0xF0: (width, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (width, second) = (4, 0x80...0xBF)
    case 0xF4: (width, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard offset + width <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
    for index in stride(from: 2, to: width, by: 1) where bytes[offset + index] & 0xC0 != 0x80 {
      return nil
    }
    return width
  }
}
