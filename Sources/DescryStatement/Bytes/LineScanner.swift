/// Walks over the lines of a file, whatever ends them (LF, CR LF, or CR alone).
struct LineScanner {
  private let bytes: UnsafeRawBufferPointer
  private let end: UInt8
  /// Where the next line begins.
  private(set) var offset = 0
  /// The number of the line that was given last, from 1.
  private(set) var line = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    let head = bytes.stretch(0, 1 << 16)
    end = head.next(0x0A, from: 0) == nil && head.next(0x0D, from: 0) != nil ? 0x0D : 0x0A
    if bytes.stretch(0, 3).elementsEqual([0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  /// Whether the last line that was given had its end, so that it cannot have been cut.
  private(set) var isEnded = true

  /// The next line without its end, or nil behind the last.
  mutating func next() -> UnsafeRawBufferPointer? {
    guard offset < bytes.count else { return nil }
    let found = bytes.next(end, from: offset)
    var to = found ?? bytes.count
    let from = offset
    offset = to + 1
    isEnded = found != nil
    line += 1
    if to > from, bytes[to - 1] == 0x0D { to -= 1 }
    return bytes.stretch(from, to)
  }
}

/// Tells the line of an offset, when offsets only grow.
struct LineCounter {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  /// The line up to which was counted.
  private(set) var line = 1

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Passes over what stands up to an offset, in which so many lines are known to end.
  @inline(__always)
  mutating func pass(_ lineEnds: Int, upTo position: Int) {
    line &+= lineEnds
    offset = position
  }

  /// How many lines end in a stretch.
  static func lineEnds(in bytes: UnsafeRawBufferPointer) -> Int { lineEnds(bytes, 0, bytes.count) }

  mutating func line(at position: Int) -> Int {
    let to = min(position, bytes.count)
    guard to > offset else { return line }
    line += Self.lineEnds(bytes, offset, to)
    offset = to
    return line
  }

  /// How many line feeds stand in a stretch, counted eight bytes at a time.
  private static func lineEnds(_ bytes: UnsafeRawBufferPointer, _ from: Int, _ to: Int) -> Int {
    // The lowest bit of each byte that is a line feed.
    func marks(_ index: Int) -> UInt64 {
      let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      let rest =
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
      return ~(((rest & low) &+ low) | rest | low) &>> 7
    }
    var index = from
    var total = 0
    while index &+ 8 <= to {
      // Each of the eight sums holds up to 255.
      let stop = min(to, index &+ 8 &* 252)
      var sums: UInt64 = 0
      while index &+ 32 <= stop {
        sums &+= marks(index) &+ marks(index &+ 8) &+ marks(index &+ 16) &+ marks(index &+ 24)
        index &+= 32
      }
      while index &+ 8 <= stop {
        sums &+= marks(index)
        index &+= 8
      }
      let even: UInt64 = 0x00FF_00FF_00FF_00FF
      let pairs = (sums & even) &+ ((sums &>> 8) & even)
      total &+= Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
    }
    for byte in bytes.stretch(index, to) where byte == 0x0A { total &+= 1 }
    return total
  }
}
