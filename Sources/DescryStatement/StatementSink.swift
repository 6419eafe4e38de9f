public import DescryCore

/// Takes what a statement file says, as soon as it is known and in the file's order.
///
/// For each account comes `begin`, then its transactions one by one, then `end`. A transaction is
/// lent, not given: nothing of it is copied on its way from the file, however long that is.
public protocol StatementSink: AnyObject {
  /// An account begins; the statement holds what is known before its transactions.
  ///
  /// - Throws: anything; it ends the reading and comes out of it.
  func begin(_ statement: Statement) throws

  /// About so many transactions of the account are to come, where a format tells it beforehand.
  func expect(_ count: Int)

  /// The next transaction of the account, which may be changed: it is not looked at again.
  ///
  /// - Throws: see `begin(_:)`.
  func take(_ transaction: inout Transaction) throws

  /// The account ends; the statement holds everything but its transactions.
  ///
  /// - Throws: see `begin(_:)`.
  func end(_ statement: Statement) throws
}

extension StatementSink {
  /// Most sinks do not care.
  public func expect(_ count: Int) {}
}
