internal import Descry
internal import DescryCore
internal import DescryReport
internal import DescryStatement
internal import DescryText

/// Prints the rows of a file as they come, and keeps apart what is not to be counted with them.
struct RowPrinter {
  private let file: String
  private let showsPending: Bool
  private let showsAssumptions: Bool
  /// Finds rows of earlier files; nil when there is one file only.
  private(set) var duplicates: DuplicateRows?
  private var lines = TransactionLines()
  /// Rows that are not booked, until the statement shows one that is.
  private var apart = TransactionLines()
  private var apartCount = 0
  private var hasBooked = false
  /// Tables mix what they call pending with rows that never were; elsewhere a row's status is part
  /// of the format, and it is printed with the row.
  private var isTable = true
  private var repeated = Tally()
  private var probable = Tally()

  private struct Tally {
    var count = 0
    var earlier = ""
    var line: Int?

    mutating func add(_ file: String, _ line: Int?) {
      if count == 0 { (earlier, self.line) = (file, line) }
      count += 1
    }
  }

  init(
    file: String, showsPending: Bool, showsAssumptions: Bool, duplicates: DuplicateRows?
  ) {
    self.file = file
    self.showsPending = showsPending
    self.showsAssumptions = showsAssumptions
    self.duplicates = duplicates
  }

  /// Takes what a reader tells, in its order.
  mutating func take(_ event: StatementEvent) {
    switch event {
    case .begin(let statement): begin(statement)
    case .transaction(let transaction):
      if StatementExplainer.mayHoldCardNumber(transaction) {
        var masked = transaction
        StatementExplainer.mask(&masked)
        take(masked)
      } else {
        take(transaction)
      }
    case .end(let statement):
      end()
      tell(statement)
    case .progress: break
    }
  }

  private mutating func begin(_ statement: Statement) {
    var statement = statement
    statement.account = statement.account.map { CardNumberMask.mask($0) }
    lines.begin(statement)
    apart.begin(statement)
    duplicates?.begin(statement)
    hasBooked = false
    isTable = statement.format == .csv
    apartCount = 0
  }

  private mutating func take(_ transaction: Transaction) {
    switch duplicates?.judge(transaction) ?? .new {
    case .new: break
    case .repeated(let earlier):
      repeated.add(earlier, transaction.line)
      return
    case .probable(let earlier): probable.add(earlier, transaction.line)
    }
    if transaction.status == .booked || showsPending || !isTable {
      hasBooked = true
      lines.add(transaction)
      if lines.count > 1 << 16 { flush() }
      return
    }
    apartCount += 1
    if !hasBooked { apart.add(transaction) }
  }

  /// Ends a statement: a report of nothing but pending rows is a report of these.
  private mutating func end() {
    if apartCount > 0 {
      if hasBooked {
        Output.diagnostics.line(
          "\(file): \(apartCount) pending or reverted rows are kept apart; --pending prints them")
      } else {
        flush()
        apart.withBytes { Output.standard.write($0) }
      }
    }
    apart.removeAll()
  }

  private func tell(_ statement: Statement) {
    for diagnostic in statement.diagnostics { Output.diagnostics.line("\(diagnostic)") }
    if showsAssumptions {
      for text in statement.assumptions { Output.diagnostics.line("\(statement.file): \(text)") }
    }
    switch statement.balanceCheck {
    case .off(let by, let line):
      let place = line.map { " after line \($0)" } ?? ""
      Output.diagnostics.line("\(statement.file): balances are off by \(by)\(place)")
    case .proved:
      if showsAssumptions { Output.diagnostics.line("\(statement.file): balances prove it") }
    case .notGiven: break
    }
  }

  /// Ends the file: writes the rest, and tells which rows earlier files hold.
  mutating func finish() {
    flush()
    if repeated.count > 0 {
      Output.diagnostics.line(
        "\(file): \(repeated.count) rows stand in \(repeated.earlier) already and are left out")
    }
    if probable.count > 0 {
      let place = probable.line.map { ", the first on line \($0)" } ?? ""
      Output.diagnostics.line(
        "\(file): \(probable.count) rows look like rows of \(probable.earlier)\(place); both are kept"
      )
    }
  }

  private mutating func flush() {
    lines.withBytes { Output.standard.write($0) }
    lines.removeAll()
  }
}
