import DescryCore

/// Finds the line and the column of a byte in a UTF-8 text.
///
/// Columns count Unicode scalars. Pages come as one line of half a megabyte, so the scalars before
/// every 256th byte are counted once.
struct LineIndex {
  private let bytes: [UInt8]
  private var starts: [Int] = [0]
  private var counts: [Int] = []
  private static let stride = 256

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var scalars = 0
    for (index, byte) in bytes.enumerated() {
      if index % Self.stride == 0 { counts.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
      if byte == 0x0A || (byte == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A)) {
        starts.append(index + 1)
      }
    }
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
    return (line, scalars(before: offset) - scalars(before: starts[line - 1]) + 1)
  }

  /// The place of a range of bytes.
  func location(_ range: Range<Int>, path: String) -> SourceLocation {
    let start = place(of: range.lowerBound)
    let end = place(of: range.upperBound)
    return SourceLocation(
      path: path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  private func scalars(before offset: Int) -> Int {
    guard !counts.isEmpty else { return 0 }
    let block = min(offset / Self.stride, counts.count - 1)
    var count = counts[block]
    for index in (block * Self.stride)..<offset where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}
