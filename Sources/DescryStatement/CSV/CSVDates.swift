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

/// One written day before its order is known.
struct CSVWrittenDay {
  /// The numbers as they stand; a month's name is a number with `namedMonth`.
  var parts: (Int, Int, Int)
  var widths: (Int, Int, Int)
  /// Which part is a month's name, 0 to 2.
  var namedMonth: Int?
  /// The mark between the parts.
  var mark: UInt8

  /// Reads a day at the beginning of a field; what follows may only be a time.
  static func read(_ bytes: UnsafeRawBufferPointer) -> CSVWrittenDay? {
    var field = bytes.trimmed
    if field.count >= 2, field[0] == UInt8(ascii: "'") { field = field.stretch(from: 1) }
    guard field.count >= 6, field.count <= 40 else { return nil }
    var index = 0
    // "Mon 03 Jun 2026": a weekday says nothing.
    if field[0].isWordByte, month(field) == nil {
      guard let blank = field.next(UInt8(ascii: " "), from: 0), blank <= 11 else { return nil }
      index = blank + 1
    }
    var values: [Int] = []
    var lengths: [Int] = []
    var mark: UInt8 = 0
    var namedMonth: Int?
    while values.count < 3, index < field.count {
      let start = index
      if field[index].isDigit {
        var value = 0
        while index < field.count, field[index].isDigit, index - start < 8 {
          value = value * 10 + Int(field[index] - UInt8(ascii: "0"))
          index += 1
        }
        if index - start == 8, values.isEmpty { return compact(value, field.stretch(from: index)) }
        values.append(value)
        lengths.append(index - start)
      } else if let (month, length) = month(field.stretch(from: index)) {
        guard namedMonth == nil else { return nil }
        namedMonth = values.count
        values.append(month)
        lengths.append(2)
        index += length
      } else {
        return nil
      }
      guard values.count < 3 else { break }
      let marks = index
      while index < field.count, isMark(field[index]), index - marks < 3 {
        if mark == 0 || mark == UInt8(ascii: " ") { mark = field[index] }
        index += 1
      }
      guard index > marks || namedMonth != nil else { return nil }
    }
    guard values.count == 3, isTime(field.stretch(from: index)) else { return nil }
    if lengths[0] == 4 {
      guard (1...12).contains(values[1]), lengths[1] <= 2, lengths[2] <= 2 else { return nil }
    } else {
      guard lengths[0] <= 2, lengths[1] <= 2, lengths[2] == 2 || lengths[2] == 4 else { return nil }
    }
    return CSVWrittenDay(
      parts: (values[0], values[1], values[2]), widths: (lengths[0], lengths[1], lengths[2]),
      namedMonth: namedMonth, mark: mark)
  }

  /// Eight digits: `YYYYMMDD`, or else `DDMMYYYY`.
  private static func compact(_ value: Int, _ rest: UnsafeRawBufferPointer) -> CSVWrittenDay? {
    // `20180703123000` is a day and a time.
    guard isTime(rest) || (rest.count == 6 && rest.number != nil) else { return nil }
    if (1970...2100).contains(value / 10_000), (1...12).contains(value / 100 % 100) {
      return CSVWrittenDay(
        parts: (value / 10_000, value / 100 % 100, value % 100), widths: (4, 2, 2),
        namedMonth: nil, mark: 0)
    }
    guard (1970...2100).contains(value % 10_000) else { return nil }
    return CSVWrittenDay(
      parts: (value / 1_000_000, value / 10_000 % 100, value % 10_000), widths: (2, 2, 4),
      namedMonth: nil, mark: 0)
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
    [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: ",")]
      .contains(byte)
  }

  /// Nothing, or something that begins like a time behind a blank or a T, or a closing mark.
  private static func isTime(_ rest: UnsafeRawBufferPointer) -> Bool {
    let rest = rest.trimmed
    guard let first = rest.at(0) else { return true }
    if first == UInt8(ascii: "T") || first == UInt8(ascii: ",") {
      return rest.at(1).map { $0.isDigit || $0 == 0x20 } ?? true
    }
    if first == UInt8(ascii: ".") && rest.count == 1 { return true }
    return first.isDigit && rest.contains(UInt8(ascii: ":"))
  }

  /// A month's name at the beginning, and how many bytes it takes.
  private static func month(_ bytes: UnsafeRawBufferPointer) -> (Int, Int)? {
    guard let first = bytes.at(0), first.isWordByte else { return nil }
    var length = 0
    while length < bytes.count, bytes[length].isWordByte || bytes[length] == UInt8(ascii: "."),
      length < 12
    {
      length += 1
    }
    let name = CSVHeader.key(WrittenText().string(bytes.stretch(0, length)))
    guard let month = months[name] else { return nil }
    return (month, length)
  }

  /// Months in the languages of the alias table, whole and as they are cut.
  private static let months: [String: Int] = {
    var months: [String: Int] = [:]
    let names = [
      "jan january janv janvier januar jaenner enero ene gennaio gen januari janeiro stycznia sty",
      "feb february fev fevr fevrier februar febrero febbraio februari fevereiro lutego lut",
      "mar march mars marz maerz marzo maart mrt marco mrz marca",
      "apr april avr avril abril abr aprile kwietnia kwi",
      "may mai mayo maggio mag mei maio maja maj",
      "jun june juin juni junio giugno giu junho czerwca cze",
      "jul july juil juillet juli julio luglio lug julho lipca lip",
      "aug august aout aou agosto ago augustus agt augusti sierpnia sie",
      "sep sept september septembre septiembre settembre set setembro wrzesnia wrz",
      "oct october octobre oktober okt octubre ottobre ott outubro out pazdziernika paz",
      "nov november novembre noviembre novembro listopada lis",
      "dec december decembre dezember dez diciembre dic dicembre desember des dezembro grudnia gru",
    ]
    for (index, line) in names.enumerated() {
      for name in line.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()
}

extension UInt8 {
  /// Whether the byte is a letter, or part of one in an alphabet beyond ASCII.
  fileprivate var isWordByte: Bool { isLetter || self >= 0x80 }
}
