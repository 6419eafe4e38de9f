import DescryCore

/// How a column writes days.
enum CSVDateFormat: Hashable, Sendable {
  /// Year, month, day with marks, or eight digits.
  case yearFirst
  /// Numbers in the order day, month, year.
  case dayFirst
  /// Numbers in the order month, day, year.
  case monthFirst
}

/// One written day before its order is known, in as few bytes as it needs: every row has one.
struct CSVWrittenDay {
  private let numbers: (Int16, Int16, Int16)
  private let digits: (Int8, Int8, Int8)
  private let monthPlace: Int8
  /// The mark between the parts.
  let mark: UInt8

  /// The numbers as they stand; a month's name is a number with `namedMonth`.
  var parts: (Int, Int, Int) { (Int(numbers.0), Int(numbers.1), Int(numbers.2)) }
  /// How many digits each part has.
  var widths: (Int, Int, Int) { (Int(digits.0), Int(digits.1), Int(digits.2)) }
  /// Which part is a month's name, 0 to 2.
  var namedMonth: Int? { monthPlace < 0 ? nil : Int(monthPlace) }

  /// A day of parts below 10,000.
  init(
    parts: (Int, Int, Int), widths: (Int, Int, Int), namedMonth: Int? = nil, mark: UInt8 = 0
  ) {
    numbers = (
      Int16(truncatingIfNeeded: parts.0), Int16(truncatingIfNeeded: parts.1),
      Int16(truncatingIfNeeded: parts.2)
    )
    digits = (
      Int8(truncatingIfNeeded: widths.0), Int8(truncatingIfNeeded: widths.1),
      Int8(truncatingIfNeeded: widths.2)
    )
    monthPlace = Int8(truncatingIfNeeded: namedMonth ?? -1)
    self.mark = mark
  }

  /// Reads a day at the beginning of a field; what follows may only be a time.
  static func read(_ bytes: UnsafeRawBufferPointer) -> CSVWrittenDay? {
    if let day = plain(bytes) { return day }
    let field = CSVText.unwrapped(bytes.trimmed)
    guard field.count >= 6, field.count <= 40 else { return nil }
    var index = 0
    // "Mon 03 Jun 2026": a weekday says nothing.
    if field[0].isWordByte, CSVMonth.read(field) == nil {
      guard let blank = field.next(UInt8(ascii: " "), from: 0), blank <= 11 else { return nil }
      index = blank + 1
    }
    var parts = (0, 0, 0)
    var widths = (0, 0, 0)
    var namedMonth: Int?
    var mark: UInt8 = 0
    var count = 0
    func take(_ value: Int, _ width: Int) {
      switch count {
      case 0: (parts.0, widths.0) = (value, width)
      case 1: (parts.1, widths.1) = (value, width)
      default: (parts.2, widths.2) = (value, width)
      }
      count += 1
    }
    while count < 3, index < field.count {
      let start = index
      if field[index].isDigit {
        var value = 0
        while index < field.count, field[index].isDigit, index - start < 8 {
          value = value * 10 + Int(field[index] & 0x0F)
          index += 1
        }
        if index - start == 8, count == 0 { return compact(value, field.stretch(from: index)) }
        guard index - start <= 4 else { return nil }
        take(value, index - start)
        index += ordinal(field.stretch(from: index))
      } else if let (month, length) = CSVMonth.read(field.stretch(from: index)) {
        guard namedMonth == nil else { return nil }
        namedMonth = count
        take(month, 2)
        index += length
      } else {
        return nil
      }
      guard count < 3 else { break }
      let marks = index
      while index < field.count, isMark(field[index]), index - marks < 3 {
        if mark == 0 || mark == UInt8(ascii: " ") { mark = field[index] }
        index += 1
      }
      // "13 Jun '26".
      if count == 2, namedMonth != nil, field.at(index) == UInt8(ascii: "'") { index += 1 }
      // "1 de junio de 2026".
      let word = field.stretch(index, index + 3)
      if namedMonth != nil || count == 1, word.elementsEqual([0x64, 0x65, 0x20]) { index += 3 }
      // "13Jun2026" needs no marks.
      let isBeforeName = index < field.count && field[index].isWordByte
      guard index > marks || namedMonth != nil || isBeforeName else { return nil }
    }
    guard count == 3, isTime(field.stretch(from: index)) else { return nil }
    if widths.0 == 4 {
      guard (1...12).contains(parts.1), widths.1 <= 2, widths.2 <= 2 else { return nil }
    } else {
      guard widths.0 <= 2, widths.1 <= 2, widths.2 == 2 || widths.2 == 4 else { return nil }
    }
    return CSVWrittenDay(parts: parts, widths: widths, namedMonth: namedMonth, mark: mark)
  }

  /// `2026-06-13` and `13/06/2026`, most of all days, without looking any further.
  @inline(__always)
  private static func plain(_ bytes: UnsafeRawBufferPointer) -> CSVWrittenDay? {
    guard bytes.count == 10 else { return nil }
    @inline(__always) func two(_ at: Int) -> Int {
      Int(bytes[at] & 0x0F) &* 10 &+ Int(bytes[at + 1] & 0x0F)
    }
    @inline(__always) func digits(_ at: Int) -> Bool { bytes[at].isDigit && bytes[at + 1].isDigit }
    let mark = bytes[2]
    if mark.isDigit {
      let mark = bytes[4]
      guard isMark(mark), bytes[7] == mark, digits(0), digits(2), digits(5), digits(8) else {
        return nil
      }
      let month = two(5)
      guard month >= 1, month <= 12 else { return nil }
      return CSVWrittenDay(
        parts: (two(0) &* 100 &+ two(2), month, two(8)), widths: (4, 2, 2),
        mark: mark)
    }
    guard isMark(mark), bytes[5] == mark, digits(0), digits(3), digits(6), digits(8) else {
      return nil
    }
    return CSVWrittenDay(
      parts: (two(0), two(3), two(6) &* 100 &+ two(8)), widths: (2, 2, 4),
      mark: mark)
  }

  /// How many letters make the number before them an ordinal: `1er`, `2nd`, `3º`.
  private static func ordinal(_ bytes: UnsafeRawBufferPointer) -> Int {
    for word: StaticString in ["ER", "ST", "ND", "RD", "TH"]
    where bytes.beginsWithWord(word) && bytes.at(2)?.isWordByte != true {
      return 2
    }
    return bytes.at(0) == 0xC2 && (bytes.at(1) == 0xBA || bytes.at(1) == 0xAA) ? 2 : 0
  }

  /// Eight digits: `YYYYMMDD`, or else `DDMMYYYY`.
  private static func compact(_ value: Int, _ rest: UnsafeRawBufferPointer) -> CSVWrittenDay? {
    // `20180703123000` is a day and a time.
    guard isTime(rest) || (rest.count == 6 && rest.number != nil) else { return nil }
    if (1970...2100).contains(value / 10_000), (1...12).contains(value / 100 % 100) {
      return CSVWrittenDay(
        parts: (value / 10_000, value / 100 % 100, value % 100), widths: (4, 2, 2))
    }
    guard (1970...2100).contains(value % 10_000) else { return nil }
    return CSVWrittenDay(
      parts: (value / 1_000_000, value / 10_000 % 100, value % 10_000), widths: (2, 2, 4))
  }

  /// The day in an order; nil when there is no such day.
  func date(_ format: CSVDateFormat) -> CalendarDate? {
    if widths.0 == 4 { return CalendarDate(year: parts.0, month: parts.1, day: parts.2) }
    let year = widths.2 == 4 ? parts.2 : WrittenDate.fullYear(parts.2)
    if let namedMonth {
      return namedMonth == 0
        ? CalendarDate(year: year, month: parts.0, day: parts.1)
        : CalendarDate(year: year, month: parts.1, day: parts.0)
    }
    switch format {
    case .yearFirst:
      return CalendarDate(year: WrittenDate.fullYear(parts.0), month: parts.1, day: parts.2 % 100)
    case .dayFirst: return CalendarDate(year: year, month: parts.1, day: parts.0)
    case .monthFirst: return CalendarDate(year: year, month: parts.0, day: parts.1)
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",")
  }

  /// Nothing, or something that begins like a time behind a blank or a T, or a closing mark.
  private static func isTime(_ rest: UnsafeRawBufferPointer) -> Bool {
    let rest = rest.trimmed
    guard let first = rest.at(0) else { return true }
    if first == UInt8(ascii: "T") || first == UInt8(ascii: ",") {
      return rest.at(1).map { $0.isDigit || $0 == 0x20 } ?? true
    }
    if first == UInt8(ascii: ".") && rest.count == 1 { return true }
    // "06/15/2026 as of 06/14/2026".
    if rest.beginsWithWord("AS OF ") { return true }
    return first.isDigit && rest.contains(UInt8(ascii: ":"))
  }
}

extension CSVWrittenDay: CustomStringConvertible {
  /// The day as it was written.
  var description: String {
    let mark = Character(Unicode.Scalar(mark))
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return padded(parts.0, widths.0) + "\(mark)" + padded(parts.1, widths.1) + "\(mark)"
      + padded(parts.2, widths.2)
  }
}
