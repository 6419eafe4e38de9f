import DescryCore

/// Days as data formats write them.
enum WrittenDate {
  /// Reads the day that `YYYYMMDD` begins with; what follows (a time, a zone) is not looked at.
  static func compact(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
    guard bytes.count >= 8, let year = digits(bytes, 0, 4), let month = digits(bytes, 4, 6),
      let day = digits(bytes, 6, 8)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Reads the day that `YYYY-MM-DD` begins with, as written: a zone behind it never moves it.
  static func iso(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
    guard bytes.count >= 10, let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 7),
      let day = digits(bytes, 8, 10)
    else { return nil }
    let first = bytes[4]
    guard bytes[7] == first,
      first == UInt8(ascii: "-") || first == UInt8(ascii: "/") || first == UInt8(ascii: ".")
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Reads `YYMMDD`; a day that the month does not have (30 February) becomes its last.
  static func short(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
    guard bytes.count >= 6, let year = digits(bytes, 0, 2) else { return nil }
    return day(year: fullYear(year), month: digits(bytes, 2, 4), day: digits(bytes, 4, 6))
  }

  /// A day, or the month's last when the bank's own month has 30 days; nil beyond 31.
  static func day(year: Int, month: Int?, day: Int?) -> CalendarDate? {
    guard let month, let day, (1...12).contains(month), (1...31).contains(day) else { return nil }
    return CalendarDate(
      year: year, month: month, day: min(day, CalendarDate.days(inMonth: month, of: year)))
  }

  /// The number of a stretch, all of whose bytes must be digits.
  private static func digits(_ bytes: UnsafeRawBufferPointer, _ from: Int, _ to: Int) -> Int? {
    var value = 0
    for index in from..<to {
      guard bytes[index].isDigit else { return nil }
      value = value &* 10 &+ Int(bytes[index] & 0x0F)
    }
    return value
  }

  /// The year that two digits mean: statements begin with the computers that keep them.
  static func fullYear(_ year: Int) -> Int { year < 70 ? 2000 + year : 1900 + year }
}
