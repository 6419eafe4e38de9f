/// Finds which of many literals occur in a text, in one pass.
///
/// Each literal is filed under one of its grams (four bytes where it has four, else three or two),
/// the one that is rarest among all literals; the pass hashes the gram at every position, tests a
/// bitmap, and compares the few literals that are filed there.
struct LiteralIndex: Sendable {
  /// The tables for grams of one length.
  private struct Table {
    let length: Int
    var bitmap: [UInt64]
    /// For each bucket, where its entries begin in `entries`; one more than there are buckets.
    var starts: [Int32]
    var entries: [LiteralFiling.Entry]
  }

  private static let bits = 15
  private let pool: [UInt8]
  private let tables: [Table]

  /// An index of literals.
  init(_ filing: LiteralFiling) {
    pool = filing.pool
    tables = stride(from: LiteralFiling.longestGram, through: RequiredLiterals.shortest, by: -1)
      .compactMap { length in
        let entries = filing.entries.filter { $0.gramLength == length }
        guard let some = entries.first else { return nil }
        let buckets = entries.map { Self.bucket(filing.gram(of: $0)) }
        var bitmap = [UInt64](repeating: 0, count: (1 << Self.bits) / 64)
        var starts = [Int32](repeating: 0, count: (1 << Self.bits) + 1)
        for bucket in buckets {
          bitmap[bucket >> 6] |= 1 << UInt64(bucket & 63)
          starts[bucket + 1] += 1
        }
        for bucket in 0..<(1 << Self.bits) { starts[bucket + 1] += starts[bucket] }
        var ends = starts
        var filed = [LiteralFiling.Entry](repeating: some, count: entries.count)
        for (entry, bucket) in zip(entries, buckets) {
          filed[Int(ends[bucket])] = entry
          ends[bucket] += 1
        }
        return Table(length: length, bitmap: bitmap, starts: starts, entries: filed)
      }
  }

  /// Calls `found` with the pattern of each literal that occurs; more than once if it occurs again.
  func scan(_ bytes: UnsafeBufferPointer<UInt8>, found: (Int32) -> Void) {
    pool.withUnsafeBufferPointer { pool in
      for table in tables where bytes.count >= table.length {
        table.starts.withUnsafeBufferPointer { starts in
          table.bitmap.withUnsafeBufferPointer { bitmap in
            table.entries.withUnsafeBufferPointer { entries in
              Self.scan(bytes, table.length, bitmap, starts, entries, pool, found)
            }
          }
        }
      }
    }
  }

  private static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ length: Int, _ bitmap: UnsafeBufferPointer<UInt64>,
    _ starts: UnsafeBufferPointer<Int32>, _ entries: UnsafeBufferPointer<LiteralFiling.Entry>,
    _ pool: UnsafeBufferPointer<UInt8>, _ found: (Int32) -> Void
  ) {
    // The gram's first byte is its lowest, so that a shorter one is the same under a mask.
    let mask: UInt32 = length == 4 ? .max : (1 << UInt32(8 * length)) &- 1
    let shift = UInt32(8 * (length &- 1))
    var gram: UInt32 = 0
    for index in 0..<bytes.count {
      gram = gram &>> 8 | UInt32(bytes[index]) &<< shift
      guard index &+ 1 >= length else { continue }
      let bucket = bucket(gram & mask)
      if bitmap[bucket &>> 6] & (1 &<< UInt64(bucket & 63)) == 0 { continue }
      let start = index &+ 1 &- length
      for slot in Int(starts[bucket])..<Int(starts[bucket &+ 1]) {
        let entry = entries[slot]
        let from = start &- Int(entry.gramOffset)
        let count = Int(entry.count)
        guard from >= 0, from &+ count <= bytes.count else { continue }
        var matches = true
        for offset in 0..<count where bytes[from &+ offset] != pool[Int(entry.start) &+ offset] {
          matches = false
          break
        }
        if matches { found(entry.pattern) }
      }
    }
  }

  private static func bucket(_ gram: UInt32) -> Int {
    Int((gram &* 0x9E37_79B1) >> UInt32(32 - bits))
  }
}
