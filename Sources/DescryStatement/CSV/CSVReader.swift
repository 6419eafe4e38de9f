public import DescryCore

/// Reads CSV, TSV and their like without being told anything.
///
/// Pass one looks at the whole file and decides: delimiter, sections, what each column holds, the
/// decimal mark, the order of dates, what signs mean. Pass two reads. Every decision is among the
/// statement's assumptions; what cannot be decided is asked for.
public struct CSVReader: StatementReader {
  /// A reader.
  public init() {}

  /// CSV.
  public var format: Statement.Format { .csv }

  /// Whether some records look like transactions when cut at some delimiter.
  public func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    if CSVEncoding.utf16(bytes) != nil { return true }
    let head = bytes.stretch(0, 4096)
    return !head.contains(0) && CSVDelimiter.find(bytes) != nil
  }

  /// Reads the file; see `StatementReader`.
  public func read(
    _ bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions,
    emit: (StatementEvent) throws -> Void
  ) throws {
    if let order = CSVEncoding.utf16(bytes) {
      let text = Transcoding.utf8(bytes, order)
      // Offsets of the transcoded text are none of the file's: its progress is not told.
      return try text.withUnsafeBytes { text in
        try read(text, file: file, options: options) { event in
          if case .progress = event { return }
          try emit(event)
        }
      }
    }
    guard let delimiter = CSVDelimiter.find(bytes) else {
      throw StatementError("S020 no-table", "no delimiter parts the lines into fields", file: file)
    }
    let text = WrittenText(alphabet: CSVEncoding.alphabet(bytes))
    let scan: CSVScan
    do {
      scan = try CSVScan(bytes, delimiter: delimiter, options: options, text: text) {
        try emit(.progress($0))
      }
    } catch let error as StatementError {
      throw StatementError(
        error.diagnostic.code, error.diagnostic.message, file: file, help: error.diagnostic.help)
    }
    guard !scan.sections.isEmpty else {
      throw StatementError(
        "S022 no-columns", "no column of dates and no column of amounts was found", file: file,
        help: "name the columns, as --columns date,-,descriptor,amount")
    }
    for section in scan.sections {
      try read(
        section, bytes, delimiter: delimiter, text: text, file: file, options: options, emit: emit)
    }
  }

  private func read(
    _ section: CSVSection, _ bytes: UnsafeRawBufferPointer, delimiter: UInt8, text: WrittenText,
    file: String, options: ReadingOptions, emit: (StatementEvent) throws -> Void
  ) throws {
    var statement = Statement(file: file, format: .csv)
    statement.account = section.account
    statement.currency = section.currency ?? options.currency
    statement.assumptions = section.layout.assumptions
    let name =
      delimiter == UInt8(ascii: "\t") ? "tabs" : "'\(Character(Unicode.Scalar(delimiter)))'"
    statement.assumptions.insert("fields are parted by \(name)", at: 0)
    let mark = try decimalMark(section, options, file, &statement)
    let format = try dateFormat(section, options, mark, file, &statement)
    var row = CSVRow(section: section, dateFormat: format, mark: mark, text: text)
    decideSigns(&row, bytes, delimiter, &statement)

    var cells = section
    if cells.currency == nil { cells.currency = options.currency }
    row = CSVRow(
      section: cells, dateFormat: format, mark: mark, text: text, signs: row.signs,
      takesFee: row.takesFee)
    try emit(.begin(statement))
    var pending = 0
    var account: String?
    try each(section, bytes, delimiter, progress: { try emit(.progress($0)) }) {
      fields, tokenizer in
      switch row.read(fields, tokenizer) {
      case .transaction(let transaction):
        if transaction.status != .booked { pending += 1 }
        try emit(.transaction(transaction))
        if account == nil, let column = section.layout.column(.account), column < fields.count {
          account = text.text(tokenizer.bytes(fields[column]))
        }
      case .refused(let reason):
        statement.diagnostics.append(
          Diagnostic(
            severity: .warning, code: "S023 refused-row", message: "row refused: \(reason)",
            location: SourceLocation(path: file, line: tokenizer.line)))
      case .other: break
      }
    }
    if pending > 0 {
      statement.assumptions.append("\(pending) rows are pending or reverted and kept apart")
    }
    statement.account = statement.account ?? account
    try emit(.end(statement))
  }

  private func decimalMark(
    _ section: CSVSection, _ options: ReadingOptions, _ file: String, _ statement: inout Statement
  ) throws -> ReadingOptions.DecimalMark? {
    if let mark = options.decimalMark {
      statement.assumptions.append("decimal \(mark.rawValue), as said by the user")
      return mark
    }
    guard let decision = section.marks.decision else {
      // Each cell with both marks or two decimals still says which is which; a mark before three
      // digits then cannot be told.
      guard section.marks.openComma + section.marks.openPoint == 0 else {
        throw StatementError(
          "S024 decimal-mark", "some amounts have a decimal comma, some a decimal point",
          file: file,
          help: "say --decimal comma or --decimal point")
      }
      statement.assumptions.append("amounts mix decimal comma and point; each shows its own")
      return nil
    }
    statement.assumptions.append(decision.says)
    return decision.mark
  }

  private func dateFormat(
    _ section: CSVSection, _ options: ReadingOptions, _ mark: ReadingOptions.DecimalMark?,
    _ file: String, _ statement: inout Statement
  ) throws -> CSVDateFormat {
    if let order = options.dateOrder {
      statement.assumptions.append("dates are \(order.rawValue), as said by the user")
      switch order {
      case .dmy: return .dayFirst
      case .mdy: return .monthFirst
      case .ymd: return .yearFirst
      }
    }
    switch section.dates.verdict(hint: CSVDateHint.find(section, mark)) {
    case .decided(let format, let says):
      if let says { statement.assumptions.append(says) }
      return format
    case .contradictory:
      throw StatementError(
        "S025 date-order", "some dates have a first number above 12, some a second", file: file,
        help: "the dates are not all written alike; say --date-order dmy or mdy")
    case .open(let example, let dayFirst, let monthFirst):
      throw StatementError(
        "S025 date-order",
        "\(example) is \(dayFirst) or \(monthFirst): nothing in the file tells which", file: file,
        line: section.startLine, help: "say --date-order dmy or mdy")
    }
  }

  /// Looks at every row once more for what signs and fees mean.
  private func decideSigns(
    _ row: inout CSVRow, _ bytes: UnsafeRawBufferPointer, _ delimiter: UInt8,
    _ statement: inout Statement
  ) {
    let layout = row.section.layout
    let isTwoColumns = layout.columns[.debit] != nil || layout.columns[.credit] != nil
    let hasFee = layout.columns[.fee] != nil && layout.columns[.balance] != nil
    guard !isTwoColumns || hasFee else { return }
    var signs = CSVSigns()
    var withFee = row
    withFee.takesFee = true
    var plainChain = CSVSigns()
    var feeChain = CSVSigns()
    try? each(row.section, bytes, delimiter, progress: { _ in }) { fields, tokenizer in
      guard case .transaction(let transaction) = row.read(fields, tokenizer),
        transaction.status == .booked
      else { return }
      signs.add(transaction.amount, balance: transaction.balance, text: transaction.descriptor)
      if hasFee, case .transaction(let net) = withFee.read(fields, tokenizer) {
        plainChain.add(transaction.amount, balance: transaction.balance, text: "")
        feeChain.add(net.amount, balance: net.balance, text: "")
      }
    }
    if hasFee, feeChain.followed > plainChain.followed {
      row.takesFee = true
      statement.assumptions.append(
        "fees come off besides the amount: only so does the balance follow")
    }
    guard !isTwoColumns, layout.columns[.marker] == nil else { return }
    let (rule, says) = signs.decision
    row.signs = rule
    if let says { statement.assumptions.append(says) }
  }

  private func each(
    _ section: CSVSection, _ bytes: UnsafeRawBufferPointer, _ delimiter: UInt8,
    progress: (Int) throws -> Void,
    _ body: ([CSVTokenizer.Field], CSVTokenizer) throws -> Void
  ) throws {
    var tokenizer = CSVTokenizer(
      bytes, delimiter: delimiter, from: section.start, line: section.startLine)
    var fields: [CSVTokenizer.Field] = []
    var reported = section.start
    while tokenizer.position < section.end, tokenizer.next(&fields) {
      if tokenizer.position - reported > 1 << 22 {
        reported = tokenizer.position
        try progress(reported)
      }
      try body(fields, tokenizer)
    }
  }
}
