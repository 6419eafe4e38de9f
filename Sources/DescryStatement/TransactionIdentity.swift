import DescryCore

/// Gives every transaction an id that is the same whenever the same file is read again.
///
/// The file's own id stays. Where there is none, the id is a hash of account, date, amount, text,
/// and of the rank among rows that are alike in all of these. Banks give one id to several rows;
/// the second then carries its rank behind the id, so that an id always means one row.
struct TransactionIdentity {
  private var seen = SeenHashes()

  mutating func name(_ transaction: inout Transaction, account: String) {
    if transaction.id.isEmpty {
      var hash = Self.hash(account, transaction)
      let rank = seen.rank(hash)
      if rank > 1 { hash.add(UInt64(rank)) }
      transaction.id = hash.letters
    } else {
      var hash = StableHash()
      hash.add(account)
      hash.add(transaction.id)
      let rank = seen.rank(hash)
      if rank > 1 { transaction.id += "#\(rank)" }
    }
  }

  /// What makes a row the same row: everything that no other export of the account would change.
  static func hash(_ account: String, _ transaction: Transaction) -> StableHash {
    var hash = StableHash()
    hash.add(account)
    hash.add(UInt64(bitPattern: Int64(transaction.date.dayNumber)))
    hash.add(transaction.amount)
    hash.add(transaction.descriptor)
    return hash
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

  mutating func add(_ byte: UInt8) { step(UInt64(byte)) }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      var index = 0
      while index + 8 <= bytes.count {
        step(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index += 8
      }
      var rest: UInt64 = 0
      for byte in bytes[index...] { rest = rest << 8 | UInt64(byte) }
      step(rest)
      step(UInt64(bytes.count))
    }
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
      var rest = value
      for index in 0..<14 {
        letters.initializeElement(
          at: index, to: UInt8(ascii: "a") + UInt8(truncatingIfNeeded: rest % 26))
        rest /= 26
      }
      return 14
    }
  }
}

/// Counts how often a hash was seen, in six bytes or so for each.
///
/// 4,096 small tables of 32-bit rests: with the table's twelve bits, 44 bits tell hashes apart,
/// which over two million rows confuses one pair in ten such files, and then only adds a rank.
private struct SeenHashes {
  private var tables: [[UInt32]] = Array(repeating: [], count: 4096)
  private var counts: [Int] = Array(repeating: 0, count: 4096)
  private var repeated: [UInt64: Int] = [:]

  /// 1 for a hash that is new, 2 for one seen once, and so on.
  mutating func rank(_ hash: StableHash) -> Int {
    let table = Int(hash.value >> 52)
    let rest = max(1, UInt32(truncatingIfNeeded: hash.value))
    if (counts[table] + 1) * 4 > tables[table].count * 3 { grow(table) }
    guard insert(rest, into: table) else {
      let rank = repeated[hash.value, default: 1] + 1
      repeated[hash.value] = rank
      return rank
    }
    counts[table] += 1
    return 1
  }

  private mutating func insert(_ rest: UInt32, into table: Int) -> Bool {
    let mask = tables[table].count - 1
    var slot = Int(rest) & mask
    while tables[table][slot] != 0 {
      if tables[table][slot] == rest { return false }
      slot = (slot + 1) & mask
    }
    tables[table][slot] = rest
    return true
  }

  private mutating func grow(_ table: Int) {
    let old = tables[table]
    tables[table] = Array(repeating: 0, count: max(4, old.count * 2))
    for rest in old where rest != 0 { _ = insert(rest, into: table) }
  }
}
