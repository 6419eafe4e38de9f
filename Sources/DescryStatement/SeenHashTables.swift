internal import CPrefetch

/// The hashes of a file's own ids that were seen, in seven bytes or so for each.
///
/// The upper ten bits choose one of a thousand small tables, so that none is large when it grows, and 42
/// bits tell hashes apart. Ids come in no order, so each look-up waits for memory: here once, for the
/// slot, where an array's header would have to come before it, and not even that for a hash that was
/// announced.
struct SeenHashTables: ~Copyable {
  private struct Table {
    var slots: UnsafeMutablePointer<UInt32>?
    var size: UInt32 = 0
    /// How many hashes may still come before it grows.
    var room: UInt32 = 0

    var places: UnsafeMutableBufferPointer<UInt32> {
      UnsafeMutableBufferPointer(start: slots, count: Int(size))
    }
  }

  private static let bits: UInt64 = 10
  private let tables = UnsafeMutablePointer<Table>.allocate(capacity: 1 << bits)

  init() { tables.initialize(repeating: Table(), count: 1 << Self.bits) }

  deinit {
    for table in 0..<(1 << Self.bits) { tables[table].slots?.deallocate() }
    tables.deallocate()
  }

  /// Announces a hash: what is to be looked at will be there.
  func prepare(_ hash: StableHash) {
    let table = tables[Self.table(hash)]
    guard let slots = table.slots else { return }
    descry_prefetch(slots + Int(SeenHashes.rest(hash) & (table.size &- 1)))
  }

  @inline(__always)
  private static func table(_ hash: StableHash) -> Int {
    Int(truncatingIfNeeded: hash.value &>> (64 &- bits))
  }

  /// Keeps a hash; false when it was seen before.
  mutating func insert(_ hash: StableHash) -> Bool {
    let table = tables + Self.table(hash)
    if table.pointee.room == 0 { Self.grow(&table.pointee) }
    guard SeenHashes.insert(SeenHashes.rest(hash), into: table.pointee.places) else { return false }
    table.pointee.room &-= 1
    return true
  }

  private static func grow(_ table: inout Table) {
    let size = max(8, table.size * 2)
    var next = Table(slots: .allocate(capacity: Int(size)), size: size)
    next.places.initialize(repeating: 0)
    // A quarter stays free, so that searches are short and end.
    next.room = size / 4 * 3
    for rest in table.places where rest != 0 {
      _ = SeenHashes.insert(rest, into: next.places)
      next.room -= 1
    }
    table.slots?.deallocate()
    table = next
  }
}
