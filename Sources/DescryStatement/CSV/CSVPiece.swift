import DescryCore

/// What a piece of a section says.
struct CSVPiece: Sendable {
  /// The rows, in their order; those from `count` on are of an earlier piece in the same memory.
  var rows: [Transaction] = []
  /// How many rows there are.
  private(set) var count = 0
  /// The fingerprint of each row that the file gives no id.
  private(set) var fingerprints: [StableHash?] = []
  /// What else is said, each before the row of a number.
  var remarks: [(row: Int, remark: Remark)] = []
  /// How many rows are left out because they have no amount.
  var empty = 0
  /// How many pending rows are left out because they have no day.
  var undated = 0
  /// How many rows have no word for their direction.
  var undirected = 0

  /// What a record says that is no row.
  enum Remark {
    case balance(CSVBalances.Kind, Amount?)
    /// A title of pending rows, or of booked ones.
    case title(isPending: Bool)
    case refusal(String, line: Int)
  }

  /// Forgets everything but the memory.
  mutating func clear() {
    count = 0
    fingerprints.removeAll(keepingCapacity: true)
    remarks.removeAll()
    empty = 0
    undated = 0
    undirected = 0
  }

  /// The row behind the last, to be read into.
  var next: Transaction {
    get { rows[count] }
    _modify {
      if count == rows.count { rows.append(.blank) }
      yield &rows[count]
    }
  }

  /// Keeps the row behind the last, and gives it an id if it has none.
  mutating func keepNext(_ fingerprints: inout RowFingerprints) {
    var fingerprint: StableHash?
    if rows[count].id.isEmpty {
      let own = fingerprints.fingerprint(
        rows[count].date, rows[count].amount, rows[count].descriptor)
      rows[count].id = own.letters
      fingerprint = own
    }
    self.fingerprints.append(fingerprint)
    count += 1
  }
}

extension Transaction {
  /// A row into which records are read.
  static var blank: Transaction {
    Transaction(
      id: "", date: CalendarDate(dayNumber: 0), amount: .zero, currency: nil, descriptor: "")
  }
}
