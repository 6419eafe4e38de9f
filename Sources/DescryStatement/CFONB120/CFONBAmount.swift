import DescryCore

/// Amounts of CFONB statements: the last digit carries the sign (overpunch).
///
/// `{` and A to I are 0 to 9 on the credit side, `}` and J to R on the debit side. Files that went
/// through the French seven-bit alphabet have é and è for the braces.
enum CFONBAmount {
  /// Reads 14 columns; nil when they are not such an amount.
  static func read(_ field: UnsafeRawBufferPointer, decimals: Int) -> Amount? {
    let body = field.trimmed
    var head = body
    guard let last = sign(&head) else { return nil }
    let digits = head.trimmed
    guard (0...9).contains(decimals), digits.isEmpty || digits.number != nil,
      digits.count <= 15
    else { return nil }
    let units = Int64(digits.number ?? 0) * 10 + Int64(last.digit)
    return Amount(units: last.isDebit ? -units : units, scale: decimals)
  }

  /// The last digit, which is taken off.
  private static func sign(_ head: inout UnsafeRawBufferPointer) -> (digit: Int, isDebit: Bool)? {
    guard let last = head.last else { return nil }
    var width = 1
    defer { head = head.stretch(0, head.count - width) }
    switch last {
    case UInt8(ascii: "{"): return (0, false)
    case UInt8(ascii: "}"): return (0, true)
    case UInt8(ascii: "A")...UInt8(ascii: "I"): return (Int(last - UInt8(ascii: "A")) + 1, false)
    case UInt8(ascii: "J")...UInt8(ascii: "R"): return (Int(last - UInt8(ascii: "J")) + 1, true)
    case 0xA9 where head.at(head.count - 2) == 0xC3, 0xE9:
      width = last == 0xA9 ? 2 : 1
      return (0, false)
    case 0xA8 where head.at(head.count - 2) == 0xC3, 0xE8:
      width = last == 0xA8 ? 2 : 1
      return (0, true)
    default: return nil
    }
  }
}
