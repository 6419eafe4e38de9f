public import DescryCore

/// Transactions as `read` gives them, one JSON object a line.
///
/// Statements have millions of lines, so bytes are written at once, without a value in between.
public struct TransactionLines: Sendable {
  private var storage = LineStorage()
  /// The fields that are the same for all transactions of a statement.
  private var head: [UInt8] = []

  /// No lines yet.
  public init() {}

  /// How many bytes were written since the lines were emptied.
  public var count: Int { storage.count }

  /// Gives what was written since the lines were emptied to `body`; it must not outlive it.
  public func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try storage.withBytes(body)
  }

  /// Begins the lines of a statement.
  public mutating func begin(_ statement: Statement) {
    var first = LineStorage()
    let texts = statement.file.utf8.count + (statement.account?.utf8.count ?? 0)
    first.write(atMost: 64 + LineWriter.longest(texts)) { line in
      line.write("{\"file\":")
      line.quote(statement.file)
      line.write(",\"format\":\"")
      line.write(statement.format.rawValue)
      line.write("\"")
      line.text(",\"account\":", statement.account)
    }
    head = first.withBytes { Array($0) }
  }

  /// Adds a transaction of the statement that was begun.
  public mutating func add(_ transaction: Transaction) {
    let texts =
      transaction.id.utf8.count + transaction.descriptor.utf8.count
      + (transaction.counterparty?.utf8.count ?? 0) + (transaction.reference?.utf8.count ?? 0)
      + (transaction.hasRareFields ? Self.rareTexts(transaction) : 0)
    let head = head
    // The keys and numbers take 400 bytes at most.
    storage.write(atMost: head.count + 512 + LineWriter.longest(texts)) { line in
      head.withUnsafeBufferPointer { line.write($0) }
      Self.write(transaction, to: &line)
    }
  }

  private static func rareTexts(_ transaction: Transaction) -> Int {
    [
      transaction.mcc, transaction.creditorID, transaction.mandate, transaction.phone,
      transaction.url, transaction.returnReason,
    ].reduce(0) { $0 + ($1?.utf8.count ?? 0) }
  }

  private static func write(_ transaction: Transaction, to line: inout LineWriter) {
    line.write(",\"id\":")
    line.quote(transaction.id)
    line.write(",\"date\":\"")
    line.write(transaction.date)
    if let day = transaction.valueDate {
      line.write("\",\"valueDate\":\"")
      line.write(day)
    }
    line.write("\",\"amount\":\"")
    line.write(transaction.amount)
    line.write("\"")
    if let currency = transaction.currency { line.text(",\"currency\":", currency.code) }
    line.write(",\"descriptor\":")
    line.quote(transaction.descriptor)
    if let balance = transaction.balance {
      line.write(",\"balance\":\"")
      line.write(balance)
      line.write("\"")
    }
    if transaction.status != .booked { line.text(",\"status\":", transaction.status.rawValue) }
    let isPlain = !transaction.hasRareFields
    if !isPlain { line.text(",\"mcc\":", transaction.mcc) }
    line.text(",\"counterparty\":", transaction.counterparty)
    line.text(",\"reference\":", transaction.reference)
    if !isPlain {
      line.text(",\"creditor\":", transaction.creditorID)
      line.text(",\"mandate\":", transaction.mandate)
      line.text(",\"phone\":", transaction.phone)
      line.text(",\"url\":", transaction.url)
      if let original = transaction.originalAmount {
        line.write(",\"originalAmount\":{\"amount\":\"")
        line.write(original.amount)
        line.write("\",\"currency\":\"")
        line.write(original.currency.code)
        line.write("\"}")
      }
      line.text(",\"returnReason\":", transaction.returnReason)
    }
    if let number = transaction.line {
      line.write(",\"line\":")
      line.write(UInt64(max(0, number)), width: 1)
    }
    line.write("}\n")
  }

  /// Forgets what was written, and keeps its memory.
  public mutating func removeAll() { storage.removeAll() }
}
