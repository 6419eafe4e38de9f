import DescryCore

/// A decoded source, whose ranges of bytes are places in the file.
struct SourceText {
  let path: String
  let bytes: [UInt8]
  private let lines: LineIndex

  init(_ bytes: [UInt8], path: String, charset: String? = nil, isHTML: Bool = false) {
    self.path = path
    self.bytes = TextDecoding.utf8(bytes, charset: charset, isHTML: isHTML)
    lines = LineIndex(self.bytes)
  }

  /// The place of a range of bytes.
  func location(_ range: Range<Int>) -> SourceLocation { lines.location(range, path: path) }

  /// The line, from 1, that holds a byte.
  func line(of offset: Int) -> Int { lines.line(of: offset) }

  /// The text of a range.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The ranges of the lines without their ends.
  var lineRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x0A || bytes[index] == 0x0D {
        ranges.append(start..<index)
        if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        start = index + 1
      }
      index += 1
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    return ranges
  }

  /// The range without blanks at its ends: ASCII blanks and no-break spaces.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, let width = blank(at: low), low + width <= high { low += width }
    while high > low {
      if bytes[high - 1] <= 0x20 {
        high -= 1
      } else if high - low >= 2, bytes[high - 2] == 0xC2, bytes[high - 1] == 0xA0 {
        high -= 2
      } else {
        break
      }
    }
    return low..<high
  }

  /// How many bytes the blank at an index takes; nil when none stands there.
  func blank(at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    if bytes[index] <= 0x20 { return 1 }
    if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
    return nil
  }
}
