import DescryCore

/// Pass one over a file: finds its sections, and learns of each what its columns hold.
struct CSVScan {
  private(set) var sections: [CSVSection] = []
  /// Accounts and currencies that stand before a header.
  private var preamble = CSVPreamble()

  init(
    _ bytes: UnsafeRawBufferPointer, delimiter: UInt8, options: ReadingOptions, text: WrittenText,
    _ ledger: Ledger
  ) throws {
    if let names = options.columns {
      guard let layout = CSVLayout(named: names) else {
        throw StatementError(
          "S021 columns", "--columns names no date and no amount, or a word that is no column",
          file: ledger.file,
          help: "use \(CSVRole.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      sections = [CSVSection(layout, start: 0, startLine: 1)]
      sections[0].isNamed = true
    }
    var records = CSVRecords(bytes, delimiter: delimiter)
    var pending: [(start: Int, line: Int, cells: [[UInt8]])] = []
    while true {
      let start = records.position
      guard records.next() else { break }
      ledger.pass(start)
      if !sections.isEmpty, sections[sections.count - 1].take(&records, from: start) { continue }
      guard options.columns == nil else { continue }
      if let layout = Self.layout(records, text) {
        var section = CSVSection(layout, start: records.position, startLine: records.nextLine)
        section.take(preamble)
        // A line that only looked like a header, or a title above this one: what it gave stays.
        if let title = sections.last, title.rows == 0 {
          section.account = section.account ?? title.account
          section.currency = section.currency ?? title.currency
          sections.removeLast()
        }
        sections.append(section)
        preamble = CSVPreamble()
        continue
      }
      guard records.count > 1 || !records[0].trimmed.isEmpty else { continue }
      let cells = records.cells
      preamble.read(cells, text)
      if let last = sections.indices.last {
        sections[last].balances.read(cells, text)
        if sections[last].looksLikeRow(cells) { sections[last].end = records.position }
        sections[last].strangers += 1
      }
      if !sections.contains(where: { $0.rows > 0 }), pending.count < CSVSection.sampleSize {
        pending.append((start, records.line, cells))
      }
    }
    if !sections.contains(where: { $0.rows > 0 }), options.columns == nil {
      fromContents(bytes, delimiter, pending, text)
    }
    for index in sections.indices where !sections[index].isNamed {
      sections[index].settleRoles()
      sections[index].dropFooter(bytes, delimiter)
    }
    let isOneOfSeveral = sections.count > 1
    sections.removeAll { $0.rows == 0 && isOneOfSeveral }
  }

  /// The layout of a header: words that name columns, and neither days nor amounts.
  private static func layout(
    _ records: borrowing CSVRecords, _ text: WrittenText
  ) -> CSVLayout? {
    guard records.count >= 2, records.count <= 200 else { return nil }
    var words = 0
    for column in 0..<records.count {
      let cell = records[column]
      if cell.count > 80 || CSVWrittenDay.read(cell) != nil { return nil }
      // Names of columns hold no years and no account numbers.
      if cell.count(where: \.isDigit) > 3 { return nil }
      if cell.contains(where: { $0.isLetter || $0 >= 0x80 }) { words += 1 }
    }
    guard words >= 2 else { return nil }
    var header: [String] = []
    for column in 0..<records.count { header.append(text.string(records[column])) }
    return CSVLayout(header: header)
  }

  /// Whether the first day of a record is written year first and that of all others is not.
  private static func isOfOtherForm(_ cells: [[UInt8]], than others: ArraySlice<[[UInt8]]>) -> Bool
  {
    func startsWithYear(_ cells: [[UInt8]]) -> Bool? {
      cells.lazy.compactMap { $0.withUnsafeBytes(CSVWrittenDay.read) }.first.map {
        $0.widths.0 == 4
      }
    }
    return startsWithYear(cells) == true && others.allSatisfy { startsWithYear($0) == false }
  }

  /// A file whose header says nothing, or has none: what every row shows decides.
  private mutating func fromContents(
    _ bytes: UnsafeRawBufferPointer, _ delimiter: UInt8,
    _ records: [(start: Int, line: Int, cells: [[UInt8]])], _ text: WrittenText
  ) {
    func isRow(_ cells: [[UInt8]]) -> Bool {
      cells.contains { $0.withUnsafeBytes { CSVWrittenDay.read($0) != nil } }
        && cells.contains { cell in
          cell.withUnsafeBytes {
            CSVWrittenDay.read($0) == nil
              && (CSVMoney.amount($0, mark: .comma) != nil
                || CSVMoney.amount($0, mark: .point) != nil)
          }
        }
    }
    guard var first = records.firstIndex(where: { isRow($0.cells) }) else { return }
    var rows = records[first...].map(\.cells).filter(isRow)
    // A line above the rows that has days of another form is about the account.
    if rows.count > 2, Self.isOfOtherForm(rows[0], than: rows[1...]) {
      rows.removeFirst()
      first = records[(first + 1)...].firstIndex { isRow($0.cells) } ?? first
    }
    let before = first > 0 ? records[first - 1].cells : nil
    let header = before.flatMap { cells in
      cells.count >= rows[0].count - 1 && cells.count >= 2
        && cells.allSatisfy { $0.count(where: \.isDigit) <= 3 }
        ? cells.map { $0.withUnsafeBytes(text.string) } : nil
    }
    guard let layout = CSVLayout(contents: CSVContents(rows), header: header) else { return }
    var section = CSVSection(
      layout, start: records[first].start, startLine: records[first].line)
    section.take(preamble)
    var all = CSVRecords(bytes, delimiter: delimiter)
    while true {
      let start = all.position
      guard all.next() else { break }
      if all.position > section.start { _ = section.take(&all, from: start) }
    }
    sections = [section]
  }
}
