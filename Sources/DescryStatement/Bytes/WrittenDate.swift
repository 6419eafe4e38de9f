import DescryCore

/// Days as data formats write them.
enum WrittenDate {
  /// Reads the day that `YYYYMMDD` begins with; what follows (a time, a zone) is not looked at.
  static func compact(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
    guard let year = bytes.stretch(0, 4).whole(4), let month = bytes.stretch(4, 6).whole(2),
      let day = bytes.stretch(6, 8).whole(2)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Reads the day that `YYYY-MM-DD` begins with, as written: a zone behind it never moves it.
  static func iso(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
    guard let year = bytes.stretch(0, 4).whole(4), let month = bytes.stretch(5, 7).whole(2),
      let day = bytes.stretch(8, 10).whole(2), let first = bytes.at(4), bytes.at(7) == first,
      first == UInt8(ascii: "-") || first == UInt8(ascii: "/") || first == UInt8(ascii: ".")
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Reads `YYMMDD`; a day that the month does not have (30 February) becomes its last.
  static func short(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
    guard let year = bytes.stretch(0, 2).whole(2) else { return nil }
    return day(
      year: fullYear(year), month: bytes.stretch(2, 4).whole(2), day: bytes.stretch(4, 6).whole(2))
  }

  /// A day, or the month's last when the bank's own month has 30 days; nil beyond 31.
  static func day(year: Int, month: Int?, day: Int?) -> CalendarDate? {
    guard let month, let day, (1...12).contains(month), (1...31).contains(day) else { return nil }
    return CalendarDate(
      year: year, month: month, day: min(day, CalendarDate.days(inMonth: month, of: year)))
  }

  /// The year that two digits mean: statements begin with the computers that keep them.
  static func fullYear(_ year: Int) -> Int { year < 70 ? 2000 + year : 1900 + year }
}

extension UnsafeRawBufferPointer {
  /// The number of exactly so many digits.
  fileprivate func whole(_ width: Int) -> Int? { count == width ? number : nil }
}
