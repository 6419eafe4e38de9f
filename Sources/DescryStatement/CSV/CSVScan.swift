import DescryCore

/// Pass one over a file: finds its sections, and learns of each what its columns hold.
struct CSVScan {
  private(set) var sections: [CSVSection] = []
  /// Accounts and currencies that stand before a header.
  private var preamble = CSVPreamble()

  init(
    _ bytes: UnsafeRawBufferPointer, delimiter: UInt8, options: ReadingOptions, text: WrittenText,
    progress: (Int) throws -> Void
  ) throws {
    if let names = options.columns {
      guard let layout = CSVLayout(named: names) else {
        throw StatementError(
          "S021 columns", "--columns names no date and no amount, or a word that is no column",
          file: "",
          help: "use \(CSVRole.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      sections = [CSVSection(layout, start: 0, startLine: 1)]
    }
    var tokenizer = CSVTokenizer(bytes, delimiter: delimiter)
    var fields: [CSVTokenizer.Field] = []
    var pending: [(start: Int, line: Int, cells: [[UInt8]])] = []
    var reported = 0
    while true {
      let start = tokenizer.position
      guard tokenizer.next(&fields) else { break }
      if tokenizer.position - reported > 1 << 22 {
        reported = tokenizer.position
        try progress(reported)
      }
      if let last = sections.indices.last, sections[last].take(fields, of: tokenizer) {
        sections[last].end = tokenizer.position
        continue
      }
      guard options.columns == nil else { continue }
      if let layout = Self.layout(fields, tokenizer, text) {
        var section = CSVSection(
          layout, start: tokenizer.position, startLine: tokenizer.nextLine)
        section.account = preamble.account
        section.currency = section.currency ?? preamble.currency
        sections.append(section)
        preamble = CSVPreamble()
        pending = []
        continue
      }
      let cells = fields.map { Array(tokenizer.bytes($0).trimmed) }
      preamble.read(cells, text)
      if sections.isEmpty, pending.count < CSVSection.sampleSize {
        pending.append((start, tokenizer.line, cells))
      }
    }
    if sections.isEmpty { fromContents(bytes, delimiter, pending, text) }
    for index in sections.indices { sections[index].settleRoles() }
    let isOneOfSeveral = sections.count > 1
    sections.removeAll { $0.rows == 0 && isOneOfSeveral }
  }

  /// The layout of a header: words that name columns, and neither days nor amounts.
  private static func layout(
    _ fields: [CSVTokenizer.Field], _ tokenizer: CSVTokenizer, _ text: WrittenText
  ) -> CSVLayout? {
    guard fields.count >= 2, fields.count <= 200 else { return nil }
    var words = 0
    for field in fields {
      let cell = tokenizer.bytes(field)
      if cell.count > 80 { return nil }
      if cell.contains(where: \.isLetter) { words += 1 }
    }
    guard words >= 2 else { return nil }
    return CSVLayout(header: fields.map { text.string(tokenizer.bytes($0)) })
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
    guard let first = records.firstIndex(where: { isRow($0.cells) }) else { return }
    let rows = records[first...].map(\.cells).filter(isRow)
    let before = first > 0 ? records[first - 1].cells : nil
    let header = before.flatMap { cells in
      cells.count >= rows[0].count - 1 && cells.count >= 2
        ? cells.map { $0.withUnsafeBytes(text.string) } : nil
    }
    guard let layout = CSVLayout(contents: CSVContents(rows), header: header) else { return }
    var section = CSVSection(
      layout, start: records[first].start, startLine: records[first].line)
    section.account = preamble.account
    section.currency = section.currency ?? preamble.currency
    var tokenizer = CSVTokenizer(bytes, delimiter: delimiter)
    var fields: [CSVTokenizer.Field] = []
    while tokenizer.next(&fields) {
      if tokenizer.position > section.start, section.take(fields, of: tokenizer) {
        section.end = tokenizer.position
      }
    }
    sections = [section]
  }
}

/// What stands before the rows: the account, its currency.
struct CSVPreamble {
  private(set) var account: String?
  private(set) var currency: Currency?

  /// Reads a record that is neither header nor row.
  mutating func read(_ cells: [[UInt8]], _ text: WrittenText) {
    guard cells.count <= 12 else { return }
    let texts = cells.map { $0.withUnsafeBytes(text.string) }
    for (index, cell) in texts.enumerated() where !cell.isEmpty {
      let key = CSVHeader.key(cell)
      let isLabel = Self.accountLabels.contains { key.hasPrefix($0) }
      if isLabel, account == nil {
        let inside = cell.split(separator: ":", maxSplits: 1).dropFirst().first.map { String($0) }
        let value = (inside ?? (index + 1 < texts.count ? texts[index + 1] : ""))
          .filter { !$0.isWhitespace && $0 != "\"" && $0 != "=" }
        if value.contains(where: \.isNumber) { account = String(value.prefix(40)) }
      }
      if account == nil, Self.isIBAN(cell) { account = cell.filter { !$0.isWhitespace } }
      for word in cell.split(whereSeparator: { !$0.isLetter }) where word.count == 3 {
        if currency == nil,
          ["EUR", "GBP", "USD", "CHF", "SEK", "DKK", "NOK", "PLN", "CAD", "AUD"].contains(word)
        {
          currency = Currency(word)
        }
      }
    }
  }

  private static let accountLabels = [
    "numerocompte", "numerodecompte", "comptenumero", "compten", "compte", "kontonummer", "konto",
    "iban", "account",
    "accountnumber", "accountname", "rekening", "girokonto", "kontoinhaber", "cuenta", "conto",
    "numero", "ndecompte",
  ]

  private static func isIBAN(_ text: String) -> Bool {
    let plain = text.filter { !$0.isWhitespace }
    let letters = plain.prefix(2).allSatisfy { $0.isASCII && $0.isUppercase }
    return (15...34).contains(plain.count) && letters
      && plain.dropFirst(2).prefix(2).allSatisfy(\.isNumber)
      && plain.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
  }
}
