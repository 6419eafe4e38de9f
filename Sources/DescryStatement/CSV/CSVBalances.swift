import DescryCore

/// Balances that stand beside the rows, in lines or rows of their own.
struct CSVBalances {
  /// The cells as they stand: their decimal mark is known only when all rows were seen.
  private var openingCell: [UInt8]?
  private var closingCell: [UInt8]?

  func opening(_ mark: ReadingOptions.DecimalMark?) -> Amount? { Self.read(openingCell, mark) }
  func closing(_ mark: ReadingOptions.DecimalMark?) -> Amount? { Self.read(closingCell, mark) }

  private static func read(_ cell: [UInt8]?, _ mark: ReadingOptions.DecimalMark?) -> Amount? {
    cell?.withUnsafeBytes { CSVMoney.amount($0, mark: mark) }
  }

  enum Kind {
    case opening, closing
    /// A balance between, or a sum of rows.
    case other
  }

  /// What balance a text names, when it names one and nothing else.
  static func kind(_ text: String) -> Kind? {
    // "Beginning balance as of 06/01/2026", "Kontostand vom 31.08.2026:".
    let key = CSVHeader.key(text.filter { !$0.isNumber })
    guard key.count >= 5, key.count <= 44 else { return nil }
    if openings.contains(where: key.hasPrefix) { return .opening }
    if closings.contains(where: key.hasPrefix) { return .closing }
    return others.contains(key) ? .other : nil
  }

  /// Whether a text can name a balance at all: every row is asked, so four letters decide.
  static func mayBe(_ text: String) -> Bool {
    guard (3...60).contains(text.utf8.count) else { return false }
    return text.utf8.withContiguousStorageIfAvailable(mayBegin) ?? true
  }

  private static func mayBegin(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // Most texts begin with four letters, which are then read at once.
    if text.count >= 4, text[0].isLetter, text[1].isLetter, text[2].isLetter, text[3].isLetter {
      let letters = UnsafeRawBufferPointer(text).loadUnaligned(as: UInt32.self)
      return beginnings[place(of: UInt32(bigEndian: letters) | 0x2020_2020)]
    }
    var letters: UInt32 = 0
    var count = 0
    for byte in text where byte.isLetter || byte >= 0x80 {
      // Accents come later in these names, or the name is looked at closely.
      if byte >= 0x80 { return true }
      letters = letters << 8 | UInt32(byte | 0x20)
      count += 1
      if count == 4 { return beginnings[place(of: letters)] }
    }
    return false
  }

  /// Where four letters stand in a table, in which one in forty other beginnings is taken for one of
  /// the names' too.
  private static func place(of letters: UInt32) -> Int { Int((letters &* 0x9E37_79B1) >> 22) }

  private static let beginnings: [Bool] = {
    var table = Array(repeating: false, count: 1 << 10)
    for name in openings + closings + others {
      table[place(of: name.utf8.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })] = true
    }
    return table
  }()

  /// Reads a record that is no row: a label, and the amount in a cell behind it.
  mutating func read(_ cells: [[UInt8]], _ text: WrittenText) {
    guard cells.count <= 40,
      let label = cells.firstIndex(where: { $0.contains(where: \.isLetter) })
    else { return }
    guard let kind = Self.kind(cells[label].withUnsafeBytes(text.string)), kind != .other else {
      return
    }
    let values = cells[(label + 1)...].filter { cell in
      cell.withUnsafeBytes { cell in
        CSVWrittenDay.read(cell) == nil && CSVMoney.amount(cell, mark: nil) != nil
      }
    }
    guard values.count == 1 else { return }
    take(kind, values[0])
  }

  mutating func take(_ kind: Kind, _ cell: [UInt8]) {
    switch kind {
    case .opening: openingCell = openingCell ?? cell
    case .closing: closingCell = closingCell ?? cell
    case .other: break
    }
  }

  private static let openings = [
    "openingbalance", "beginningbalance", "startingbalance", "balancebroughtforward",
    "broughtforward", "previousbalance", "soldeinitial", "anciensolde", "soldeprecedent",
    "soldeendebut", "soldedebut", "anfangssaldo", "alterkontostand", "altersaldo", "startsaldo",
    "beginsaldo", "saldoinicial", "saldoanterior", "saldoiniziale", "ingaendesaldo",
    "saldopoczatkowe", "pocatecnizustatek", "openbalance", "algsaldo", "likutispradziai",
    "pradinislikutis", "sakumaatlikums", "alkusaldo", "inngaendesaldo", "indgaendesaldo",
    "nyitoegyenleg", "soldinitial", "vortrag", "saldovortrag", "saldoprecedente",
  ]
  private static let closings = [
    "closingbalance", "endingbalance", "balancecarriedforward", "carriedforward", "soldefinal",
    "nouveausolde", "soldeenfin", "soldefin", "endsaldo", "schlusssaldo", "neuerkontostand",
    "neuersaldo", "eindsaldo", "saldofinal", "saldofinale", "utgaendesaldo", "saldokoncowe",
    "konecnyzustatek", "closebalance", "loppsaldo", "likutispabaigai", "galutinislikutis",
    "beiguatlikums", "loppusaldo", "utgaaendesaldo", "zaroegyenleg", "soldfinal",
  ]
  private static let others: Set<String> = [
    "balance", "solde", "saldo", "kontostand", "soldeau", "soldedu", "kontostandvom", "saldodel",
    "saldoal", "soldecrediteur", "soldedebiteur", "saldododia", "saldodeldia", "saldodia",
    "saldototaldisponiveldia", "saldodisponible", "availablebalance", "currentbalance",
    // What came and went in all, beside the balances of Baltic banks.
    "apyvarta", "kaive", "apgrozijums", "turnover", "totaldebits", "totalcredits",
  ]
}
