import DescryCore

/// Field 61 of an MT940 or MT942: one booking (SWIFT "Customer Statement Message", field 61).
///
/// `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]`, then 34 characters more on the next line.
struct MT940Line {
  let date: CalendarDate
  let amount: Amount
  let isExpected: Bool
  /// The customer's reference; empty when the bank gives none.
  let reference: UnsafeRawBufferPointer
  /// The bank's own reference, which names the booking; empty when there is none.
  let bankReference: UnsafeRawBufferPointer
  /// Whether a type follows the amount, so that no digit of it can be missing.
  let isWhole: Bool

  /// Reads the field; nil when it is not one.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let date = WrittenDate.short(bytes) else { return nil }
    var at = 6
    // The entry date is optional; some banks fill it with blanks.
    let entry = bytes.stretch(6, 10)
    if entry.count == 4, entry.number != nil || entry.allSatisfy({ $0 == 0x20 }) { at = 10 }
    while bytes.at(at) == 0x20 { at += 1 }
    var isReversed = false
    var isExpected = false
    if bytes.at(at)?.upper == UInt8(ascii: "R"), Self.isMark(bytes.at(at + 1)) {
      isReversed = true
      at += 1
    } else if bytes.at(at)?.upper == UInt8(ascii: "E"), Self.isMark(bytes.at(at + 1)) {
      isExpected = true
      at += 1
    }
    guard let mark = bytes.at(at), Self.isMark(mark) else { return nil }
    at += 1
    // The third letter of the currency may stand before the amount.
    if let letter = bytes.at(at), letter.isLetter { at += 1 }
    while bytes.at(at) == 0x20 { at += 1 }
    var to = at
    while let byte = bytes.at(to),
      byte.isDigit || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".")
    {
      to += 1
    }
    guard let written = WrittenAmount.read(bytes.stretch(at, to)) else { return nil }
    let isDebit = (mark.upper == UInt8(ascii: "D")) != isReversed
    self.date = date
    self.isExpected = isExpected
    amount = isDebit ? -written : written
    isWhole = bytes.at(to) != nil
    // The transaction type: a letter and three characters.
    if let letter = bytes.at(to), letter.isLetter { to += 4 }
    let rest = bytes.stretch(from: to)
    var split = rest.next(UInt8(ascii: "/"), from: 0) ?? rest.count
    while split < rest.count, rest.at(split + 1) != UInt8(ascii: "/") {
      split = rest.next(UInt8(ascii: "/"), from: split + 1) ?? rest.count
    }
    reference = Self.given(rest.stretch(0, split))
    bankReference = Self.given(rest.stretch(from: split + 2))
  }

  private static func isMark(_ byte: UInt8?) -> Bool {
    byte?.upper == UInt8(ascii: "C") || byte?.upper == UInt8(ascii: "D")
  }

  /// A reference, or nothing where the bank says that there is none.
  private static func given(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let bytes = bytes.trimmed
    return bytes.isWord("NONREF") || bytes.isWord("NOREF") ? bytes.stretch(0, 0) : bytes
  }
}

/// Fields 60 and 62 of an MT940: a balance, as `C180713EUR104,50`.
struct MT940Balance {
  let amount: Amount
  let currency: Currency

  /// Reads the field; nil when it is not one.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let mark = bytes.at(0), mark == UInt8(ascii: "C") || mark == UInt8(ascii: "D"),
      bytes.stretch(1, 7).number != nil,
      let currency = Currency(bytes: bytes.stretch(7, 10)),
      let amount = WrittenAmount.read(bytes.stretch(from: 10))
    else { return nil }
    self.amount = mark == UInt8(ascii: "D") ? -amount : amount
    self.currency = currency
  }
}
