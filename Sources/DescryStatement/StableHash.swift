import DescryCore

/// A 64-bit hash that is the same on every run and every machine, unlike `Hasher`.
///
/// Eight bytes at a time are folded by a 128-bit multiplication, as wyhash does (Wang Yi, "wyhash").
struct StableHash: Hashable, Sendable {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  private mutating func step(_ word: UInt64) {
    let product = (value ^ word ^ 0x9E37_79B9_7F4A_7C15)
      .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    value = product.high ^ product.low
  }

  @inline(__always)
  mutating func add(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ add(UnsafeRawBufferPointer($0)) }) == nil {
      Array(text.utf8).withUnsafeBytes { add($0) }
    }
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    // Kept out of memory while it goes from word to word.
    var hash = self
    var index = 0
    while index &+ 8 <= bytes.count {
      hash.step(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index &+= 8
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
    hash.step(rest)
    hash.step(UInt64(bytes.count))
    self = hash
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
      // Two halves of seven letters, so that one division need not wait for the other; two letters
      // for each division.
      let half: UInt64 = 26 * 26 * 26 * 26 * 26 * 26 * 26
      var first = value % half
      var second = value / half
      func put(_ pair: UInt64, at place: Int) {
        let pair = UInt32(truncatingIfNeeded: pair)
        letters[place] = UInt8(ascii: "a") &+ UInt8(truncatingIfNeeded: pair % 26)
        letters[place + 1] = UInt8(ascii: "a") &+ UInt8(truncatingIfNeeded: pair / 26)
      }
      for pair in 0..<3 {
        put(first % 676, at: 2 * pair)
        put(second % 676, at: 2 * pair + 7)
        first /= 676
        second /= 676
      }
      letters[6] = UInt8(ascii: "a") &+ UInt8(truncatingIfNeeded: first)
      letters[13] = UInt8(ascii: "a") &+ UInt8(truncatingIfNeeded: second)
      return 14
    }
  }
}
