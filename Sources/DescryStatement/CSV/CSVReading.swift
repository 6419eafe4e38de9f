import DescryCore

/// Pass two over one section of a file: decides what is left to decide, then reads its rows.
struct CSVReading {
  let section: CSVSection
  /// Places within the file at which its pieces begin.
  let places: [CSVPlace]
  let bytes: UnsafeRawBufferPointer
  let delimiter: UInt8
  let text: WrittenText
  let options: ReadingOptions
  let threads: CSVThreads
  let ledger: Ledger

  func read() throws {
    var statement = Statement(file: ledger.file, format: .csv)
    statement.account = section.account
    statement.currency = section.currency ?? options.currency
    statement.assumptions = [partedBy(delimiter)] + section.layout.assumptions
    let mark = try decimalMark(&statement)
    let format = try dateFormat(mark, &statement)
    var row = CSVRow(
      section, currency: options.currency, dateFormat: format, mark: mark, text: text)
    if section.isInCents {
      statement.assumptions.append(
        LocalizedText(
          en: "amounts are hundredths, as the header says",
          fr: "les montants sont en centièmes, comme le dit l'en-tête"))
    }
    try checkAmounts(mark)
    try askWhichIsMoneyOut(&statement)
    decideSigns(&row, &statement)
    statement.openingBalance = section.balances.opening(mark)
    statement.closingBalance = section.balances.closing(mark)
    guard (2...CSVSection.mostAccounts).contains(section.accounts.count) else {
      if statement.account == nil, let account = section.accounts.first,
        section.accounts.count == 1
      {
        statement.account = account.withUnsafeBytes { text.text($0) }
      }
      return try read(row, statement, account: nil, mark)
    }
    // Rows of several accounts stand mixed: each account is a statement of its own.
    statement.openingBalance = nil
    statement.closingBalance = nil
    for account in section.accounts {
      statement.account = account.withUnsafeBytes { text.text($0) }
      try read(row, statement, account: account, mark)
    }
  }

  private func read(
    _ row: CSVRow, _ begun: Statement, account: [UInt8]?, _ mark: ReadingOptions.DecimalMark?
  ) throws {
    ledger.open()
    ledger.statement = begun
    if account == nil { ledger.expectedRows = section.rows }
    let pieces = CSVPieceReading(
      bytes, delimiter, section, places, row: row, account: account, named: begun.account, mark,
      text)
    let ordered = OrderedPieces(pieces.count, threads: threads.count, blank: CSVPiece()) {
      pieces.read($0, into: &$1)
    }
    var entry = CSVEntry(into: ledger, isPending: section.isPending)
    try ordered.forEach { number, piece in
      try entry.enter(&piece)
      ledger.pass(pieces.end(of: number))
      return true
    }
    ledger.statement?.assumptions += entry.assumptions
    try ledger.close()
  }

  private func partedBy(_ delimiter: UInt8) -> LocalizedText {
    if delimiter == UInt8(ascii: "\t") {
      return LocalizedText(
        en: "fields are parted by tabs", fr: "les champs sont séparés par des tabulations")
    }
    let mark = Character(Unicode.Scalar(delimiter))
    return LocalizedText(
      en: "fields are parted by '\(mark)'", fr: "les champs sont séparés par « \(mark) »")
  }

  private func decimalMark(
    _ statement: inout Statement
  ) throws -> ReadingOptions.DecimalMark? {
    if let mark = options.decimalMark {
      statement.assumptions.append(
        LocalizedText(
          en: "decimal \(mark.rawValue), as said by the user",
          fr: "décimale \(mark.rawValue), comme l'utilisateur l'a dit"))
      return mark
    }
    guard let decision = section.marks.decision else {
      // Each cell with both marks or two decimals still says which is which; a mark before three
      // digits then cannot be told.
      guard section.marks.openComma + section.marks.openPoint == 0 else {
        throw StatementError(
          "S024 decimal-mark", "some amounts have a decimal comma, some a decimal point",
          file: ledger.file, line: section.startLine,
          help: "say --decimal comma or --decimal point")
      }
      statement.assumptions.append(
        LocalizedText(
          en: "amounts mix decimal comma and point; each shows its own",
          fr: "les montants mêlent virgule et point décimaux ; chacun montre le sien"))
      return nil
    }
    statement.assumptions.append(decision.says)
    return decision.mark
  }

  private func dateFormat(
    _ mark: ReadingOptions.DecimalMark?, _ statement: inout Statement
  ) throws -> CSVDateFormat {
    if section.countedDays > 0 {
      statement.assumptions.append(
        LocalizedText(
          en: "\(section.countedDays) days are counts since 1970 or 1900",
          fr: "\(section.countedDays) jours sont comptés depuis 1970 ou 1900"))
    }
    if let order = options.dateOrder {
      statement.assumptions.append(order.says)
      return order.format
    }
    switch section.dates.verdict(hint: nil) {
    case .decided(let format, let says):
      if let says { statement.assumptions.append(says) }
      return format
    case .contradictory:
      throw StatementError(
        "S025 date-order", "some dates have a first number above 12, some a second",
        file: ledger.file,
        line: section.startLine,
        help: "the dates are not all written alike; say --date-order dmy or mdy")
    case .open: break
    }
    if case .decided(let format, let says?) = section.otherDates.verdict(hint: nil) {
      statement.assumptions.append(
        LocalizedText(
          en: says(.english) + ", among the file's other days",
          fr: says(.french) + ", parmi les autres jours du fichier"))
      return format
    }
    switch section.dates.verdict(hint: CSVDateHint.find(section, mark)) {
    case .decided(let format, let says):
      if let says { statement.assumptions.append(says) }
      return format
    case .contradictory: return .dayFirst
    case .open(let example, let dayFirst, let monthFirst):
      throw StatementError(
        "S025 date-order",
        "\(example) is \(dayFirst) or \(monthFirst): nothing in the file tells which",
        file: ledger.file,
        line: section.startLine, help: "say --date-order dmy or mdy")
    }
  }

  /// Columns that hold an amount in fewer than one row of four are not those of the amounts.
  private func checkAmounts(_ mark: ReadingOptions.DecimalMark?) throws {
    let columns = [CSVRole.amount, .debit, .credit].flatMap { section.layout.columns[$0] ?? [] }
    let filled = section.sample.count { row in
      columns.contains { column in
        column < row.count
          && row[column].withUnsafeBytes { !$0.trimmed.isEmpty }
      }
    }
    guard filled * 4 < section.sample.count else { return }
    let names = columns.map { "\($0 + 1)" }.joined(separator: " and ")
    throw StatementError(
      "S026 no-amounts",
      "\(section.sample.count - filled) of \(section.sample.count) rows have a day and no amount "
        + "in column \(names)",
      file: ledger.file, line: section.startLine,
      help: "name the columns, as --columns date,-,descriptor,amount")
  }

  /// Two columns of which nothing tells which is money out are asked about where they have names;
  /// without a header the first is taken, which is the custom, and that is said aloud.
  private func askWhichIsMoneyOut(_ statement: inout Statement) throws {
    let layout = section.layout
    guard layout.isUnsure, let debit = layout.column(.debit), let credit = layout.column(.credit)
    else { return }
    let message =
      "columns \(debit + 1) and \(credit + 1) part money out from money in: "
      + "nothing in the file tells which is which"
    let help = "name the columns, as --columns date,descriptor,debit,credit"
    guard layout.header == nil else {
      throw StatementError(
        "S029 money-out", message, file: ledger.file, line: section.startLine, help: help)
    }
    statement.diagnostics.append(
      Diagnostic(
        severity: .warning, code: "S029 money-out",
        message: message + "; column \(debit + 1) is taken for money out",
        location: SourceLocation(path: ledger.file, line: section.startLine), help: help))
  }

  /// Looks at rows for what signs, fees and pending rows mean.
  private func decideSigns(_ row: inout CSVRow, _ statement: inout Statement) {
    let layout = section.layout
    let isTwoColumns = layout.columns[.debit] != nil || layout.columns[.credit] != nil
    let hasFee = layout.columns[.fee] != nil && layout.columns[.balance] != nil
    let hasPending = layout.columns[.status] != nil && layout.columns[.balance] != nil
    guard !isTwoColumns || hasFee || hasPending else { return }
    let plain = row
    let evidence = CSVSignEvidence(plain, of: self, hasFee: hasFee, hasPending: hasPending)
    var signs = evidence.signs
    if hasFee, evidence.showsFee {
      row.takesFee = true
      statement.assumptions.append(
        LocalizedText(
          en: "fees come off besides the amount: only so does the balance follow",
          fr: "les frais s'ôtent en plus du montant : le solde ne suit qu'ainsi"))
    }
    if evidence.showsPending {
      row.countsPending = true
      signs = evidence.withPending
      statement.assumptions.append(
        LocalizedText(
          en: "\(evidence.pending) pending rows are in the balance already and count as booked",
          fr:
            "\(evidence.pending) lignes en attente sont déjà dans le solde et comptent comme passées"
        ))
    }
    guard !isTwoColumns, layout.columns[.marker] == nil, !section.isNamed,
      !section.marksAmounts(layout.column(.amount) ?? -1)
    else { return }
    let names = (layout.header ?? []).map(CSVHeader.key)
    func isNamed(_ words: [String]) -> Bool {
      names.contains { name in words.contains(where: name.contains) }
    }
    let isCardList = isNamed(["card", "carte", "karte", "kort", "tarjeta", "cartao"])
    if signs.shownByBalance == nil || isCardList { signs = CSVSignEvidence.words(plain, of: self) }
    let (rule, says) = signs.decision(
      isMerchantList: isNamed([
        "merchant", "commercant", "expense", "depense", "ausgabe", "orderid", "comercio", "利用",
      ]),
      isCardList: isCardList)
    row.signs = rule
    if let says { statement.assumptions.append(says) }
    if rule == .asWritten, signs.isUnsaid {
      statement.diagnostics.append(
        Diagnostic(
          severity: .warning, code: "S027 no-signs",
          message: signs.negative == 0
            ? "no amount has a sign and nothing says which way the money went: "
              + "all are read as money in"
            : "\(signs.positive) amounts of \(signs.positive + signs.negative) have no sign and "
              + "nothing says that they are charges: they are read as money in",
          location: SourceLocation(path: ledger.file, line: section.startLine),
          help: "if they are charges, say so by --columns, with debit in the place of the amount"))
    }
  }

  /// The records of the section.
  func records() -> CSVRecords {
    CSVRecords(bytes, delimiter: delimiter, from: section.start, line: section.startLine)
  }

  /// Goes to the next record; false behind the section's last.
  func next(_ records: inout CSVRecords) -> Bool {
    guard records.position < section.end, records.next() else { return false }
    section.cutCells.join(&records)
    ledger.pass(records.position)
    return true
  }
}
