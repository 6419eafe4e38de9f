/// Finds the values of one flat JSON object in its bytes, without building anything.
///
/// A batch line has a few keys of which three or four matter; the others are only stepped over. The
/// scanner checks the whole grammar of RFC 8259, so that what it accepts is JSON.
struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  /// Nesting that no batch line reaches.
  private static let deepest = 64

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Calls `each` with every key of the object and the bytes of its value; false when the bytes are
  /// not one JSON object.
  mutating func object(_ each: (_ key: Range<Int>, _ value: Range<Int>) -> Void) -> Bool {
    skipBlanks()
    guard take("{") else { return false }
    skipBlanks()
    if !take("}") {
      repeat {
        skipBlanks()
        let key = index
        guard string() else { return false }
        let keyEnd = index
        skipBlanks()
        guard take(":") else { return false }
        skipBlanks()
        let start = index
        guard value(depth: 0) else { return false }
        each((key + 1)..<(keyEnd - 1), start..<index)
        skipBlanks()
      } while take(",")
      guard take("}") else { return false }
    }
    skipBlanks()
    return index == bytes.count
  }

  /// The text of a string value; nil when the value is not a string.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ value: Range<Int>) -> String? {
    guard value.count >= 2, bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
    let inside = UnsafeBufferPointer(
      rebasing: bytes[(value.lowerBound + 1)..<(value.upperBound - 1)])
    guard inside.contains(UInt8(ascii: "\\")) else {
      return String(decoding: inside, as: UTF8.self)
    }
    return unescape(inside)
  }

  private static func unescape(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var units: [UInt8] = []
    var index = 0
    func unit(_ at: Int) -> UInt16 {
      bytes[at..<(at + 4)].reduce(0) { $0 << 4 | UInt16(Self.hexadecimal($1) ?? 0) }
    }
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        units.append(bytes[index])
        index += 1
        continue
      }
      let escape = bytes[index + 1]
      index += 2
      switch escape {
      case UInt8(ascii: "n"): units.append(10)
      case UInt8(ascii: "r"): units.append(13)
      case UInt8(ascii: "t"): units.append(9)
      case UInt8(ascii: "b"): units.append(8)
      case UInt8(ascii: "f"): units.append(12)
      case UInt8(ascii: "u"):
        var scalars = [unit(index)]
        index += 4
        // A pair of surrogates is one character.
        if 0xD800...0xDBFF ~= scalars[0], index + 6 <= bytes.count,
          bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
        {
          scalars.append(unit(index + 2))
          index += 6
        }
        units += Array(String(decoding: scalars, as: UTF16.self).utf8)
      default: units.append(escape)
      }
    }
    return String(decoding: units, as: UTF8.self)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func value(depth: Int) -> Bool {
    guard depth < Self.deepest, index < bytes.count else { return false }
    switch bytes[index] {
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "{"):
      index += 1
      skipBlanks()
      if take("}") { return true }
      repeat {
        skipBlanks()
        guard string() else { return false }
        skipBlanks()
        guard take(":") else { return false }
        skipBlanks()
        guard value(depth: depth + 1) else { return false }
        skipBlanks()
      } while take(",")
      return take("}")
    case UInt8(ascii: "["):
      index += 1
      skipBlanks()
      if take("]") { return true }
      repeat {
        skipBlanks()
        guard value(depth: depth + 1) else { return false }
        skipBlanks()
      } while take(",")
      return take("]")
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != word.utf8Start[offset] { return false }
    index += count
    return true
  }

  private mutating func string() -> Bool {
    guard take("\"") else { return false }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return true
      case UInt8(ascii: "\\"):
        guard index + 1 < bytes.count else { return false }
        let escape = bytes[index + 1]
        index += 2
        if escape == UInt8(ascii: "u") {
          guard index + 4 <= bytes.count,
            bytes[index..<(index + 4)].allSatisfy({ Self.hexadecimal($0) != nil })
          else { return false }
          index += 4
        } else if !Array("\"\\/bfnrt".utf8).contains(escape) {
          return false
        }
      case 0..<0x20: return false
      default: index += 1
      }
    }
    return false
  }

  private mutating func number() -> Bool {
    func isDigit() -> Bool { index < bytes.count && bytes[index] &- UInt8(ascii: "0") < 10 }
    _ = take("-")
    guard isDigit() else { return false }
    if !take("0") { while isDigit() { index += 1 } }
    if take(".") {
      guard isDigit() else { return false }
      while isDigit() { index += 1 }
    }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard isDigit() else { return false }
      while isDigit() { index += 1 }
    }
    return true
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
