import DescryCore

/// Memory into which lines are written, as much as needed at once.
struct LineStorage: Sendable {
  private var bytes: [UInt8] = []
  private(set) var count = 0

  func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }

  mutating func removeAll() { count = 0 }

  /// Calls `body` with a writer that has room for so many bytes.
  mutating func write(atMost room: Int, _ body: (inout LineWriter) -> Void) {
    if bytes.count - count < room {
      // Twice as much as before, so that a long text is not copied again and again.
      bytes += repeatElement(0, count: max(room, bytes.count, 1 << 16))
    }
    count = bytes.withUnsafeMutableBufferPointer { bytes in
      var writer = LineWriter(UnsafeMutableBufferPointer(rebasing: bytes[count...]))
      body(&writer)
      return count + writer.count
    }
  }
}

/// Writes the values of one line of JSON as bytes, into memory that is long enough for them.
///
/// Who makes the room says how much it is; what does not fit for all that is a fault of the program,
/// and ends it.
struct LineWriter {
  private let room: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0

  init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

  /// How long texts of so many bytes can become: `\u0000` stands for one byte.
  static func longest(_ bytes: Int) -> Int { bytes * 6 }

  mutating func write(_ text: StaticString) {
    write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @_disfavoredOverload
  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { write($0) }
  }

  mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let from = bytes.baseAddress, !bytes.isEmpty else { return }
    precondition(bytes.count <= room.count - count, "a line is longer than its room")
    guard let to = room.baseAddress else { return }
    (to + count).update(from: from, count: bytes.count)
    count += bytes.count
  }

  /// Writes a key and a text, when there is one.
  mutating func text(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    write(key)
    quote(text)
  }

  /// Writes a string as RFC 8259 asks.
  mutating func quote(_ text: String) {
    var text = text
    put(UInt8(ascii: "\""))
    let isPlain = text.withUTF8 { utf8 in
      // No branch on a byte, so that many are looked at in one step.
      var escapes: UInt8 = 0
      for byte in utf8 {
        escapes |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0)
      }
      guard escapes == 0 else { return false }
      write(utf8)
      return true
    }
    if isPlain {
      put(UInt8(ascii: "\""))
    } else {
      count -= 1
      write(text.quotedJSON)
    }
  }

  private mutating func put(_ byte: UInt8) {
    precondition(count < room.count, "a line is longer than its room")
    room[count] = byte
    count += 1
  }

  mutating func write(_ day: CalendarDate) {
    precondition(room.count - count >= 10, "a line is longer than its room")
    var rest = day.year * 10_000 + day.month * 100 + day.day
    var index = count + 9
    while index >= count {
      if index != count + 7, index != count + 4 {
        room[index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
      }
      index -= 1
    }
    room[count + 4] = UInt8(ascii: "-")
    room[count + 7] = UInt8(ascii: "-")
    count += 10
  }

  mutating func write(_ amount: Amount) {
    write(
      amount.units.magnitude, width: amount.scale + 1, point: amount.scale,
      isNegative: amount.units < 0)
  }

  /// Writes a number with at least so many digits, a point before the last `point` of them.
  mutating func write(_ number: UInt64, width: Int, point: Int = 0, isNegative: Bool = false) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
      var rest = number
      var written = 0
      var start = 32
      while rest > 0 || written < width {
        if written == point, point > 0 {
          start -= 1
          digits[start] = UInt8(ascii: ".")
        }
        start -= 1
        digits[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
        written += 1
      }
      if isNegative {
        start -= 1
        digits[start] = UInt8(ascii: "-")
      }
      write(UnsafeBufferPointer(rebasing: digits[start...]))
    }
  }
}
