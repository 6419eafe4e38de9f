/// Turns bytes of a page or a transcript into UTF-8.
///
/// As browsers do (WHATWG Encoding, HTML "determining the character encoding"): the byte order mark
/// wins, then what the file or its transport says, then UTF-8 when the bytes are, then windows-1252.
enum TextDecoding {
  /// The text as UTF-8 without a byte order mark.
  static func utf8(_ bytes: [UInt8], charset: String? = nil, isHTML: Bool = false) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return valid(Array(bytes.dropFirst(3))) }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), littleEndian: true) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), littleEndian: false) }
    let label = charset ?? (isHTML ? declaredCharset(bytes) : nil)
    switch label?.lowercased() {
    case "utf-16le" where charset != nil, "utf-16" where charset != nil:
      return utf16(bytes[...], littleEndian: true)
    case "utf-16be" where charset != nil: return utf16(bytes[...], littleEndian: false)
    case "iso-8859-15", "latin9", "latin-9": return single(bytes) { latin9[$0] ?? UInt32($0) }
    case "iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii":
      // Pages that say Latin-1 and are UTF-8 are more common than Latin-1 that happens to be UTF-8.
      return isUTF8(bytes) ? bytes : single(bytes, windows1252)
    default: return isUTF8(bytes) ? bytes : single(bytes, windows1252)
    }
  }

  /// The `charset` that a page declares in its first 4,096 bytes.
  static func declaredCharset(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(4096).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    let key = Array("charset".utf8)
    var index = 0
    while index + key.count < head.count {
      guard head[index] == key[0], head[index..<(index + key.count)].elementsEqual(key) else {
        index += 1
        continue
      }
      var at = index + key.count
      func skip(_ set: [UInt8]) { while at < head.count, set.contains(head[at]) { at += 1 } }
      skip([0x20, 0x09])
      if at < head.count, head[at] == UInt8(ascii: "=") {
        at += 1
        skip([0x20, 0x22, 0x27])
        let name = head[at...].prefix {
          $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
        if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
      }
      index += key.count
    }
    return nil
  }

  private static func valid(_ bytes: [UInt8]) -> [UInt8] {
    isUTF8(bytes) ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  static func isUTF8(_ bytes: [UInt8]) -> Bool {
    // Invalid bytes become U+FFFD, three bytes each: only then does the text change.
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, littleEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(littleEndian ? second << 8 | first : first << 8 | second)
      index += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func single(_ bytes: [UInt8], _ scalar: (UInt8) -> UInt32) -> [UInt8] {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      text.append(Unicode.Scalar(byte < 0x80 ? UInt32(byte) : scalar(byte)) ?? "\u{FFFD}")
    }
    return Array(String(text).utf8)
  }

  private static func windows1252(_ byte: UInt8) -> UInt32 {
    0x80...0x9F ~= byte ? upper[Int(byte - 0x80)] : UInt32(byte)
  }

  private static let upper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static let latin9: [UInt8: UInt32] = [
    0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153,
    0xBE: 0x178,
  ]
}
