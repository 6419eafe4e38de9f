import DescryCore

/// Gives every transaction an id that is the same whenever the same file is read again.
///
/// The file's own id stays. Where there is none, the id is a hash of account, date, amount, text,
/// and of the rank among rows that are alike in all of these. Banks give one id to several rows;
/// the second then carries its rank behind the id, so that an id always means one row.
struct TransactionIdentity {
  private var seen = SeenHashes()
  /// The hash of the account at hand, with which those of its rows begin.
  private var account = StableHash()

  /// Begins the rows of an account.
  mutating func begin(account name: String?) {
    account = StableHash()
    account.add(name ?? "")
  }

  mutating func name(_ transaction: inout Transaction) {
    if transaction.id.isEmpty {
      // What makes a row the same row: everything that no other export of the account would change.
      var hash = account
      hash.add(UInt64(bitPattern: Int64(transaction.date.dayNumber)))
      hash.add(transaction.amount)
      hash.add(transaction.descriptor)
      let rank = seen.rank(hash)
      if rank > 1 { hash.add(UInt64(rank)) }
      transaction.id = hash.letters
    } else {
      var hash = account
      hash.add(transaction.id)
      let rank = seen.rank(hash)
      if rank > 1 { transaction.id += "#\(rank)" }
    }
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
