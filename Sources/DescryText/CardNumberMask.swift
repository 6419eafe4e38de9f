/// Hides card numbers: at most the last four digits may be shown (PCI DSS 4.0.1, 3.4.1).
public enum CardNumberMask {
  /// The text with each card number as `************1234`.
  ///
  /// A card number is 13 to 19 digits, with single blanks, dashes or dots between them or not, that
  /// pass Luhn's check (ISO/IEC 7812-1) and do not stand inside a longer run of digits. Where
  /// letters touch it (`CB4970…`), it must also begin as banks' cards do, and not be an IBAN.
  public static func mask(_ text: String) -> String {
    var text = text
    guard text.withUTF8(mayHold) else { return text }
    return String(decoding: mask(Array(text.utf8)), as: UTF8.self)
  }

  /// Whether a text may hold a card number; most texts are ruled out at once.
  public static func mayHold(_ text: String) -> Bool {
    text.utf8.count >= 13 && (text.utf8.withContiguousStorageIfAvailable(mayHold) ?? true)
  }

  /// Whether 13 digits stand anywhere with nothing but what may part them between, which most
  /// texts rule out at once.
  private static func mayHold(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 13 else { return false }
    // Most texts have too few digits.
    guard digits(in: bytes) >= 13 else { return false }
    var run = 0
    for byte in bytes {
      if byte &- 0x30 < 10 {
        run += 1
        if run >= 13 { return true }
      } else if byte != 0x20, byte != 0x2D, byte != 0x2E, byte < 0x80 {
        run = 0
      }
    }
    return false
  }

  /// How many digits there are, counted eight bytes at a time.
  private static func digits(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let raw = UnsafeRawBufferPointer(bytes)
    var digits = 0
    var index = 0
    while index &+ 8 <= raw.count {
      // A byte that is a digit is below 10 now, and its highest bit stays clear.
      let word =
        raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x3030_3030_3030_3030
      let others = (((word & low) &+ 0x7676_7676_7676_7676) | word) | low
      digits &+= Int(((~others &>> 7) &* 0x0101_0101_0101_0101) &>> 56)
      index &+= 8
    }
    while index < raw.count {
      if raw[index] &- 0x30 < 10 { digits &+= 1 }
      index &+= 1
    }
    return digits
  }

  /// The same over UTF-8 bytes.
  public static func mask(_ bytes: [UInt8]) -> [UInt8] {
    var masked: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard NormalizedText.isDigit(bytes[index]) else {
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

  private static func isLetter(_ byte: UInt8) -> Bool { NormalizedText.isLetter(byte & 0xDF) }

  /// The longest card number that begins at an index.
  private static func digits(from start: Int, in bytes: [UInt8]) -> (end: Int?, digits: [UInt8]?) {
    var number: [UInt8] = []
    var index = start
    var best: (end: Int?, digits: [UInt8]?) = (nil, nil)
    let followsLetter = start > 0 && isLetter(bytes[start - 1])
    while index < bytes.count, number.count < 20 {
      let byte = bytes[index]
      if NormalizedText.isDigit(byte) {
        number.append(byte)
        index += 1
        guard (13...19).contains(number.count), passesLuhn(number) else { continue }
        let isInside = index < bytes.count && NormalizedText.isDigit(bytes[index])
        let isTouched = followsLetter || (index < bytes.count && isLetter(bytes[index]))
        let isCard =
          !isTouched || (beginsAsBanksDo(number) && !isIBAN(number, behind: start, in: bytes))
        if !isInside, isCard { best = (index, number) }
      } else if let length = separator(at: index, in: bytes), index + length < bytes.count,
        NormalizedText.isDigit(bytes[index + length])
      {
        index += length
      } else {
        break
      }
    }
    return best
  }

  /// How many bytes the blank, dash or dot at an index takes; nil when there is none.
  private static func separator(at index: Int, in bytes: [UInt8]) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."): return 1
    // No-break space, U+00A0.
    case 0xC2: return bytes[index...].starts(with: [0xC2, 0xA0]) ? 2 : nil
    // Figure, thin and narrow spaces and the dashes, U+2007 to U+2015 and U+202F.
    case 0xE2:
      guard index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return nil }
      return 0x87...0x95 ~= bytes[index + 2] || bytes[index + 2] == 0xAF ? 3 : nil
    default: return nil
    }
  }

  /// Whether a number begins as cards of the networks do: 3 to 6, or 2221 to 2720.
  private static func beginsAsBanksDo(_ digits: [UInt8]) -> Bool {
    let first = digits.prefix(4).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return 3_000...6_999 ~= first || 2_221...2_720 ~= first
  }

  /// Whether two letters before the digits make them an IBAN (ISO 13616: the letters go behind as
  /// numbers, the whole is 1 modulo 97).
  private static func isIBAN(_ digits: [UInt8], behind start: Int, in bytes: [UInt8]) -> Bool {
    guard start >= 2, start == 2 || !isLetter(bytes[start - 3]), isLetter(bytes[start - 2]),
      isLetter(bytes[start - 1])
    else { return false }
    let country = bytes[(start - 2)..<start].flatMap { letter in
      let value = Int(letter & 0xDF) - Int(UInt8(ascii: "A")) + 10
      return [value / 10, value % 10]
    }
    let values = digits.map { Int($0 - UInt8(ascii: "0")) }
    return (values.dropFirst(2) + country + values.prefix(2)).reduce(0) { ($0 * 10 + $1) % 97 } == 1
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
