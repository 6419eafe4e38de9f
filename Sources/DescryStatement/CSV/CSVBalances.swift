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

  enum Kind { case opening, closing, other }

  /// What balance a text names, when it names one and nothing else.
  static func kind(_ text: String) -> Kind? {
    // "Beginning balance as of 06/01/2026", "Kontostand vom 31.08.2026:".
    let key = CSVHeader.key(text.filter { !$0.isNumber })
    guard key.count >= 5, key.count <= 44 else { return nil }
    if openings.contains(where: key.hasPrefix) { return .opening }
    if closings.contains(where: key.hasPrefix) { return .closing }
    return others.contains(key) ? .other : nil
  }

  /// Whether a text can name a balance at all: cheap, as every row is asked.
  static func mayBe(_ text: String) -> Bool {
    guard (3...60).contains(text.utf8.count) else { return false }
    var text = text
    return text.withUTF8 { bytes in
      // "sal", "bal", "sol", "tos" of "Kontostand", "for" of "brought forward", "tat" of "zůstatek".
      for index in 2..<bytes.count {
        let last = bytes[index] | 0x20
        guard
          last == UInt8(ascii: "l") || last == UInt8(ascii: "s") || last == UInt8(ascii: "r")
            || last == UInt8(ascii: "t")
        else { continue }
        switch (bytes[index - 2] | 0x20, bytes[index - 1] | 0x20, last) {
        case (UInt8(ascii: "s"), UInt8(ascii: "a"), UInt8(ascii: "l")),
          (UInt8(ascii: "b"), UInt8(ascii: "a"), UInt8(ascii: "l")),
          (UInt8(ascii: "s"), UInt8(ascii: "o"), UInt8(ascii: "l")),
          (UInt8(ascii: "t"), UInt8(ascii: "o"), UInt8(ascii: "s")),
          (UInt8(ascii: "f"), UInt8(ascii: "o"), UInt8(ascii: "r")),
          (UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "t")):
          return true
        default: continue
        }
      }
      return false
    }
  }

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
    "saldopoczatkowe", "pocatecnizustatek",
  ]
  private static let closings = [
    "closingbalance", "endingbalance", "balancecarriedforward", "carriedforward", "soldefinal",
    "nouveausolde", "soldeenfin", "soldefin", "endsaldo", "schlusssaldo", "neuerkontostand",
    "neuersaldo", "eindsaldo", "saldofinal", "saldofinale", "utgaendesaldo", "saldokoncowe",
    "konecnyzustatek",
  ]
  private static let others: Set<String> = [
    "balance", "solde", "saldo", "kontostand", "soldeau", "soldedu", "kontostandvom", "saldodel",
    "saldoal", "soldecrediteur", "soldedebiteur",
  ]
}
