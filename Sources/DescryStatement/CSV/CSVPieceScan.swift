/// Reads pieces of a section ahead of pass one, without knowing where a record begins.
///
/// A piece begins behind a line end and ends where the next one begins. A line end may stand within
/// quotes: a piece counts only if the record before it really ends there.
struct CSVPieceScan: Sendable {
  /// How many pieces there are up to the end of the file.
  let count: Int
  private let bytes: SharedBytes
  private let delimiter: UInt8
  private let piece: Int
  private let from: Int
  private let section: CSVSection

  /// Pieces of about so many bytes, from the beginning of a record on, of the rows of a section.
  init(
    _ bytes: UnsafeRawBufferPointer, _ delimiter: UInt8, piece: Int, from: Int,
    of section: CSVSection
  ) {
    self.bytes = SharedBytes(bytes)
    self.delimiter = delimiter
    self.piece = piece
    self.from = from
    self.section = section.emptied
    count = (bytes.count - from + piece - 1) / piece
  }

  /// Reads a piece, which has no rows if not all of its records are rows.
  func read(_ number: Int) -> CSVScannedPiece {
    let bytes = bytes.all
    let start = beginning(of: number)
    let limit = beginning(of: number + 1)
    var rows = section
    var records = CSVRecords(bytes, delimiter: delimiter, from: start, line: 0)
    while records.position < limit {
      let start = records.position
      guard records.next() else { break }
      if !rows.take(&records, from: start), !records.isBlank {
        return CSVScannedPiece(start: start, limit: limit)
      }
    }
    return CSVScannedPiece(
      start: start, limit: limit, rows: rows, end: records.position, lines: records.nextLine)
  }

  /// The first beginning of a line in the piece, or its end.
  private func beginning(of number: Int) -> Int {
    let bytes = bytes.all
    guard number > 0 else { return from }
    let nominal = from + number * piece
    let end = min(nominal + piece, bytes.count)
    return bytes.stretch(0, end).next(UInt8(ascii: "\n"), from: nominal - 1).map { $0 + 1 } ?? end
  }
}

/// What pass one learns of a piece that was read ahead.
struct CSVScannedPiece: Sendable {
  /// Where it begins, which is the beginning of a record if all goes well.
  var start = 0
  /// Where the next one begins.
  var limit = 0
  /// Its rows; nil when it has other records too.
  var rows: CSVSection?
  /// Behind its last record.
  var end = 0
  /// How many lines it has.
  var lines = 0
}
