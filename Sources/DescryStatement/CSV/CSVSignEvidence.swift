import DescryCore

/// What the first rows of a section show of signs, fees and pending rows.
struct CSVSignEvidence {
  /// The booked rows as they are written.
  private(set) var signs = CSVSigns()
  /// The same with the fee taken off.
  private(set) var withFee = CSVSigns()
  /// Pending rows among them.
  private(set) var withPending = CSVSigns()
  /// How many rows are pending.
  private(set) var pending = 0

  /// So many rows show it; the balance audit then checks all of them.
  static let rows = 2_000

  /// Looks at what numbers show.
  init(_ reader: CSVRow, of rows: CSVReading, hasFee: Bool, hasPending: Bool) {
    var reader = reader
    var feeReader = reader
    feeReader.takesFee = true
    var row = Transaction.blank
    var records = rows.records()
    var seen = 0
    while seen < Self.rows, rows.next(&records) {
      seen += 1
      if hasFee, case .transaction = feeReader.read(records, into: &row), row.status == .booked {
        withFee.add(row.amount, balance: row.balance)
      }
      guard case .transaction = reader.read(records, into: &row) else { continue }
      if hasPending, row.status != .reverted { withPending.add(row.amount, balance: row.balance) }
      guard row.status == .booked else {
        if row.status == .pending { pending += 1 }
        continue
      }
      signs.add(row.amount, balance: row.balance)
    }
  }

  /// Whether only with the fee taken off the balance follows.
  var showsFee: Bool { withFee.followed > signs.followed }

  /// Whether only with the pending rows the balance follows.
  var showsPending: Bool {
    pending > 0 && withPending.links > 0 && withPending.followed == withPending.links
      && signs.followed < signs.links
  }

  /// What the signs are once words count too, which only rows without a balance need.
  static func words(_ reader: CSVRow, of rows: CSVReading) -> CSVSigns {
    var reader = reader
    var signs = CSVSigns()
    var row = Transaction.blank
    var records = rows.records()
    var seen = 0
    while seen < Self.rows, rows.next(&records) {
      seen += 1
      guard case .transaction = reader.read(records, into: &row), row.status == .booked else {
        continue
      }
      signs.add(row.amount, balance: row.balance)
      signs.add(row.amount, text: row.descriptor, kind: reader.kind(records))
    }
    return signs
  }
}
