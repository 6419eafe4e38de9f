import DescryCore

/// A line whose fields stand in fixed columns, counted from 1 as standards count them.
///
/// Columns are characters: where the file was made UTF-8 on its way, a letter of two bytes still
/// takes one column.
struct FixedLine {
  private let bytes: UnsafeRawBufferPointer
  /// Where each character begins, when some take more than one byte.
  private let starts: [Int]?

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    if bytes.contains(where: { $0 >= 0x80 }), UTF8Check.isValid(bytes) {
      starts = bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 }
    } else {
      starts = nil
    }
  }

  /// How many columns the line has.
  var width: Int { starts?.count ?? bytes.count }

  /// The columns of a range, both ends included, cut to what there is.
  func columns(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    guard let starts else { return bytes.stretch(from - 1, to) }
    let first = from <= starts.count ? starts[from - 1] : bytes.count
    return bytes.stretch(first, to < starts.count ? starts[to] : bytes.count)
  }

  /// The text of the columns, or nil when they are blank.
  func text(_ from: Int, _ to: Int, _ decode: WrittenText) -> String? {
    decode.text(columns(from, to))
  }

  /// The day that six columns hold; blank or impossible days are nil.
  func day(_ from: Int, dayFirst: Bool) -> CalendarDate? {
    let field = columns(from, from + 5)
    guard field.count == 6, field.number != nil, let first = field.stretch(0, 2).number,
      let middle = field.stretch(2, 4).number, let last = field.stretch(4, 6).number
    else { return nil }
    return WrittenDate.day(
      year: WrittenDate.fullYear(dayFirst ? last : first), month: middle,
      day: dayFirst ? first : last)
  }

  /// The digits of the columns as an amount; blanks before them are zeros.
  func amount(_ from: Int, _ to: Int, decimals: Int) -> Amount? {
    let field = columns(from, to)
    guard field.count == to - from + 1, let units = field.trimmed.number,
      (0...9).contains(decimals)
    else { return nil }
    return Amount(units: Int64(units), scale: decimals)
  }
}

/// Hands over records of a fixed length, whether lines end them or nothing does.
struct FixedRecords {
  private var lines: LineScanner
  private let bytes: UnsafeRawBufferPointer
  private let width: Int
  private let isUnbroken: Bool
  private(set) var offset = 0
  private(set) var line = 0

  init(_ bytes: UnsafeRawBufferPointer, width: Int) {
    self.bytes = bytes
    self.width = width
    lines = LineScanner(bytes)
    let head = bytes.stretch(0, width * 2 + 2)
    isUnbroken =
      head.count > width && head.next(0x0A, from: 0) == nil && head.next(0x0D, from: 0) == nil
  }

  /// The next record that is not blank.
  mutating func next() -> FixedLine? {
    while let record = isUnbroken ? chunk() : lines.next() {
      line = isUnbroken ? line + 1 : lines.line
      if !isUnbroken { offset = lines.offset }
      if record.contains(where: { $0 > 0x20 }) { return FixedLine(record) }
    }
    return nil
  }

  private mutating func chunk() -> UnsafeRawBufferPointer? {
    guard offset < bytes.count else { return nil }
    let record = bytes.stretch(offset, offset + width)
    offset += record.count
    return record
  }
}
