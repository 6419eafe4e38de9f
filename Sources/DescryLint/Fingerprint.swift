internal import DescryText

/// A finding's name that stays the same when lines move or a number in it counts on.
package enum Fingerprint {
  /// A text as texts are compared: capitals without accents, single blanks.
  package static func plain(_ text: String) -> String {
    NormalizedText(text, keepingPlaces: false).string
  }

  /// Letters and signs of a text, every run of digits as one `0`.
  static func neutral(_ text: String) -> String {
    var neutral: [UInt8] = []
    for byte in NormalizedText(text, keepingPlaces: false).bytes {
      let isDigit = NormalizedText.isDigit(byte)
      if isDigit, neutral.last == UInt8(ascii: "0") { continue }
      neutral.append(isDigit ? UInt8(ascii: "0") : byte)
    }
    return String(decoding: neutral, as: UTF8.self)
  }

  /// FNV-1a over 64 bits of the parts, each closed by a zero byte, in hexadecimal.
  static func of(_ parts: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      hash = hash &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
