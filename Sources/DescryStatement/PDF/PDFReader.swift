import DescryCore

/// Reads statements in PDF from their text, and only when the balances prove what was read.
struct PDFReader: StatementReader {
  private let pdf: PDFText?

  /// A reader; `pdf` gets the text, nil refuses every file.
  init(_ pdf: PDFText?) { self.pdf = pdf }

  /// PDF.
  var format: Statement.Format { .pdf }

  /// Whether the header of a PDF stands in the first kilobyte (ISO 32000-1, annex H.3).
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.stretch(0, 1024).containsWord("%PDF-")
  }

  /// Reads every account of the file that its balances prove.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    let file = ledger.file
    let table = PDFTable(try text(of: bytes, file: file))
    guard table.hasText else {
      throw StatementError(
        "S041 no-text", "this PDF holds no text, only pictures of it", file: file,
        help: "ask the bank for CSV, OFX or CAMT")
    }
    let proof = PDFProof(table)
    guard !proof.segments.isEmpty else { throw refusal(table, proof, file) }
    let days = try PDFDays(
      proof.segments.flatMap(\.rows), others: table.days, options: options, file: file)
    for segment in proof.segments {
      try tell(segment, table, days, options, ledger)
    }
  }

  private func text(of bytes: UnsafeRawBufferPointer, file: String) throws -> [UInt8] {
    guard let pdf else {
      throw StatementError(
        "S040 pdf", "is a PDF, which is not read here", file: file,
        help: "ask the bank for CSV, OFX or CAMT")
    }
    do {
      return try pdf.text(of: bytes)
    } catch let error as StatementError {
      let cause = error.diagnostic
      throw StatementError(cause.code, cause.message, file: file, help: cause.help)
    }
  }

  private func refusal(_ table: PDFTable, _ proof: PDFProof, _ file: String) -> StatementError {
    let help = "a PDF is read only when its balances prove it; ask the bank for CSV, OFX or CAMT"
    if let miss = proof.miss {
      return StatementError(
        "S042 unproved", "this PDF cannot be proved: \(miss.rows) lines read, off by \(miss.by)",
        file: file, help: help)
    }
    return StatementError(
      "S042 unproved",
      "this PDF cannot be proved: \(table.rows.count) lines and \(table.balances.count) balances"
        + " were found",
      file: file, help: help)
  }

  private func tell(
    _ segment: PDFProof.Segment, _ table: PDFTable, _ days: PDFDays, _ options: ReadingOptions,
    _ ledger: Ledger
  ) throws {
    // What is owed on a card is printed without a sign, and so are its charges.
    let isOwed = table.isCard && !table.hasSides
    let currency = options.currency ?? table.currency
    ledger.open(currency: currency)
    ledger.statement?.openingBalance = isOwed ? -segment.opening : segment.opening
    ledger.statement?.closingBalance = isOwed ? -segment.closing : segment.closing
    ledger.statement?.assumptions = days.assumptions
    if isOwed {
      ledger.statement?.assumptions.append(
        LocalizedText(
          en: "amounts without a sign are charges of a card",
          fr: "les montants sans signe sont des débits d'une carte"))
    }
    var last: CalendarDate?
    for row in segment.rows {
      guard let date = row.day.flatMap(days.date) ?? last else {
        throw StatementError(
          "S042 unproved", "a row has no day that can be read", file: ledger.file, line: row.line)
      }
      last = date
      var transaction = Transaction(
        id: "", date: date, amount: isOwed ? -row.amount : row.amount,
        currency: currency, descriptor: row.text)
      transaction.valueDate = row.valueDay.flatMap(days.date)
      transaction.balance = row.balance.map { isOwed ? -$0 : $0 }
      transaction.line = row.line
      try ledger.enter(&transaction)
    }
    try ledger.close()
  }
}

/// Gives days their order and their years, which rows of a PDF leave out.
struct PDFDays {
  private let dayFirst: Bool
  private let latest: CalendarDate?
  let assumptions: [LocalizedText]

  /// Decides on all rows together: a statement spans little time, so of all readings the one whose
  /// rows lie closest together is right.
  ///
  /// - Throws: `StatementError` when two readings are as good as each other, or none is possible.
  init(
    _ rows: [PDFTable.Row], others: [PDFDay], options: ReadingOptions, file: String
  ) throws {
    let days = rows.compactMap(\.day)
    var orders = [true, false]
    if let said = options.dateOrder { orders = [said != .mdy] }
    if days.contains(where: \.hasPoint) { orders = [true] }
    var best: (span: Int, distance: Int, dayFirst: Bool, latest: CalendarDate?)?
    var isOpen = false
    for dayFirst in orders {
      var ends: [CalendarDate?] = Set(
        others.compactMap { $0.date(dayFirst: dayFirst, latest: nil) }
      )
      .sorted().map { $0 }
      if days.allSatisfy(\.hasYear) || ends.isEmpty { ends = [nil] }
      for end in ends {
        let dates = days.compactMap { $0.date(dayFirst: dayFirst, latest: end) }
        guard dates.count == days.count, let first = dates.min(), let last = dates.max() else {
          continue
        }
        let found = (
          span: first.days(until: last), distance: end.map { last.days(until: $0) } ?? 0,
          dayFirst: dayFirst, latest: end
        )
        guard let known = best else {
          best = found
          continue
        }
        if (found.span, found.distance) < (known.span, known.distance) {
          isOpen = found.dayFirst != known.dayFirst && found.span == known.span
          best = found
        } else if found.dayFirst != known.dayFirst, found.span == known.span {
          isOpen =
            dates != days.compactMap { $0.date(dayFirst: known.dayFirst, latest: known.latest) }
        }
      }
    }
    guard let best else {
      throw StatementError(
        "S025 date-order", "the days of the rows have no year that can be found", file: file)
    }
    if isOpen {
      throw StatementError(
        "S025 date-order", "nothing in the file tells day from month", file: file,
        help: "say --date-order dmy or mdy")
    }
    dayFirst = best.dayFirst
    latest = best.latest
    var assumptions = [
      best.dayFirst
        ? LocalizedText(en: "dates are day/month", fr: "les dates sont jour/mois")
        : LocalizedText(en: "dates are month/day", fr: "les dates sont mois/jour")
    ]
    if let latest {
      assumptions.append(
        LocalizedText(
          en: "rows without a year are of the one before \(latest)",
          fr: "les lignes sans année sont de celle d'avant le \(latest)"))
    }
    self.assumptions = assumptions
  }

  func date(_ day: PDFDay) -> CalendarDate? { day.date(dayFirst: dayFirst, latest: latest) }
}
