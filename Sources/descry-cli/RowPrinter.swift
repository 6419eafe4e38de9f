internal import Descry
internal import DescryCore
internal import DescryReport
internal import DescryStatement
internal import DescryText

/// Prints the rows of files as they come, and keeps apart what is not to be counted with them.
final class RowPrinter: StatementSink {
  private let showsPending: Bool
  private let showsAssumptions: Bool
  /// Finds rows of earlier files; nil when there is one file only.
  @exclusivity(unchecked) private var duplicates: DuplicateRows?
  private var file = ""
  // Nothing that is called while these change can come back to them; see Ledger.
  @exclusivity(unchecked) private var lines = TransactionLines()
  /// Rows that are not booked, until the statement shows one that is.
  private var apart = TransactionLines()
  private var apartCount = 0
  @exclusivity(unchecked) private var hasBooked = false
  /// Tables mix what they call pending with rows that never were; elsewhere a row's status is part
  /// of the format, and it is printed with the row.
  @exclusivity(unchecked) private var isTable = true
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

  init(showsPending: Bool, showsAssumptions: Bool, comparesFiles: Bool) {
    self.showsPending = showsPending
    self.showsAssumptions = showsAssumptions
    duplicates = comparesFiles ? DuplicateRows() : nil
  }

  /// Prints the rows of a file that `read` reads into this printer, and which of them earlier files
  /// hold.
  func print(_ file: String, _ read: () throws -> Void) rethrows {
    self.file = file
    lines.removeAll()
    apart.removeAll()
    repeated = Tally()
    probable = Tally()
    duplicates?.begin(file: file)
    try read()
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

  func begin(_ statement: Statement) {
    var statement = statement
    statement.account = statement.account.map { CardNumberMask.mask($0) }
    lines.begin(statement)
    apart.begin(statement)
    duplicates?.begin(account: statement.account)
    hasBooked = false
    isTable = statement.format == .csv
    apartCount = 0
  }

  func take(_ transaction: inout Transaction) {
    if StatementExplainer.mayHoldCardNumber(transaction) { StatementExplainer.mask(&transaction) }
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
  func end(_ statement: Statement) {
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
    tell(statement)
  }

  private func tell(_ statement: Statement) {
    for diagnostic in statement.diagnostics { Output.diagnostics.line("\(diagnostic)") }
    if showsAssumptions {
      for text in statement.assumptions {
        Output.diagnostics.line("\(statement.file): \(text(.english))")
      }
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

  private func flush() {
    lines.withBytes { Output.standard.write($0) }
    lines.removeAll()
  }
}
