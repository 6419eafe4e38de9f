import DescryCore

/// Reads CSV, TSV and their like without being told anything.
///
/// Pass one looks at the whole file and decides: delimiter, sections, what each column holds, the
/// decimal mark, the order of dates, what signs mean. Pass two reads. Every decision is among the
/// statement's assumptions; what cannot be decided is asked for.
struct CSVReader: StatementReader {
  /// How a long table is shared among threads; nil for what suits the machine.
  var threads: CSVThreads?

  /// CSV.
  var format: Statement.Format { .csv }

  /// Whether some records look like transactions when cut at some delimiter.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = bytes.stretch(0, 4096)
    guard !head.contains(0) else { return false }
    return CSVDelimiter.isAny(bytes) || CSVDelimiter.unquotedLines(bytes) != nil
  }

  /// Reads the file; see `StatementReader`.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    if let text = CSVDelimiter.unquotedLines(bytes) {
      return try text.withUnsafeBytes { try read($0, options: options, into: ledger) }
    }
    let file = ledger.file
    guard let delimiter = CSVDelimiter.find(bytes) else {
      throw StatementError(
        "S020 no-table", "no delimiter parts the lines into fields", file: file,
        help:
          "a table has one row a line and commas, semicolons, tabs, bars or tildes between its fields"
      )
    }
    let text = WrittenText(alphabet: CSVEncoding.alphabet(bytes))
    let threads = threads ?? .ofMachine
    let scan = try CSVScan(
      bytes, delimiter: delimiter, options: options, text: text, threads: threads, ledger)
    guard let first = scan.sections.first else {
      throw StatementError(
        "S022 no-columns", "no column of dates and no column of amounts was found", file: file,
        help: "name the columns, as --columns date,-,descriptor,amount")
    }
    if !scan.sections.contains(where: { $0.rows > 0 }), first.strangers > 0 || first.isNamed {
      let column = (first.layout.column(.date) ?? 0) + 1
      throw StatementError(
        "S028 no-rows", "no row has a day in column \(column)", file: file, line: first.startLine,
        help: "name the columns, as --columns date,-,descriptor,amount")
    }
    for section in scan.sections {
      let reading = CSVReading(
        section: section, places: scan.places, bytes: bytes, delimiter: delimiter, text: text,
        options: options, threads: threads, ledger: ledger)
      try reading.read()
    }
  }
}
