import DescryCore

/// Reads one format of statement files.
///
/// A reader gets all bytes at once (a mapped file costs no memory until it is touched) and enters
/// what it reads into a ledger, row by row, so that a file of any length is read in bounded memory.
protocol StatementReader: Sendable {
  /// The format that it reads.
  var format: Statement.Format { get }

  /// Whether the bytes look like its format, judged by content alone, never by a name.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool

  /// Reads the bytes: opens a statement for each account, enters its transactions in order, and
  /// closes it.
  ///
  /// A transaction without an id of its own is entered with an empty one, and a statement keeps
  /// `balanceCheck == .notGiven` unless the reader knows better: the ledger fills in both.
  ///
  /// - Throws: `StatementError` when nothing in the file can be trusted, or what the ledger's sink
  ///   throws.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws
}
