import DescryCore

/// Amounts in CSV cells.
enum CSVMoney {
  /// The amount of a cell with its currency sign or letters taken off; nil when the cell holds
  /// anything else.
  static func amount(_ cell: UnsafeRawBufferPointer, mark: ReadingOptions.DecimalMark?) -> Amount? {
    if let mark, let amount = plain(cell, mark: mark) { return amount }
    return withBody(cell) { body, isNegative in
      guard
        let amount = WrittenAmount.read(
          body, mark: mark, thousand: mark == nil ? .decimals : .grouping) ?? blankMarked(body)
      else { return nil }
      return isNegative ? -amount.magnitude : amount
    } ?? nil
  }

  /// `13 99` and `1 234 50`: a blank before two last digits cannot group, so it is the decimal mark.
  private static func blankMarked(_ body: UnsafeRawBufferPointer) -> Amount? {
    let blank = body.count - 3
    guard blank > 0, body[blank] == UInt8(ascii: " "), body[blank - 1].isDigit,
      body[blank + 1].isDigit, body[blank + 2].isDigit,
      !body.contains(UInt8(ascii: ".")), !body.contains(UInt8(ascii: ","))
    else { return nil }
    var bytes = Array(body)
    bytes[blank] = UInt8(ascii: ".")
    return bytes.withUnsafeBytes { WrittenAmount.read($0, mark: .point) }
  }

  /// Whether an amount ends with the letters of a credit.
  static func isMarkedCredit(_ cell: UnsafeRawBufferPointer) -> Bool {
    let cell = cell.trimmed
    return cell.count > 2 && cell[cell.count - 2].upper == UInt8(ascii: "C")
      && cell[cell.count - 1].upper == UInt8(ascii: "R")
  }

  /// Whether an amount ends with the letters of a credit or of a debit.
  static func isMarked(_ cell: UnsafeRawBufferPointer) -> Bool {
    let cell = cell.trimmed
    return isMarkedCredit(cell)
      || cell.count > 2 && cell[cell.count - 2].upper == UInt8(ascii: "D")
        && cell[cell.count - 1].upper == UInt8(ascii: "R")
  }

  /// The commonest form, without a copy: a sign or none, at most fifteen digits, one decimal mark or
  /// none with other than three digits behind it.
  @inline(__always)
  private static func plain(
    _ cell: UnsafeRawBufferPointer, mark: ReadingOptions.DecimalMark
  ) -> Amount? {
    let count = cell.count
    guard count > 0, count <= 17 else { return nil }
    let mark: UInt8 = mark == .comma ? UInt8(ascii: ",") : UInt8(ascii: ".")
    let isNegative = cell[0] == UInt8(ascii: "-")
    let first = isNegative || cell[0] == UInt8(ascii: "+") ? 1 : 0
    var units: Int64 = 0
    var point = -1
    for index in first..<count {
      let digit = cell[index] &- 0x30
      if digit < 10 {
        units = units &* 10 &+ Int64(digit)
      } else {
        guard cell[index] == mark, point < 0, index > first else { return nil }
        point = index
      }
    }
    let decimals = point < 0 ? 0 : count - point - 1
    // "12." and "1,500" are left to the careful reader.
    guard count > first, point != count - 1, decimals != 3, decimals <= 9 else { return nil }
    return Amount(units: isNegative ? -units : units, scale: decimals)
  }

  /// Calls `body` with the cell's digits, signs and marks, and whether letters make it a debit; nil
  /// when the cell holds other letters than those of a currency or a direction.
  static func withBody<Result>(
    _ cell: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, Bool) -> Result
  ) -> Result? {
    let cell = CSVText.unwrapped(cell.trimmed)
    guard !cell.isEmpty, cell.count <= 40 else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: 96, alignment: 1) { buffer in
      var length = 0
      var digits = 0
      var letters = CSVMoneyLetters()
      var index = 0
      func put(_ byte: UInt8) {
        buffer[length] = byte
        length += 1
      }
      while index < cell.count {
        let byte = cell[index]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          put(byte)
          digits += 1
        case UInt8(ascii: "."):
          // "kr." and "Fr." carry their point.
          if !letters.endsAt(index) { put(byte) }
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: "("),
          UInt8(ascii: ")"), UInt8(ascii: "'"), UInt8(ascii: " "):
          put(byte)
        case UInt8(ascii: "$"), 0xA3, 0x80, 0xA4, 0xA5: letters.sawSign = true
        case 0xA0: put(UInt8(ascii: " "))
        case 0xC2:
          // £, ¥, ¤ and the hard blank in UTF-8.
          switch cell.at(index + 1) {
          case 0xA0: put(UInt8(ascii: " "))
          case 0xA3, 0xA4, 0xA5: letters.sawSign = true
          default: return nil
          }
          index += 1
        case 0xE2:
          guard let plain = Self.wide(cell.at(index + 1), cell.at(index + 2)) else { return nil }
          if plain == 0 { letters.sawSign = true } else { put(plain) }
          index += 2
        case _ where byte.isLetter || byte >= 0xB3 || letters.endsAt(index):
          guard letters.add(byte, at: index) else { return nil }
        default: return nil
        }
        index += 1
      }
      guard digits > 0, let isNegative = letters.isDebit else { return nil }
      return body(UnsafeRawBufferPointer(rebasing: buffer[..<length]).trimmed, isNegative)
    }
  }

  /// What a three-byte character beginning with E2 means in an amount; 0 for a currency's sign.
  private static func wide(_ second: UInt8?, _ third: UInt8?) -> UInt8? {
    switch (second, third) {
    case (0x88, 0x92), (0x80, 0x93): UInt8(ascii: "-")
    case (0x80, 0xAF), (0x80, 0x89): UInt8(ascii: " ")
    case (0x80, 0x99): UInt8(ascii: "'")
    // €, and the signs of the rupee, the lira and others in the same block.
    case (0x82, _): 0
    default: nil
    }
  }
}

/// The letters that go with an amount: a currency's, or those of a direction.
struct CSVMoneyLetters {
  private var letters: UInt64 = 0
  private var count = 0
  private var last = -1
  var sawSign = false

  /// Takes a letter; false when there are too many, or they stand apart.
  mutating func add(_ byte: UInt8, at index: Int) -> Bool {
    guard count < 6, count == 0 || last == index - 1 || isCurrency else { return false }
    letters = letters << 8 | UInt64(byte.upper)
    count += 1
    last = index
    return true
  }

  /// Whether a letter stood right before this place.
  func endsAt(_ index: Int) -> Bool { count > 0 && last == index - 1 }

  private var text: String {
    String(
      decoding: (0..<count).reversed().map { UInt8(truncatingIfNeeded: letters >> ($0 * 8)) },
      as: UTF8.self)
  }

  private var isCurrency: Bool { Self.currencies.contains(text) }

  /// Whether they say debit; nil when they say nothing that goes with an amount.
  var isDebit: Bool? {
    guard count > 0 else { return false }
    let text = text
    if sawSign, count <= 2 { return false }
    switch text {
    case "CR", "C", "H": return false
    case "DR", "D", "S": return true
    default: break
    }
    if Self.currencies.contains(text) { return false }
    guard text.count > 3 else { return nil }
    // "EURCR": a currency and a direction.
    if Self.currencies.contains(String(text.dropLast(2))) { return text.hasSuffix("DR") }
    return nil
  }

  /// The letters of currencies, by ISO 4217 and as banks of the country write them.
  private static let currencies: Set<String> = [
    "EUR", "GBP", "USD", "CHF", "SEK", "DKK", "NOK", "PLN", "CZK", "HUF", "RON", "BGN", "ISK",
    "CAD", "AUD", "NZD", "JPY", "CNY", "HKD", "SGD", "INR", "BRL", "MXN", "ZAR", "TRY", "ILS",
    "AED", "SAR", "RUB", "UAH", "THB", "IDR", "MYR", "PHP", "KRW", "ARS", "CLP", "COP", "PEN",
    "MAD", "TND", "DZD", "XOF", "XAF", "XPF", "NGN", "KES", "EGP", "QAR", "KWD", "JOD", "FRF",
    "DEM", "KR", "ZŁ", "Zł", "Z\u{FFFD}", "KČ", "Kč", "K\u{FFFD}", "FT", "LEI", "RS", "FR", "TL",
    "RM", "RP",
    "R", "SFR", "EURO", "EUROS",
  ]
}
