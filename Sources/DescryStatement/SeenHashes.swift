/// Counts how often a hash was seen, in six bytes or so for each.
///
/// 4,096 tables of one width, side by side, hold 32-bit rests: with the table's twelve bits, 44 bits
/// tell hashes apart, which over two million rows confuses one pair in ten such files, and then only
/// adds a rank. One stretch of memory means one place to wait for, not three.
struct SeenHashes {
  private static let tables = 4096

  private var width = 4
  private var slots: [UInt32]
  private var counts: [UInt32]
  private var total = 0
  /// Hashes of tables that are full while the others are next to empty, which only a file made for
  /// the purpose has: its memory must not grow 4,096 times as fast as it does.
  private var crowded: Set<UInt64> = []
  private var repeated: [UInt64: Int] = [:]

  init() {
    slots = Array(repeating: 0, count: Self.tables * width)
    counts = Array(repeating: 0, count: Self.tables)
  }

  /// 1 for a hash that is new, 2 for one seen once, and so on.
  mutating func rank(_ hash: StableHash) -> Int {
    let table = Int(hash.value >> 52)
    let rest = max(1, UInt32(truncatingIfNeeded: hash.value))
    if insert(rest, into: table, hash.value) { return 1 }
    let rank = repeated[hash.value, default: 1] + 1
    repeated[hash.value] = rank
    return rank
  }

  private mutating func insert(_ rest: UInt32, into table: Int, _ hash: UInt64) -> Bool {
    let mask = width - 1
    let first = table * width
    var slot = Int(rest) & mask
    while slots[first + slot] != 0 {
      if slots[first + slot] == rest { return false }
      slot = (slot + 1) & mask
    }
    if !crowded.isEmpty, crowded.contains(hash) { return false }
    // An eighth of each table stays free, so that the search ends.
    guard Int(counts[table]) + 1 > width - max(1, width / 8) else {
      slots[first + slot] = rest
      counts[table] += 1
      total += 1
      return true
    }
    guard width < 16 || total > Self.tables * width / 8 else {
      return crowded.insert(hash).inserted
    }
    grow()
    return insert(rest, into: table, hash)
  }

  private mutating func grow() {
    let old = slots
    let narrow = width
    width *= 2
    slots = Array(repeating: 0, count: Self.tables * width)
    let mask = width - 1
    for index in old.indices where old[index] != 0 {
      let first = index / narrow * width
      var slot = Int(old[index]) & mask
      while slots[first + slot] != 0 { slot = (slot + 1) & mask }
      slots[first + slot] = old[index]
    }
  }
}
