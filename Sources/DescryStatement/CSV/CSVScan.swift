import DescryCore

/// Pass one over a file: finds its sections, and learns of each what its columns hold.
struct CSVScan {
  private(set) var sections: [CSVSection] = []
  /// Records behind which much stands until the next of these, in order.
  private(set) var places: [CSVPlace] = []
  private let bytes: UnsafeRawBufferPointer
  private let delimiter: UInt8
  private let options: ReadingOptions
  private let text: WrittenText
  private let ledger: Ledger
  private let threads: CSVThreads
  /// The record that is read next.
  private var next = CSVPlace(offset: 0, line: 1)
  /// Accounts and currencies that stand before a header.
  private var preamble = CSVPreamble()
  /// The first records that are no rows, while there are no rows.
  private var pending: [(place: CSVPlace, cells: [[UInt8]])] = []

  init(
    _ bytes: UnsafeRawBufferPointer, delimiter: UInt8, options: ReadingOptions, text: WrittenText,
    threads: CSVThreads, _ ledger: Ledger
  ) throws {
    self.bytes = bytes
    self.delimiter = delimiter
    self.options = options
    self.text = text
    self.threads = threads
    self.ledger = ledger
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
    while next.offset < bytes.count {
      if canReadPieces(from: next.offset) {
        readPieces()
      } else {
        read(to: bytes.count, untilSettled: true)
      }
    }
    if !sections.contains(where: { $0.rows > 0 }), options.columns == nil { readContents() }
    for index in sections.indices where !sections[index].isNamed {
      sections[index].settleRoles()
      sections[index].dropFooter(bytes, delimiter)
    }
    let isOneOfSeveral = sections.count > 1
    sections.removeAll { $0.rows == 0 && isOneOfSeveral }
  }

  /// Reads records one by one up to an offset, or until rows behind can be taken first.
  private mutating func read(to end: Int, untilSettled: Bool) {
    var records = CSVRecords(bytes, delimiter: delimiter, from: next.offset, line: next.line)
    while records.position < end {
      let place = CSVPlace(offset: records.position, line: records.nextLine)
      guard records.next() else { break }
      reach(place)
      take(&records, at: place)
      if untilSettled, canReadPieces(from: records.position) { break }
    }
    next = CSVPlace(offset: records.position, line: records.nextLine)
  }

  /// Whether rows far behind an offset can be taken before those that come first, and it is worth it.
  private func canReadPieces(from offset: Int) -> Bool {
    bytes.count - offset > threads.piece * 2 && !sections.isEmpty
      && sections[sections.count - 1].isSettled
  }

  /// Lets several threads read the pieces that follow, as long as the section at hand goes on.
  private mutating func readPieces() {
    guard let last = sections.last else { return }
    let scan = CSVPieceScan(bytes, delimiter, piece: threads.piece, from: next.offset, of: last)
    let pieces = OrderedPieces(scan.count, threads: threads.count, blank: CSVScannedPiece()) {
      $1 = scan.read($0)
    }
    pieces.forEach { _, piece in
      if piece.start == next.offset, let rows = piece.rows {
        reach(next)
        sections[sections.count - 1].add(rows, line: next.line)
        next = CSVPlace(offset: piece.end, line: next.line + piece.lines)
      } else {
        // It began elsewhere, or not all of it are rows.
        read(to: piece.limit, untilSettled: false)
      }
      return sections.last?.start == last.start
    }
  }

  /// Remembers a place of those that are far enough from each other.
  private mutating func reach(_ place: CSVPlace) {
    guard place.offset - (places.last?.offset ?? 0) >= threads.piece / 4 * 3 else { return }
    places.append(place)
    ledger.pass(place.offset)
  }

  /// Takes the next record: a row of the section at hand, a header, or something beside the rows.
  private mutating func take(_ records: inout CSVRecords, at place: CSVPlace) {
    if !sections.isEmpty, sections[sections.count - 1].take(&records, from: place.offset) { return }
    guard options.columns == nil else { return }
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
      return
    }
    guard !records.isBlank else { return }
    let cells = records.cells
    preamble.read(cells, text)
    if let last = sections.indices.last {
      sections[last].balances.read(cells, text)
      if sections[last].looksLikeRow(cells) { sections[last].end = records.position }
      sections[last].strangers += 1
    }
    if !sections.contains(where: { $0.rows > 0 }), pending.count < CSVSection.sampleSize {
      pending.append((place, cells))
    }
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
  private mutating func readContents() {
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
    guard var first = pending.firstIndex(where: { isRow($0.cells) }) else { return }
    var rows = pending[first...].map(\.cells).filter(isRow)
    // A line above the rows that has days of another form is about the account.
    if rows.count > 2, Self.isOfOtherForm(rows[0], than: rows[1...]) {
      rows.removeFirst()
      first = pending[(first + 1)...].firstIndex { isRow($0.cells) } ?? first
    }
    let before = first > 0 ? pending[first - 1].cells : nil
    let header = before.flatMap { cells in
      cells.count >= rows[0].count - 1 && cells.count >= 2
        && cells.allSatisfy { $0.count(where: \.isDigit) <= 3 }
        ? cells.map { $0.withUnsafeBytes(text.string) } : nil
    }
    guard let layout = CSVLayout(contents: CSVContents(rows), header: header) else { return }
    var section = CSVSection(
      layout, start: pending[first].place.offset, startLine: pending[first].place.line)
    section.take(preamble)
    var records = CSVRecords(
      bytes, delimiter: delimiter, from: section.start, line: section.startLine)
    while true {
      let start = records.position
      guard records.next() else { break }
      ledger.pass(start)
      _ = section.take(&records, from: start)
    }
    sections = [section]
  }
}
