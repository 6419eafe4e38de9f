import DescryCore

/// The book into which a reader enters one file: it opens a statement for each account, enters the
/// rows, and closes it.
///
/// What every format needs is done here: rows get their ids, balances are checked, and all of it goes
/// on to the sink. A statement begins for the sink with its first row, so that a reader may still
/// complete it until then.
final class Ledger {
  /// The file as the user named it.
  let file: String
  /// The statement that is open.
  var statement: Statement?
  /// About how many rows it will have, where the reader knows.
  var expectedRows = 0

  private let format: Statement.Format
  private let currency: Currency?
  private let sink: any StatementSink
  private let release: (Int) -> Void
  // Nothing that is called while one of these changes can come back to it: the check at run time that
  // every access to a class otherwise costs would find nothing, for each of millions of rows.
  @exclusivity(unchecked) private var released = 0
  @exclusivity(unchecked) private var hasBegun = false
  @exclusivity(unchecked) private var identity = TransactionIdentity()
  @exclusivity(unchecked) private var audit = BalanceAudit()

  /// A ledger of one file, read as one format.
  ///
  /// - Parameters:
  ///   - currency: the currency of statements that name none.
  ///   - release: lets go of the file's bytes before an offset; it is called every few megabytes.
  init(
    file: String, format: Statement.Format, currency: Currency?, sink: any StatementSink,
    release: @escaping (Int) -> Void = { _ in }
  ) {
    self.file = file
    self.format = format
    self.currency = currency
    self.sink = sink
    self.release = release
  }

  /// Opens the statement of an account; one that is open must be closed before.
  func open(account: String? = nil, currency: Currency? = nil) {
    var next = Statement(file: file, format: format)
    next.account = account
    next.currency = currency ?? self.currency
    statement = next
    expectedRows = 0
    hasBegun = false
  }

  /// Whether the open statement has rows, or was told for another reason.
  var isBegun: Bool { statement != nil && hasBegun }

  /// Tells the sink of the open statement, if that is still to be done.
  func begin() throws {
    guard !hasBegun, let statement else { return }
    hasBegun = true
    audit = BalanceAudit()
    identity.begin(account: statement.account)
    try sink.begin(statement)
    sink.expect(expectedRows)
  }

  /// Announces the id of a row that is still being read.
  func prepare(id: UnsafeRawBufferPointer) { identity.prepare(id: id) }

  /// Enters a row of the open statement.
  ///
  /// Who has worked out its fingerprint already gives it, and has made the row's id of it.
  func enter(_ row: inout Transaction, fingerprint: StableHash? = nil) throws {
    if !hasBegun { try begin() }
    if let fingerprint {
      identity.rank(&row, fingerprint)
    } else {
      identity.name(&row)
    }
    if row.status == .booked { audit.add(row.amount, balance: row.balance, line: row.line) }
    try sink.take(&row)
  }

  /// Says something of a place in the file, with the statement that is open; without one, a statement
  /// opens for it.
  func note(_ code: String, _ message: String, line: Int, column: Int? = nil) {
    if statement == nil { open() }
    statement?.diagnostics.append(
      Diagnostic(
        severity: .warning, code: code, message: message,
        location: SourceLocation(path: file, line: line, column: column)))
  }

  /// Says that purchases and sales of securities are not among the open statement's rows.
  func leaveOut(securities count: Int) {
    statement?.assumptions.append(
      LocalizedText(
        en: "\(count) purchases and sales of securities are not account lines",
        fr: "\(count) achats et ventes de titres ne sont pas des lignes de compte"))
  }

  /// Closes the statement that is open, if any.
  func close() throws {
    try begin()
    guard var closed = statement else { return }
    statement = nil
    hasBegun = false
    audit.close(&closed)
    try sink.end(closed)
  }

  /// The reader has passed so many bytes, also on a pass that only decides something.
  func pass(_ offset: Int) {
    guard abs(offset - released) > 4 << 20 else { return }
    released = offset
    release(offset)
  }
}
