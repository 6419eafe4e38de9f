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

  /// Writes what the program says: its length is known where this is called, so it is a store or two.
  @inline(__always)
  mutating func write(_ text: StaticString) {
    write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @_disfavoredOverload
  mutating func write(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ write($0) }) == nil {
      Array(text.utf8).withUnsafeBufferPointer { write($0) }
    }
  }

  @inline(__always)
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
    put(UInt8(ascii: "\""))
    if text.utf8.withContiguousStorageIfAvailable({ writePlain($0) }) == true {
      put(UInt8(ascii: "\""))
    } else {
      count -= 1
      write(text.quotedJSON)
    }
  }

  /// Writes a text that needs no escapes; false for any other.
  private mutating func writePlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    precondition(text.count <= room.count - count, "a line is longer than its room")
    guard let to = room.baseAddress.map({ UnsafeMutableRawPointer($0 + count) }) else {
      return false
    }
    let from = UnsafeRawBufferPointer(text)
    var escapes: UInt64 = 0
    func copyWord(_ index: Int) {
      let word = from.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      escapes |= Self.escapes(word)
      to.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
    }
    var index = 0
    while index &+ 8 <= from.count {
      copyWord(index)
      index &+= 8
    }
    if index == from.count {
      // Nothing is left.
    } else if from.count > 8 {
      // The last eight bytes, some of them once more.
      copyWord(from.count &- 8)
    } else {
      for (index, byte) in from.enumerated() {
        escapes |= Self.escapes(UInt64(byte) | 0x2020_2020_2020_2000)
        to.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
      }
    }
    guard escapes & 0x8080_8080_8080_8080 == 0 else { return false }
    count += text.count
    return true
  }

  /// Whether any of eight bytes is a control, a quotation mark or a backslash: then one of the highest
  /// bits is set.
  @inline(__always)
  private static func escapes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    return ((word &- ones &* 0x20) & ~word) | ((quote &- ones) & ~quote)
      | ((backslash &- ones) & ~backslash)
  }

  private mutating func put(_ byte: UInt8) {
    precondition(count < room.count, "a line is longer than its room")
    room[count] = byte
    count += 1
  }

  mutating func write(_ day: CalendarDate) {
    precondition(room.count - count >= 10, "a line is longer than its room")
    let year = day.year
    digits(year / 100, at: count)
    digits(year % 100, at: count + 2)
    room[count + 4] = UInt8(ascii: "-")
    digits(day.month, at: count + 5)
    room[count + 7] = UInt8(ascii: "-")
    digits(day.day, at: count + 8)
    count += 10
  }

  /// Two digits of a number below a hundred.
  @inline(__always)
  private func digits(_ number: Int, at place: Int) {
    room[place] = UInt8(truncatingIfNeeded: 0x30 + number / 10 % 10)
    room[place + 1] = UInt8(truncatingIfNeeded: 0x30 + number % 10)
  }

  mutating func write(_ amount: Amount) {
    if amount.units < 0 { put(UInt8(ascii: "-")) }
    write(amount.units.magnitude, width: amount.scale + 1, point: amount.scale)
  }

  /// Writes a number with at least so many digits, a point before the last `point` of them.
  mutating func write(_ number: UInt64, width: Int, point: Int = 0) {
    var length = 1
    var limit: UInt64 = 10
    while number >= limit, length < 20 {
      length += 1
      limit = length < 20 ? limit &* 10 : .max
    }
    length = max(length, width)
    if point > 0 { length += 1 }
    precondition(length <= room.count - count, "a line is longer than its room")
    var rest = number
    var place = count + length
    for written in 0..<length {
      place -= 1
      if point > 0, written == point {
        room[place] = UInt8(ascii: ".")
      } else {
        room[place] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
      }
    }
    count += length
  }
}
