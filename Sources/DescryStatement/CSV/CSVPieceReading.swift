import DescryCore

/// Pass two over the pieces of a section, in any order and by any thread.
struct CSVPieceReading: Sendable {
  private let bytes: SharedBytes
  private let delimiter: UInt8
  private let section: CSVSection
  /// Where the pieces begin.
  private let starts: [CSVPlace]
  private let row: CSVRow
  private let account: [UInt8]?
  private let fingerprints: RowFingerprints
  private let mark: ReadingOptions.DecimalMark?
  private let text: WrittenText

  /// The pieces of a section that begin at places of its file.
  ///
  /// - Parameters:
  ///   - row: reads the records.
  ///   - account: the one of several accounts of which rows are wanted; nil for all.
  ///   - name: what the account is called.
  init(
    _ bytes: UnsafeRawBufferPointer, _ delimiter: UInt8, _ section: CSVSection,
    _ places: [CSVPlace], row: CSVRow, account: [UInt8]?, named name: String?,
    _ mark: ReadingOptions.DecimalMark?, _ text: WrittenText
  ) {
    self.bytes = SharedBytes(bytes)
    self.delimiter = delimiter
    self.section = section
    self.row = row
    self.account = account
    self.mark = mark
    self.text = text
    fingerprints = RowFingerprints(account: name)
    starts =
      [CSVPlace(offset: section.start, line: section.startLine)]
      + places.filter { $0.offset > section.start && $0.offset < section.end }
  }

  /// How many pieces there are.
  var count: Int { starts.count }

  /// Where a piece ends.
  func end(of number: Int) -> Int {
    number + 1 < starts.count ? starts[number + 1].offset : section.end
  }

  /// Reads a piece.
  func read(_ number: Int, into piece: inout CSVPiece) {
    piece.clear()
    // What these remember from row to row is this thread's own.
    var row = row
    var fingerprints = fingerprints
    let start = starts[number]
    let end = end(of: number)
    var records = CSVRecords(
      bytes.all, delimiter: delimiter, from: start.offset, line: start.line)
    while records.position < end, records.next() {
      section.cutCells.join(&records)
      if let account, !isRow(records, of: account) { continue }
      switch row.read(records, into: &piece.next) {
      case .transaction:
        if row.lacksDirection(records) { piece.undirected += 1 }
        piece.keepNext(&fingerprints)
      case .balance(let kind, let cell):
        let amount = cell.withUnsafeBytes { CSVMoney.amount($0, mark: mark) }
        piece.remarks.append((piece.count, .balance(kind, amount)))
      case .refused(let reason):
        piece.remarks.append((piece.count, .refusal(reason, line: records.line)))
      case .undated: piece.undated += 1
      case .empty: piece.empty += 1
      case .other:
        if let isPending = title(records) {
          piece.remarks.append((piece.count, .title(isPending: isPending)))
        }
      }
    }
  }

  /// Whether a line among the rows is a title of pending or of booked ones.
  private func title(_ records: borrowing CSVRecords) -> Bool? {
    guard records.count <= 12 else { return nil }
    return CSVPreamble.title((0..<records.count).map { text.string(records[$0]) })
  }

  /// Whether a row is of an account; one that names none goes with the first.
  private func isRow(_ records: borrowing CSVRecords, of account: [UInt8]) -> Bool {
    guard let column = section.layout.accountColumn, let own = records.cell(column), !own.isEmpty
    else { return account == section.accounts[0] }
    return own.elementsEqual(account)
  }
}
