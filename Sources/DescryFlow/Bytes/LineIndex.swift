import DescryCore

/// Finds the line and the column of a byte in a UTF-8 text.
///
/// Columns count Unicode scalars. Pages come as one line of half a megabyte, so the scalars before
/// every 64th byte are counted once; of a text that is all ASCII, bytes are scalars.
struct LineIndex {
  private let bytes: [UInt8]
  private var starts: [Int] = [0]
  /// The scalars before each line; empty when each byte is one.
  private var scalarsBeforeLines: [Int32] = []
  /// The scalars before every 64th byte; empty when each byte is one.
  private var counts: [Int32] = []
  private static let stride = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts.reserveCapacity(bytes.count / 64)
    var isASCII = true
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte >= 0x80 { isASCII = false }
        if byte == 0x0A || (byte == 0x0D && (index >= bytes.count || bytes[index] != 0x0A)) {
          starts.append(index)
        }
      }
    }
    guard !isASCII else { return }
    counts = Self.scalars(of: bytes)
    scalarsBeforeLines = starts.map { Int32(scalars(before: $0)) }
  }

  private static func scalars(of bytes: [UInt8]) -> [Int32] {
    var counts: [Int32] = []
    counts.reserveCapacity(bytes.count / stride + 1)
    var scalars: Int32 = 0
    bytes.withUnsafeBufferPointer { bytes in
      for block in Swift.stride(from: 0, to: bytes.count, by: stride) {
        counts.append(scalars)
        for index in block..<min(block + stride, bytes.count) where bytes[index] & 0xC0 != 0x80 {
          scalars &+= 1
        }
      }
    }
    return counts
  }

  /// The line, from 1, that holds a byte.
  func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The line and the column, each from 1, of a byte.
  func place(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(0, offset), bytes.count)
    let line = line(of: offset)
    let before =
      scalarsBeforeLines.isEmpty ? starts[line - 1] : Int(scalarsBeforeLines[line - 1])
    return (line, scalars(before: offset) - before + 1)
  }

  /// The place of a range of bytes.
  func location(_ range: Range<Int>, path: String) -> SourceLocation {
    let start = place(of: range.lowerBound)
    let end = place(of: range.upperBound)
    return SourceLocation(
      path: path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  private func scalars(before offset: Int) -> Int {
    guard !counts.isEmpty else { return offset }
    let block = min(offset / Self.stride, counts.count - 1)
    var count = Int(counts[block])
    for index in (block * Self.stride)..<offset where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
