/// Reads JSON text (RFC 8259) and tells where it breaks off.
struct JSONParser {
  /// Where a text is no JSON, and what was expected.
  struct Fault: Error {
    let offset: Int
    let expected: String
  }

  private let bytes: [UInt8]
  private var index: Int
  private let end: Int
  /// Deeper nesting is a fault: no recording nests so deep, and the stack is not endless.
  private static let deepest = 600

  /// - Parameter range: the bytes that are to be one value; nil for all.
  static func parse(_ bytes: [UInt8], in range: Range<Int>? = nil) throws(Fault) -> JSONValue {
    var parser = JSONParser(bytes, range ?? 0..<bytes.count)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    if parser.index < parser.end {
      throw Fault(offset: parser.index, expected: "the end of the text")
    }
    return value
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
    // A byte order mark is no part of the text.
    if bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    skipBlanks()
    guard index < end else { throw Fault(offset: index, expected: "a value") }
    guard depth < Self.deepest else { throw Fault(offset: index, expected: "less nesting") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(_ depth: Int) throws(Fault) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    let start = index
    index += 1
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([], at: start) }
    repeat {
      skipBlanks()
      guard index < end, bytes[index] == UInt8(ascii: "\"") else {
        throw Fault(offset: index, expected: "a key in quotes")
      }
      let key = try string()
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw Fault(offset: index, expected: "`:`") }
      members.append((key, try value(depth: depth + 1)))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw Fault(offset: index, expected: "`,` or `}`") }
    return .object(members, at: start)
  }

  private mutating func array(_ depth: Int) throws(Fault) -> JSONValue {
    var values: [JSONValue] = []
    index += 1
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .array([]) }
    repeat {
      values.append(try value(depth: depth + 1))
      skipBlanks()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw Fault(offset: index, expected: "`,` or `]`") }
    return .array(values)
  }

  private mutating func string() throws(Fault) -> String {
    let start = index + 1
    index = start
    var hasEscapes = false
    while index < end, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\") {
        hasEscapes = true
        index += 1
      }
      index += 1
    }
    guard index < end else { throw Fault(offset: min(index, end), expected: "`\"`") }
    let inside = bytes[start..<index]
    index += 1
    return hasEscapes ? Self.unescaped(inside) : String(decoding: inside, as: UTF8.self)
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var units: [UInt16] = []
    var index = bytes.startIndex
    func hexadecimal(_ start: Int) -> UInt16? {
      guard start + 4 <= bytes.endIndex else { return nil }
      return UInt16(String(decoding: bytes[start..<(start + 4)], as: UTF8.self), radix: 16)
    }
    func endUnits() {
      guard !units.isEmpty else { return }
      text += Array(String(decoding: units, as: UTF16.self).utf8)
      units = []
    }
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex else {
        endUnits()
        text.append(bytes[index])
        index += 1
        continue
      }
      let escape = bytes[index + 1]
      if escape == UInt8(ascii: "u"), let unit = hexadecimal(index + 2) {
        units.append(unit)
        index += 6
        continue
      }
      endUnits()
      switch escape {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      default: text.append(escape)
      }
      index += 2
    }
    endUnits()
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func number() throws(Fault) -> JSONValue {
    let start = index
    while index < end {
      let byte = bytes[index]
      guard byte &- 0x30 < 10 || byte == 0x2D || byte == 0x2B || byte == 0x2E || byte | 0x20 == 0x65
      else { break }
      index += 1
    }
    guard index > start else { throw Fault(offset: start, expected: "a value") }
    return .number(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(Fault) -> JSONValue {
    guard bytes[index..<end].starts(with: word.utf8) else {
      throw Fault(offset: index, expected: "`\(word)`")
    }
    index += word.utf8.count
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < end, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipBlanks() {
    while index < end, bytes[index] == 0x20 || (0x09...0x0D ~= bytes[index]) { index += 1 }
  }
}
