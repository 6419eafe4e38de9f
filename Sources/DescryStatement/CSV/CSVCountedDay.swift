import DescryCore

extension CSVWrittenDay {
  /// Reads a day that is a count: of seconds or milliseconds since 1970, or of days as spreadsheets
  /// count them (ECMA-376, 18.17.4.1: day 1 is 1900-01-01, with a 29 February 1900 that never was).
  ///
  /// Only for columns that a header calls a date: any number of the right size is one.
  static func counted(_ bytes: UnsafeRawBufferPointer) -> CSVWrittenDay? {
    let field = bytes.trimmed
    let whole = field.stretch(0, field.firstIndex { !$0.isDigit } ?? field.count)
    let mark = field.at(whole.count)
    guard mark == nil || mark == UInt8(ascii: ".") || mark == UInt8(ascii: ","),
      field.count - whole.count <= 1 || field.stretch(from: whole.count + 1).number != nil,
      let count = whole.number
    else { return nil }
    let day: Int
    switch whole.count {
    // From 1986 to 2100.
    case 9...10 where (504_921_600..<4_102_444_800).contains(count): day = count / 86_400
    case 12...13 where (504_921_600_000..<4_102_444_800_000).contains(count):
      day = count / 86_400_000
    case 5 where (31_413..<73_050).contains(count): day = count - 25_569
    default: return nil
    }
    let date = CalendarDate(dayNumber: day)
    return CSVWrittenDay(parts: (date.year, date.month, date.day), widths: (4, 2, 2))
  }
}
