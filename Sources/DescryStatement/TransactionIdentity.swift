import DescryCore

/// Gives every transaction an id that is the same whenever the same file is read again.
///
/// The file's own id stays. Where there is none, the id is the row's fingerprint, and its rank among
/// rows of the same one. Banks give one id to several rows; the second then carries its rank behind
/// the id, so that an id always means one row.
struct TransactionIdentity: ~Copyable {
  /// The rows of the day at hand that have no id of their own.
  ///
  /// Days stand together in a file, and so do their hashes in memory: there is no waiting for a place
  /// in one large table.
  private var rows = SeenHashes()
  private var day: CalendarDate?
  /// The rows of the other days.
  private var otherDays: [CalendarDate: SeenHashes] = [:]
  /// The ids that the file gives.
  private var ids = SeenHashTables()
  /// How often a hash was seen that was seen more than once.
  private var repeated: [UInt64: Int] = [:]
  private var fingerprints = RowFingerprints(account: nil)
  /// Rows without an id, and the days that they are of.
  private var seen = (rows: 0, days: 0)

  /// Begins the rows of an account.
  mutating func begin(account: String?) { fingerprints = RowFingerprints(account: account) }

  /// Gives a row its id.
  mutating func name(_ row: inout Transaction) {
    guard row.id.isEmpty else { return rank(&row) }
    let fingerprint = fingerprints.fingerprint(row.date, row.amount, row.descriptor)
    row.id = fingerprint.letters
    rank(&row, fingerprint)
  }

  /// Ranks a row whose id is its fingerprint among those that have the same.
  mutating func rank(_ row: inout Transaction, _ fingerprint: StableHash) {
    if day != row.date { begin(row.date) }
    seen.rows += 1
    if rows.insert(fingerprint) { return }
    var ranked = fingerprint
    ranked.add(UInt64(repeatedRank(fingerprint)))
    row.id = ranked.letters
  }

  /// Ranks a row by the id that the file gives it.
  mutating func rank(_ row: inout Transaction) {
    let hash = fingerprints.hash(ofID: row.id)
    if !ids.insert(hash) { row.id += "#\(repeatedRank(hash))" }
  }

  /// Announces the id that the file gives to a row, so that naming the row need not wait for memory.
  func prepare(id: UnsafeRawBufferPointer) { ids.prepare(fingerprints.hash(ofID: id)) }

  /// 2 for a hash that was seen once before, 3 for one seen twice, and so on.
  private mutating func repeatedRank(_ hash: StableHash) -> Int {
    let rank = repeated[hash.value, default: 1] + 1
    repeated[hash.value] = rank
    return rank
  }

  /// Puts the rows of one day away and takes out those of another.
  private mutating func begin(_ next: CalendarDate) {
    if let day { otherDays[day] = rows }
    day = next
    if let known = otherDays.removeValue(forKey: next) {
      rows = known
    } else {
      seen.days += 1
      rows = SeenHashes(expecting: seen.rows / seen.days)
    }
  }
}
