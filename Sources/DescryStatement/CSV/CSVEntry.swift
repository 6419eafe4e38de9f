import DescryCore

/// Enters what the pieces of a section say into the ledger, and counts what is to be said of it.
struct CSVEntry {
  private let ledger: Ledger
  /// Whether the last title above the rows says that they are not booked.
  private var isPending: Bool
  private var unbooked = 0
  private var undirected = 0
  private var empty = 0
  private var undated = 0
  private var sums = 0

  init(into ledger: Ledger, isPending: Bool) {
    self.ledger = ledger
    self.isPending = isPending
  }

  /// Enters the next piece, in its order.
  mutating func enter(_ piece: inout CSVPiece) throws {
    undirected += piece.undirected
    empty += piece.empty
    undated += piece.undated
    var remarks = piece.remarks[...]
    for index in 0..<piece.count {
      while let (row, remark) = remarks.first, row == index {
        take(remark)
        remarks.removeFirst()
      }
      if isPending, piece.rows[index].status == .booked { piece.rows[index].status = .pending }
      if piece.rows[index].status != .booked { unbooked += 1 }
      try ledger.enter(&piece.rows[index], fingerprint: piece.fingerprints[index])
    }
    for (_, remark) in remarks { take(remark) }
  }

  /// What is to be said of all rows together.
  var assumptions: [LocalizedText] {
    let counted = [
      (
        unbooked, "rows are pending or reverted and kept apart",
        "lignes sont en attente ou annulées et mises à part"
      ),
      (
        undirected, "rows have no word for their direction and are read as written",
        "lignes n'ont pas de mot pour leur sens et sont lues telles quelles"
      ),
      (
        sums, "rows name a balance or a sum and are no transactions",
        "lignes nomment un solde ou une somme et ne sont pas des opérations"
      ),
      (
        empty, "rows have a day and no amount: left out",
        "lignes ont un jour et pas de montant : laissées de côté"
      ),
      (
        undated, "rows are pending and without a day: left out",
        "lignes sont en attente et sans jour : laissées de côté"
      ),
    ]
    return counted.filter { $0.0 > 0 }.map { count, english, french in
      LocalizedText(en: "\(count) \(english)", fr: "\(count) \(french)")
    }
  }

  private mutating func take(_ remark: CSVPiece.Remark) {
    switch remark {
    case .balance(.opening, let amount):
      if ledger.statement?.openingBalance == nil { ledger.statement?.openingBalance = amount }
    case .balance(.closing, let amount): ledger.statement?.closingBalance = amount
    case .balance(.other, _): sums += 1
    case .title(let isPending): self.isPending = isPending
    case .refusal(let reason, let line): refuse(reason, line: line)
    }
  }

  /// So many refused rows are told one by one.
  private static let toldRefusals = 50

  private func refuse(_ reason: String, line: Int) {
    let told = ledger.statement?.diagnostics.count ?? 0
    guard told <= Self.toldRefusals else { return }
    ledger.note(
      "S023 refused-row",
      told == Self.toldRefusals ? "further rows are refused" : "row refused: \(reason)",
      line: line)
  }
}
