/// Cuts CSV bytes into records and fields (RFC 4180, with what real exports add to it).
///
/// A quote opens a field only at its beginning; a quote that is never closed within a plausible
/// field is a character like any other, so that one stray quote does not swallow the file.
struct CSVTokenizer {
  private let bytes: UnsafeRawBufferPointer
  private let delimiter: UInt8
  /// Where the next record begins.
  private(set) var position: Int
  /// The line on which the last record began, from 1.
  private(set) var line = 0
  /// The line on which the next record begins.
  private(set) var nextLine: Int

  /// No bank writes a field longer than this.
  private static let longestField = 1 << 16

  /// Begins at an offset whose line is known, or behind the byte order mark.
  init(_ bytes: UnsafeRawBufferPointer, delimiter: UInt8, from: Int = 0, line: Int = 1) {
    self.bytes = bytes
    self.delimiter = delimiter
    nextLine = line
    position = from > 0 ? from : bytes.stretch(0, 3).elementsEqual([0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// One field: where it stands, without its quotes.
  struct Field {
    let range: Range<Int>
    /// Whether quotes inside are doubled and must be halved.
    let hasDoubledQuotes: Bool
  }

  /// Reads the next record into `fields`; false behind the last.
  mutating func next(_ fields: inout [Field]) -> Bool {
    guard position < bytes.count else { return false }
    fields.removeAll(keepingCapacity: true)
    line = nextLine
    while true {
      let start = skipBlanks(position)
      if start < bytes.count, bytes[start] == UInt8(ascii: "\""), let end = closingQuote(start) {
        fields.append(Field(range: (start + 1)..<end.index, hasDoubledQuotes: end.doubled))
        nextLine += end.lines
        position = fieldEnd(end.index + 1)
      } else {
        let end = fieldEnd(position)
        fields.append(Field(range: position..<end, hasDoubledQuotes: false))
        position = end
      }
      guard position < bytes.count else { return true }
      let mark = bytes[position]
      position += 1
      if mark == delimiter { continue }
      if mark == UInt8(ascii: "\r"), position < bytes.count, bytes[position] == UInt8(ascii: "\n") {
        position += 1
      }
      nextLine += 1
      return true
    }
  }

  /// The bytes of a field.
  func bytes(_ field: Field) -> UnsafeRawBufferPointer {
    bytes.stretch(field.range.lowerBound, field.range.upperBound)
  }

  private func skipBlanks(_ from: Int) -> Int {
    var index = from
    while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
    return index
  }

  /// The next delimiter or line end.
  private func fieldEnd(_ from: Int) -> Int {
    var index = from
    while index + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let found =
        Self.zeros(word ^ Self.eight(delimiter)) | Self.zeros(word ^ Self.eight(0x0A))
        | Self.zeros(word ^ Self.eight(0x0D))
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      index += 1
    }
    return index
  }

  private static func eight(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The high bit of each byte that is zero; bits above the lowest may be wrong, that one is not
  /// (Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte").
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private func closingQuote(_ open: Int) -> (index: Int, doubled: Bool, lines: Int)? {
    var index = open + 1
    var doubled = false
    var lines = 0
    let limit = min(bytes.count, open + Self.longestField)
    while index < limit {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { lines += 1 }
      if byte == UInt8(ascii: "\"") {
        let after = bytes.at(index + 1)
        if after == UInt8(ascii: "\"") {
          doubled = true
          index += 2
          continue
        }
        let end = after == UInt8(ascii: " ") ? bytes.at(skipBlanks(index + 1)) : after
        let isEnd =
          end == nil || end == delimiter || end == UInt8(ascii: "\n")
          || end == UInt8(ascii: "\r")
        if isEnd { return (index, doubled, lines) }
      }
      index += 1
    }
    return nil
  }
}
