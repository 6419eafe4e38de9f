import DescryCore

/// Finds the rows of a PDF whose sum leads from one printed balance to another.
///
/// Only what is proved is read: recapitulations, adverts and half-read lines break the sum.
struct PDFProof {
  /// Rows that are proved, with the balances that prove them.
  struct Segment {
    let rows: [PDFTable.Row]
    let opening: Amount
    let closing: Amount
  }

  /// What was proved, one segment an account.
  private(set) var segments: [Segment] = []
  /// The nearest miss: how many rows, and how far their sum is off.
  private(set) var miss: (rows: Int, by: Amount)?

  init(_ table: PDFTable) {
    // Rows whose day stands only on the row above may be rows, or subtotals: both are tried.
    let dated = table.rows.filter { $0.day != nil }
    let all = table.rows.drop { $0.day == nil }
    for rows in [dated, Array(all)] where segments.isEmpty && !rows.isEmpty {
      between(rows, table.balances)
      if segments.isEmpty { anywhere(rows, table.balances) }
      if segments.isEmpty { running(rows) }
    }
  }

  /// Rows that stand between the line of the opening balance and that of the closing one.
  private mutating func between(_ rows: [PDFTable.Row], _ balances: [PDFTable.Balance]) {
    var start = 0
    while start < balances.count {
      let opening = balances[start]
      start += 1
      guard opening.kind != .closing else { continue }
      for end in start..<max(start, balances.count) where balances[end].kind != .opening {
        let closing = balances[end]
        let within = rows.filter { $0.index > opening.index && $0.index < closing.index }
        if prove(within, opening.amount, closing.amount) {
          start = end
          break
        }
      }
    }
  }

  /// All rows, or those before the first closing balance behind them, and any two balances.
  private mutating func anywhere(_ rows: [PDFTable.Row], _ balances: [PDFTable.Balance]) {
    guard let first = rows.first else { return }
    var choices = [rows]
    if let stop = balances.first(where: { $0.kind != .opening && $0.index > first.index }) {
      choices.append(rows.filter { $0.index < stop.index })
    }
    for rows in choices {
      for opening in balances where opening.kind != .closing {
        for closing in balances where closing.kind != .opening && closing.index != opening.index {
          if prove(rows, opening.amount, closing.amount) { return }
        }
      }
    }
  }

  /// Every row prints the balance behind it, and each follows from the one before.
  private mutating func running(_ rows: [PDFTable.Row]) {
    guard rows.count > 2 else { return }
    for (before, row) in zip(rows, rows.dropFirst()) {
      guard let from = before.balance, let to = row.balance, from.adding(row.amount) == to else {
        return
      }
    }
    guard let first = rows.first, let balance = first.balance,
      let opening = balance.adding(-first.amount), let closing = rows.last?.balance
    else { return }
    segments.append(Segment(rows: rows, opening: opening, closing: closing))
  }

  private mutating func prove(
    _ rows: [PDFTable.Row], _ opening: Amount, _ closing: Amount
  ) -> Bool {
    guard !rows.isEmpty else { return false }
    var sum: Amount? = opening
    for row in rows { sum = sum?.adding(row.amount) }
    guard let sum, let by = closing.adding(-sum) else { return false }
    if by.isZero {
      segments.append(Segment(rows: rows, opening: opening, closing: closing))
      return true
    }
    if miss.map({ by.magnitude < $0.by.magnitude }) ?? true { miss = (rows.count, by) }
    return false
  }
}
