/// Finds which of many literals occur in a text, in one pass.
///
/// Each literal is filed under one of its grams (four bytes where it has four, else three or two),
/// the one that is rarest among all literals; the pass hashes the gram at every position, tests a
/// bitmap, and compares the few literals that are filed there.
struct LiteralIndex: Sendable {
  private struct Entry {
    let literal: Range<Int32>
    /// Where the gram stands in the literal.
    let gramOffset: Int32
    let pattern: Int32
  }

  /// The tables for grams of one length.
  private struct Table {
    let length: Int
    var bitmap: [UInt64]
    /// For each bucket, where its entries begin in `entries`; one more than there are buckets.
    var starts: [Int32]
    var entries: [Entry]
  }

  private static let bits = 15
  private let pool: [UInt8]
  private let tables: [Table]

  /// An index of literals, each with the number of the pattern that it stands for.
  init(_ literals: [(literal: [UInt8], pattern: Int32)]) {
    var counts: [UInt32: Int] = [:]
    for (literal, _) in literals {
      for gram in Self.grams(of: literal) { counts[gram.value, default: 0] += 1 }
    }
    var pool: [UInt8] = []
    var filed: [Int: [(bucket: Int, entry: Entry)]] = [:]
    for (literal, pattern) in literals {
      let best = Self.grams(of: literal).min {
        (counts[$0.value] ?? 0, $0.offset) < (counts[$1.value] ?? 0, $1.offset)
      }
      guard let best else { continue }
      let start = Int32(pool.count)
      pool += literal
      let entry = Entry(
        literal: start..<Int32(pool.count), gramOffset: Int32(best.offset), pattern: pattern)
      filed[min(4, literal.count), default: []].append((Self.bucket(best.value), entry))
    }
    self.pool = pool
    tables = filed.keys.sorted(by: >).map { length in
      let entries = (filed[length] ?? []).sorted { $0.bucket < $1.bucket }
      var bitmap = [UInt64](repeating: 0, count: (1 << Self.bits) / 64)
      var starts = [Int32](repeating: 0, count: (1 << Self.bits) + 1)
      for (bucket, _) in entries {
        bitmap[bucket >> 6] |= 1 << UInt64(bucket & 63)
        starts[bucket + 1] += 1
      }
      for bucket in 0..<(1 << Self.bits) { starts[bucket + 1] += starts[bucket] }
      return Table(length: length, bitmap: bitmap, starts: starts, entries: entries.map(\.entry))
    }
  }

  /// Calls `found` with the pattern of each literal that occurs; more than once if it occurs again.
  func scan(_ bytes: UnsafeBufferPointer<UInt8>, found: (Int32) -> Void) {
    for table in tables where bytes.count >= table.length {
      pool.withUnsafeBufferPointer { pool in
        table.bitmap.withUnsafeBufferPointer { bitmap in
          let mask: UInt32 = table.length == 4 ? .max : (1 << UInt32(8 * table.length)) - 1
          var gram: UInt32 = 0
          // The gram's first byte is its lowest, so that a shorter one is the same under a mask.
          for index in 0..<bytes.count {
            gram = gram >> 8 | UInt32(bytes[index]) << UInt32(8 * (table.length - 1))
            guard index + 1 >= table.length else { continue }
            let bucket = Self.bucket(gram & mask)
            if bitmap[bucket >> 6] & (1 << UInt64(bucket & 63)) == 0 { continue }
            let start = index + 1 - table.length
            for slot in table.starts[bucket]..<table.starts[bucket + 1] {
              let entry = table.entries[Int(slot)]
              let from = start - Int(entry.gramOffset)
              guard from >= 0, from + entry.literal.count <= bytes.count else { continue }
              var matches = true
              for offset in 0..<entry.literal.count
              where bytes[from + offset] != pool[Int(entry.literal.lowerBound) + offset] {
                matches = false
                break
              }
              if matches { found(entry.pattern) }
            }
          }
        }
      }
    }
  }

  private static func bucket(_ gram: UInt32) -> Int {
    Int((gram &* 0x9E37_79B1) >> UInt32(32 - bits))
  }

  private static func grams(of literal: [UInt8]) -> [(value: UInt32, offset: Int)] {
    let length = min(4, literal.count)
    guard length >= 2 else { return [] }
    return (0...(literal.count - length)).map { offset in
      var value: UInt32 = 0
      for (place, byte) in literal[offset..<(offset + length)].enumerated() {
        value |= UInt32(byte) << UInt32(8 * place)
      }
      return (value, offset)
    }
  }
}
