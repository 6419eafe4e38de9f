public import DescryCore
public import DescryPattern
internal import DescryRules
internal import DescryText

/// A charge as a person pastes it: a bare descriptor, a whole statement line, or a text message.
public struct PastedLine: Sendable {
  /// The charge, with the amount, currency and date that were found in the text.
  public let charge: Charge

  /// Reads a pasted text.
  ///
  /// An amount is only taken with its currency (or with two decimals at the text's end), because
  /// descriptors are full of numbers.
  public init(_ text: String, using scratch: MatchScratch) {
    let folded = NormalizedText(CardNumberMask.mask(text))
    var rest = folded.string
    var amount: Amount?
    var currency: Currency?
    for pattern in Self.amounts {
      var bytes = Array(rest.utf8)
      let found = bytes.withUnsafeBufferPointer { buffer -> (Range<Int>, String, String?)? in
        guard let groups = try? pattern.groups(["amount", "currency"], in: buffer, using: scratch),
          let number = groups["amount"],
          let span = try? pattern.firstMatch(in: buffer, using: scratch)
        else { return nil }
        let code = groups["currency"].map { String(decoding: buffer[$0], as: UTF8.self) }
        return (span, String(decoding: buffer[number], as: UTF8.self), code)
      }
      guard let (span, number, code) = found, let value = Self.amount(number) else { continue }
      amount = value
      currency = Self.currency(code)
      bytes.replaceSubrange(span, with: Array(" ".utf8))
      rest = String(decoding: bytes, as: UTF8.self).trimmingBlanks
      break
    }
    let date = Self.date(in: rest, using: scratch)
    if let words = Self.message.first(where: { rest.hasPrefix($0) }) {
      rest = String(rest.dropFirst(words.count)).trimmingBlanks
    }
    // The text as it was pasted is kept where nothing was taken from it, for offsets and case.
    let descriptor = amount == nil ? CardNumberMask.mask(text) : rest
    charge = Charge(
      descriptor: descriptor, amount: amount.map { $0.isNegative ? $0 : -$0 }, currency: currency,
      date: date, isSigned: false)
  }

  private static let number =
    #"(?<amount>[+\-]?[0-9]{1,3}(?:[ ,.'][0-9]{3})*(?:[.,][0-9]{2})|[+\-]?[0-9]+(?:[.,][0-9]{1,2})?)"#
  private static let code = #"(?<currency>EUR(?:OS?)?|USD|GBP|CHF|CAD|AUD|€|\$|£)"#
  private static let amounts = [
    #"(?<![A-Z0-9.,])\#(number) ?\#(code)(?![A-Z0-9])"#,
    #"(?<![A-Z0-9])\#(code) ?\#(number)(?![0-9.,])"#,
    #"(?<![A-Z0-9.,/])(?<amount>-?[0-9]{1,6}[.,][0-9]{2})\z"#,
  ].map { Pattern($0) }

  /// What a bank's message says around the merchant's name.
  private static let message = [
    "DEBITED AT ", "DEBITED ", "DEBITE CHEZ ", "DEBITE ", "DEBITES CHEZ ", "DEBITES ",
  ]

  /// An amount in which a mark before three digits groups and one before two is the decimal mark.
  static func amount(_ text: String) -> Amount? {
    var digits = text
    if let mark = digits.lastIndex(where: { $0 == "." || $0 == "," }),
      digits.distance(from: mark, to: digits.endIndex) <= 3
    {
      let whole = digits[..<mark].filter { $0.isNumber || $0 == "-" || $0 == "+" }
      digits = whole + "." + digits[digits.index(after: mark)...]
    } else {
      digits = digits.filter { $0.isNumber || $0 == "-" || $0 == "+" }
    }
    return Amount(digits)
  }

  static func currency(_ text: String?) -> Currency? {
    switch text {
    case "€", "E", "EUR", "EURO", "EUROS": .eur
    case "$": .usd
    case "£": .gbp
    case let code?: Currency(code)
    case nil: nil
    }
  }

  private static let days = Pattern(
    #"(?<![0-9])(?:(?<iso>20[0-9]{2}-[01][0-9]-[0-3][0-9])|(?<day>[0-3][0-9])[/.\-](?<month>[01][0-9])[/.\-](?<year>20[0-9]{2}))(?![0-9])"#
  )

  private static func date(in text: String, using scratch: MatchScratch) -> CalendarDate? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard
        let groups = try? days.groups(["iso", "day", "month", "year"], in: bytes, using: scratch)
      else { return nil }
      func text(_ name: String) -> String? {
        groups[name].map { String(decoding: bytes[$0], as: UTF8.self) }
      }
      if let iso = text("iso") { return CalendarDate(iso) }
      guard let year = text("year").flatMap({ Int($0) }),
        let month = text("month").flatMap({ Int($0) }), let day = text("day").flatMap({ Int($0) })
      else { return nil }
      return CalendarDate(year: year, month: month, day: day)
    }
  }
}
