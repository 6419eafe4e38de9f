/// Hides card numbers: at most the last four digits may be shown (PCI DSS 4.0.1, 3.4.1).
public enum CardNumberMask {
  /// The text with each card number as `************1234`.
  ///
  /// A card number is 13 to 19 digits, with single blanks, dashes or dots between them or not, that
  /// pass Luhn's check (ISO/IEC 7812-1) and do not stand inside a longer run of digits or behind a
  /// letter (an IBAN, a creditor id).
  public static func mask(_ text: String) -> String {
    var text = text
    guard text.withUTF8(mayHold) else { return text }
    return String(decoding: mask(Array(text.utf8)), as: UTF8.self)
  }

  /// Whether 13 digits stand anywhere with at most a single mark between two of them.
  private static func mayHold(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 13 else { return false }
    var digits = 0
    var gap = 0
    for byte in bytes {
      if byte &- 0x30 < 10 {
        digits += 1
        gap = 0
        if digits >= 13 { return true }
      } else if gap == 0, byte == 0x20 || byte == 0x2D || byte == 0x2E {
        gap = 1
      } else {
        digits = 0
        gap = 1
      }
    }
    return false
  }

  /// The same over UTF-8 bytes.
  public static func mask(_ bytes: [UInt8]) -> [UInt8] {
    var masked: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard NormalizedText.isDigit(bytes[index]), index == 0 || !isWord(bytes[index - 1]) else {
        masked.append(bytes[index])
        index += 1
        continue
      }
      let run = digits(from: index, in: bytes)
      if let end = run.end, let number = run.digits {
        masked += Array(repeating: UInt8(ascii: "*"), count: 12) + number.suffix(4)
        index = end
      } else {
        // No part of this run of digits can begin a card number either.
        while index < bytes.count, NormalizedText.isDigit(bytes[index]) {
          masked.append(bytes[index])
          index += 1
        }
      }
    }
    return masked
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    let upper = byte & 0xDF
    return NormalizedText.isDigit(byte) || NormalizedText.isLetter(upper)
  }

  /// The longest card number that begins at an index.
  private static func digits(from start: Int, in bytes: [UInt8]) -> (end: Int?, digits: [UInt8]?) {
    var number: [UInt8] = []
    var index = start
    var best: (end: Int?, digits: [UInt8]?) = (nil, nil)
    while index < bytes.count, number.count < 20 {
      let byte = bytes[index]
      if NormalizedText.isDigit(byte) {
        number.append(byte)
        index += 1
        let isEnd = index == bytes.count || !isWord(bytes[index])
        if isEnd, (13...19).contains(number.count), passesLuhn(number) { best = (index, number) }
      } else if [UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte),
        index + 1 < bytes.count, NormalizedText.isDigit(bytes[index + 1])
      {
        index += 1
      } else {
        break
      }
    }
    return best
  }

  private static func passesLuhn(_ digits: [UInt8]) -> Bool {
    guard Set(digits).count > 1 else { return false }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = Int(digit - UInt8(ascii: "0"))
      let doubled = value * 2
      sum += place % 2 == 0 ? value : (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }
}
