/// Finds delimiters and line ends, 64 bytes at a time.
///
/// Where they stand is kept as one bit for each byte, so that going from one to the next takes no
/// search (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", section 3.1).
struct CSVMarks {
  private let base: UnsafeRawPointer
  private let count: Int
  /// The delimiter, eight times.
  private let delimiters: UInt64
  /// Where the bytes begin that were looked at last.
  private var block: Int
  /// A bit for each of them that may be a mark and was not passed, the first one lowest.
  private var bits: UInt64 = 0

  /// The marks of `count` bytes, from an offset on.
  init(_ base: UnsafeRawPointer, _ count: Int, delimiter: UInt8, from: Int) {
    self.base = base
    self.count = count
    delimiters = Self.eight(delimiter)
    block = from &- 64
  }

  /// The next delimiter or line end, or the end of all.
  @inline(__always)
  mutating func next() -> Int {
    while true {
      while bits == 0 {
        block &+= 64
        if block >= count {
          block = count
          return count
        }
        bits = look()
      }
      let offset = block &+ bits.trailingZeroBitCount
      bits &= bits &- 1
      let byte = base.load(fromByteOffset: offset, as: UInt8.self)
      if byte == UInt8(truncatingIfNeeded: delimiters) || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
      {
        return offset
      }
    }
  }

  /// Passes all marks before an offset.
  @inline(__always)
  mutating func pass(_ offset: Int) {
    let passed = offset &- block
    if passed < 64 {
      bits &= UInt64.max &<< UInt64(truncatingIfNeeded: passed)
    } else {
      block = offset &- 64
      bits = 0
    }
  }

  /// The bits of the block at hand.
  private func look() -> UInt64 {
    guard block &+ 64 <= count else {
      // The last bytes of all: each may be a mark, and is looked at when its turn comes.
      return UInt64.max &>> UInt64(64 &- (count &- block))
    }
    // Bit by bit of each byte stand those of eight words, the first word's lowest.
    var turned: UInt64 = 0
    for word in 0..<8 { turned = turned &>> 1 | marks(block &+ word &* 8) }
    // Turned, as a matrix of eight times eight bits, they stand in the order of the bytes (Warren,
    // "Hacker's Delight", section 7-3).
    var swapped = (turned ^ turned &>> 7) & 0x00AA_00AA_00AA_00AA
    turned ^= swapped ^ swapped &<< 7
    swapped = (turned ^ turned &>> 14) & 0x0000_CCCC_0000_CCCC
    turned ^= swapped ^ swapped &<< 14
    swapped = (turned ^ turned &>> 28) & 0x0000_0000_F0F0_F0F0
    return turned ^ swapped ^ swapped &<< 28
  }

  /// The high bit of each of eight bytes that may be a mark: a delimiter, or a control below 16, of
  /// which line ends are two.
  ///
  /// A byte that is zero has its high bit set by the subtraction, and at times the one above it has
  /// (Anderson, "Bit Twiddling Hacks", "Determine if a word has a zero byte").
  @inline(__always)
  private func marks(_ offset: Int) -> UInt64 {
    let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    let delimiter = word ^ delimiters
    let control = word & Self.eight(0xF0)
    let ones = Self.eight(1)
    return ((delimiter &- ones) & ~delimiter | (control &- ones) & ~control) & Self.eight(0x80)
  }

  @inline(__always)
  private static func eight(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
