import DescryCore

/// How one QIF file writes days and amounts, decided on the whole of it.
struct QIFConventions {
  let dateFormat: CSVDateFormat
  let mark: ReadingOptions.DecimalMark?
  let assumptions: [LocalizedText]

  /// Looks at every day and amount of the file.
  ///
  /// `pass` is told how many bytes were passed.
  ///
  /// - Throws: `StatementError` when nothing tells day from month.
  init(
    _ bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions,
    pass: (Int) -> Void
  ) throws {
    var order = CSVDateOrder()
    var marks = Marks()
    var isRead = true
    var firstLine: Int?
    var lines = LineScanner(bytes)
    while let line = lines.next() {
      guard let letter = line.at(0) else { continue }
      if letter == UInt8(ascii: "!") {
        if let header = QIFHeader(line), header != .option {
          isRead = header == .transactions || header == .investments
        }
      } else if isRead, letter == UInt8(ascii: "D") {
        if let day = Self.day(line.stretch(from: 1)) {
          order.add(day)
          firstLine = firstLine ?? lines.line
        }
      } else if isRead, letter == UInt8(ascii: "T") || letter == UInt8(ascii: "$") {
        marks.add(line.stretch(from: 1))
      }
      pass(lines.offset)
    }
    var assumptions: [LocalizedText] = []
    mark = options.decimalMark ?? marks.mark
    if options.decimalMark == nil, marks.mark == nil, marks.open > 0 {
      assumptions.append(
        LocalizedText(
          en: "a single mark before three digits parts thousands, as in 1,000",
          fr: "une seule marque devant trois chiffres sépare les milliers, comme dans 1,000"))
    }
    if let said = options.dateOrder {
      assumptions.append(said.says)
      dateFormat = said.format
    } else {
      let hint = mark == .comma ? CSVDateHint.decimalComma : nil
      dateFormat = try Self.decide(order.verdict(hint: hint), file, firstLine, &assumptions)
    }
    self.assumptions = assumptions
  }

  private static func decide(
    _ verdict: CSVDateOrder.Verdict, _ file: String, _ line: Int?,
    _ assumptions: inout [LocalizedText]
  ) throws -> CSVDateFormat {
    switch verdict {
    case .decided(let format, let says):
      if let says { assumptions.append(says) }
      return format
    case .contradictory:
      throw StatementError(
        "S025 date-order", "some dates have a first number above 12, some a second", file: file,
        line: line, help: "the dates are not all written alike; say --date-order dmy or mdy")
    case .open(let example, let dayFirst, let monthFirst):
      throw StatementError(
        "S025 date-order",
        "\(example) is \(dayFirst) or \(monthFirst): nothing in the file tells which", file: file,
        line: line, help: "say --date-order dmy or mdy")
    }
  }

  /// A day, also as Quicken writes it: `1/ 5'98`, `12/31' 8`.
  static func day(_ bytes: UnsafeRawBufferPointer) -> CSVWrittenDay? {
    if !bytes.contains(where: { $0 == UInt8(ascii: "'") || $0 == 0x20 }) {
      return CSVWrittenDay.read(bytes) ?? shortYear(Array(bytes))
    }
    let field = bytes.trimmed
    guard field.count <= 40, !field.contains(where: \.isLetter) else {
      return CSVWrittenDay.read(field)
    }
    if let day = CSVWrittenDay.read(field), !field.contains(UInt8(ascii: "'")) { return day }
    let plain = field.filter { $0 != 0x20 }.map { $0 == UInt8(ascii: "'") ? UInt8(ascii: "/") : $0 }
    return plain.withUnsafeBytes { CSVWrittenDay.read($0) } ?? shortYear(plain)
  }

  /// `12/31/8` is a day of 2008: Quicken wrote the year of a decade without its zero.
  private static func shortYear(_ bytes: [UInt8]) -> CSVWrittenDay? {
    guard bytes.count >= 5, let last = bytes.last, last.isDigit,
      !bytes[bytes.count - 2].isDigit
    else { return nil }
    let padded = bytes.dropLast() + [UInt8(ascii: "0"), last]
    return Array(padded).withUnsafeBytes { CSVWrittenDay.read($0) }
  }

  /// An amount in the file's own way.
  func amount(_ bytes: UnsafeRawBufferPointer) -> Amount? {
    WrittenAmount.read(bytes, mark: mark, thousand: .grouping)
      ?? CSVMoney.amount(bytes, mark: mark)
  }

  /// What the marks within amounts prove.
  private struct Marks {
    private var commas = 0
    private var points = 0
    /// Amounts with a single mark before three digits.
    private(set) var open = 0

    /// The decimal mark, when only one is proved.
    var mark: ReadingOptions.DecimalMark? {
      if commas > 0, points == 0 { return .comma }
      if points > 0, commas == 0 { return .point }
      return nil
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      let body = bytes.trimmed
      guard
        let last = body.lastIndex(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") })
      else { return }
      let marks = body.filter { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
      let isMixed = Set(marks).count == 2
      let tail = body.stretch(from: last + 1)
      // A repeated mark parts thousands; one before other than three digits is decimal.
      if !isMixed, marks.count > 1 { return }
      if !isMixed, tail.count == 3, tail.number != nil, last > 0 {
        open += 1
      } else if body[last] == UInt8(ascii: ",") {
        commas += 1
      } else {
        points += 1
      }
    }
  }
}
