import DescryCore

/// Gives every transaction an id that is the same whenever the same file is read again.
///
/// The file's own id stays. Where there is none, the id is a hash of account, date, amount, text,
/// and of the rank among rows that are alike in all of these. Banks give one id to several rows;
/// the second then carries its rank behind the id, so that an id always means one row.
struct TransactionIdentity: ~Copyable {
  /// The rows of the day at hand that have no id of their own.
  ///
  /// Days stand together in a file, and so do their hashes in memory: there is no waiting for a place
  /// in one large table.
  private var rows = SeenHashes()
  private var day: CalendarDate?
  private var dayNumber: UInt64 = 0
  /// The rows of the other days.
  private var otherDays: [CalendarDate: SeenHashes] = [:]
  /// The ids that the file gives.
  private var ids = SeenHashTables()
  /// How often a hash was seen that was seen more than once.
  private var repeated: [UInt64: Int] = [:]
  /// The hash of the account at hand, with which those of its rows begin.
  private var account = StableHash()

  /// Begins the rows of an account.
  mutating func begin(account name: String?) {
    account = StableHash()
    account.add(name ?? "")
  }

  mutating func name(_ transaction: inout Transaction) {
    guard transaction.id.isEmpty else { return rank(&transaction) }
    // What makes a row the same row: everything that no other export of the account would change.
    var hash = account
    if day != transaction.date { begin(transaction.date) }
    hash.add(dayNumber)
    hash.add(transaction.amount)
    hash.add(transaction.descriptor)
    if !rows.insert(hash) { hash.add(UInt64(repeatedRank(hash))) }
    transaction.id = hash.letters
  }

  private mutating func rank(_ transaction: inout Transaction) {
    var hash = account
    hash.add(transaction.id)
    if !ids.insert(hash) { transaction.id += "#\(repeatedRank(hash))" }
  }

  /// Announces the id that the file gives to a row, so that naming the row need not wait for memory.
  func prepare(id: UnsafeRawBufferPointer) {
    var hash = account
    hash.add(id)
    ids.prepare(hash)
  }

  /// 2 for a hash that was seen once before, 3 for one seen twice, and so on.
  private mutating func repeatedRank(_ hash: StableHash) -> Int {
    let rank = repeated[hash.value, default: 1] + 1
    repeated[hash.value] = rank
    return rank
  }

  /// Puts the rows of one day away and takes out those of another.
  private mutating func begin(_ next: CalendarDate) {
    if let day { otherDays[day] = rows }
    rows = otherDays.removeValue(forKey: next) ?? SeenHashes()
    day = next
    dayNumber = UInt64(bitPattern: Int64(next.dayNumber))
  }
}

/// A 64-bit hash that is the same on every run and every machine, unlike `Hasher`.
///
/// Eight bytes at a time are folded by a 128-bit multiplication, as wyhash does (Wang Yi, "wyhash").
struct StableHash: Hashable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  private mutating func step(_ word: UInt64) {
    let product = (value ^ word ^ 0x9E37_79B9_7F4A_7C15)
      .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    value = product.high ^ product.low
  }

  mutating func add(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ add(UnsafeRawBufferPointer($0)) }) == nil {
      Array(text.utf8).withUnsafeBytes { add($0) }
    }
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index + 8 <= bytes.count {
      step(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index += 8
    }
    var rest: UInt64 = 0
    if index == bytes.count {
      // Nothing is left.
    } else if bytes.count > 8 {
      // The last eight bytes, without those that are in already.
      let last = bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
      rest = UInt64(bigEndian: last) & (1 << UInt64(8 * (bytes.count - index)) &- 1)
    } else {
      for byte in bytes[index...] { rest = rest << 8 | UInt64(byte) }
    }
    step(rest)
    step(UInt64(bytes.count))
  }

  mutating func add(_ number: UInt64) { step(number) }

  /// Adds the value of an amount, however many zeros stand behind its point.
  mutating func add(_ amount: Amount) {
    var units = amount.units
    var scale = amount.scale
    while scale > 0, units % 10 == 0 {
      units /= 10
      scale -= 1
    }
    add(UInt64(bitPattern: units))
    step(UInt64(scale))
  }

  /// The value in fourteen letters, which cost no memory of their own; a run of digits might look
  /// like a card number and be masked.
  var letters: String {
    String(unsafeUninitializedCapacity: 14) { letters in
      // Two halves of seven, so that one division need not wait for the other.
      let half: UInt64 = 26 * 26 * 26 * 26 * 26 * 26 * 26
      var first = value % half
      var second = value / half
      for index in 0..<7 {
        letters[index] = UInt8(ascii: "a") &+ UInt8(truncatingIfNeeded: first % 26)
        letters[index + 7] = UInt8(ascii: "a") &+ UInt8(truncatingIfNeeded: second % 26)
        first /= 26
        second /= 26
      }
      return 14
    }
  }
}
