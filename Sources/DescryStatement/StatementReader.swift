public import DescryCore

/// Reads one format of statement files.
///
/// A reader gets all bytes at once (a mapped file costs no memory until it is touched) and gives
/// events one after the other, so that a file of any length is read in bounded memory.
public protocol StatementReader: Sendable {
  /// The format that it reads.
  var format: Statement.Format { get }

  /// Whether the bytes look like its format, judged by content alone, never by a name.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool

  /// Reads the bytes and emits, for each account, `begin`, its transactions in order, and `end`.
  ///
  /// A transaction without an id of its own is emitted with an empty one, and a statement with
  /// `balanceCheck == .notGiven` unless the reader knows better: `StatementFile` fills in both.
  ///
  /// - Throws: `StatementError` when nothing in the file can be trusted, or what `emit` throws.
  func read(
    _ bytes: UnsafeRawBufferPointer, file: String, options: ReadingOptions,
    emit: (StatementEvent) throws -> Void
  ) throws
}

/// What a reader tells while it reads.
public enum StatementEvent: Sendable {
  /// An account begins; the statement holds what is known before its transactions.
  case begin(Statement)
  /// The next transaction of the account.
  case transaction(Transaction)
  /// The account ends; the statement holds everything but its transactions, which were emitted.
  case end(Statement)
  /// The reader has passed so many bytes, said every few megabytes, also on a pass that only
  /// decides something: the owner of the bytes may let go of them, and show how far it is.
  case progress(Int)
}

/// What the user says about files that do not say it themselves.
public struct ReadingOptions: Sendable, Hashable {
  /// In which order a date like `03/07/18` is written.
  public enum DateOrder: String, Sendable, CaseIterable {
    case dmy, mdy, ymd
  }

  /// Which mark stands before decimals.
  public enum DecimalMark: String, Sendable, CaseIterable {
    case comma, point
  }

  /// The order of dates; nil to find out.
  public var dateOrder: DateOrder?
  /// The decimal mark; nil to find out.
  public var decimalMark: DecimalMark?
  /// What the columns of a CSV file hold, from left to right, as `date,-,descriptor,amount`; nil to
  /// find out.
  public var columns: [String]?
  /// The currency where the file does not say.
  public var currency: Currency?

  /// Options; everything is found out unless said.
  public init(
    dateOrder: DateOrder? = nil, decimalMark: DecimalMark? = nil, columns: [String]? = nil,
    currency: Currency? = nil
  ) {
    self.dateOrder = dateOrder
    self.decimalMark = decimalMark
    self.columns = columns
    self.currency = currency
  }
}

/// Why a file was refused.
public struct StatementError: Error, Sendable, Hashable {
  /// What is wrong, where, and what to do.
  public let diagnostic: Diagnostic

  /// A refusal.
  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  /// A refusal with its place in the file.
  public init(
    _ code: String, _ message: String, file: String, line: Int? = nil, column: Int? = nil,
    excerpt: String? = nil, help: String? = nil
  ) {
    self.init(
      Diagnostic(
        severity: .error, code: code, message: message,
        location: SourceLocation(path: file, line: line, column: column), excerpt: excerpt,
        help: help))
  }
}
