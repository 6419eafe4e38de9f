/// Some whole lines of an input, in their order.
struct LineBatch: Sendable {
  /// The batch's place in the input, from 0.
  var number: Int
  /// The number of its first line, from 1.
  var firstLine: Int
  /// The lines, each with its end; the input's last line may have none.
  var bytes: [UInt8]
}

/// Cuts an input that comes in pieces into batches of whole lines.
///
/// A line is kept up to a limit and the rest of it is dropped, so that an input without line ends
/// takes no more memory than one with them; who reads the line sees that it is too long.
struct LineBatches {
  /// The longest line that is kept whole, in bytes.
  static let longest = 1 << 20

  private var carried: [UInt8] = []
  private var isDropping = false
  private var batches = 0
  private var lines = 0

  /// The lines so far.
  var count: Int { lines }

  /// Adds a piece and gives the lines that it completes.
  mutating func add(_ piece: UnsafeBufferPointer<UInt8>) -> LineBatch? {
    var rest = piece[...]
    if isDropping {
      guard let end = rest.firstIndex(of: Self.lineEnd) else { return nil }
      rest = rest[end...]
      isDropping = false
    }
    guard let last = rest.lastIndex(of: Self.lineEnd) else {
      carry(rest)
      return nil
    }
    var bytes = carried
    carried = []
    bytes += rest[...last]
    carry(rest[(last + 1)...])
    return batch(bytes)
  }

  /// Gives the last line when the input does not end with a line end.
  mutating func finish() -> LineBatch? {
    isDropping = false
    guard !carried.isEmpty else { return nil }
    defer { carried = [] }
    return batch(carried)
  }

  private mutating func carry(_ rest: Slice<UnsafeBufferPointer<UInt8>>) {
    let room = Self.longest + 1 - carried.count
    carried += rest.prefix(max(0, room))
    isDropping = rest.count > room
  }

  private mutating func batch(_ bytes: [UInt8]) -> LineBatch {
    let ends = bytes.count { $0 == Self.lineEnd }
    let batch = LineBatch(number: batches, firstLine: lines + 1, bytes: bytes)
    batches += 1
    lines += bytes.last == Self.lineEnd ? ends : ends + 1
    return batch
  }

  private static let lineEnd = UInt8(ascii: "\n")
}
