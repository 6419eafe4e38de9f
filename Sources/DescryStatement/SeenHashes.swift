/// Hashes that were seen, in seven bytes or so for each.
///
/// A table of their lower 32 bits: who keeps one for all hashes of one kind must expect that among n of
/// them n²/2³³ pairs are confused.
struct SeenHashes {
  private var slots: [UInt32] = []
  private(set) var count = 0

  /// A table for about so many hashes.
  init(expecting expected: Int = 0) {
    if expected > 0 { slots = Self.table(expected + expected / 2) }
  }

  /// Keeps a hash; false when it was seen before.
  mutating func insert(_ hash: StableHash) -> Bool {
    // A quarter stays free, so that searches are short and end.
    if (count + 1) * 4 > slots.count * 3 { grow() }
    let rest = Self.rest(hash)
    let isNew = slots.withUnsafeMutableBufferPointer { Self.insert(rest, into: $0) }
    if isNew { count += 1 }
    return isNew
  }

  /// What is kept of a hash: a number that is not 0.
  @inline(__always)
  static func rest(_ hash: StableHash) -> UInt32 {
    max(1, UInt32(truncatingIfNeeded: hash.value))
  }

  /// Puts a number into slots, of which there are a power of two and some are free (0); false when it
  /// is in one.
  @inline(__always)
  static func insert(_ rest: UInt32, into slots: UnsafeMutableBufferPointer<UInt32>) -> Bool {
    let mask = slots.count - 1
    var slot = Int(rest) & mask
    while slots[slot] != 0 {
      if slots[slot] == rest { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = rest
    return true
  }

  /// An empty table of at least so many slots: a power of two.
  private static func table(_ least: Int) -> [UInt32] {
    Array(repeating: 0, count: 1 << (Int.bitWidth - max(7, least - 1).leadingZeroBitCount))
  }

  private mutating func grow() {
    let old = slots
    slots = Self.table(old.count + 1)
    slots.withUnsafeMutableBufferPointer { slots in
      for rest in old where rest != 0 { _ = Self.insert(rest, into: slots) }
    }
  }
}
