public import DescryCore

/// Transactions as `read` gives them, one JSON object a line.
///
/// Statements have millions of lines, so bytes are written at once, without a value in between.
public struct TransactionLines: Sendable {
  /// What was written since `bytes` was emptied.
  public private(set) var bytes: [UInt8] = []
  /// The fields that are the same for all transactions of a statement.
  private var head: [UInt8] = []

  /// No lines yet.
  public init() { bytes.reserveCapacity(1 << 17) }

  /// Begins the lines of a statement.
  public mutating func begin(_ statement: Statement) {
    swap(&head, &bytes)
    bytes.removeAll(keepingCapacity: true)
    write("{\"file\":")
    quote(statement.file)
    write(",\"format\":\"")
    write(statement.format.rawValue)
    write("\"")
    text(",\"account\":", statement.account)
    swap(&head, &bytes)
  }

  /// Adds a transaction of the statement that was begun.
  public mutating func add(_ transaction: Transaction) {
    bytes += head
    write(",\"id\":")
    quote(transaction.id)
    write(",\"date\":\"")
    write(transaction.date)
    write("\"")
    if let day = transaction.valueDate {
      write(",\"valueDate\":\"")
      write(day)
      write("\"")
    }
    write(",\"amount\":\"")
    write(transaction.amount)
    write("\"")
    if let currency = transaction.currency { text(",\"currency\":", currency.code) }
    write(",\"descriptor\":")
    quote(transaction.descriptor)
    if let balance = transaction.balance {
      write(",\"balance\":\"")
      write(balance)
      write("\"")
    }
    if transaction.status != .booked { text(",\"status\":", transaction.status.rawValue) }
    text(",\"mcc\":", transaction.mcc)
    text(",\"counterparty\":", transaction.counterparty)
    text(",\"reference\":", transaction.reference)
    text(",\"creditor\":", transaction.creditorID)
    text(",\"mandate\":", transaction.mandate)
    text(",\"phone\":", transaction.phone)
    text(",\"url\":", transaction.url)
    if let original = transaction.originalAmount {
      write(",\"originalAmount\":{\"amount\":\"")
      write(original.amount)
      write("\",\"currency\":\"")
      write(original.currency.code)
      write("\"}")
    }
    text(",\"returnReason\":", transaction.returnReason)
    if let line = transaction.line {
      write(",\"line\":")
      write(UInt64(max(0, line)), width: 1)
    }
    write("}\n")
  }

  /// Forgets what was written, and keeps its memory.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  // MARK: Values

  private mutating func text(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    write(key)
    quote(text)
  }

  private mutating func write(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @_disfavoredOverload
  private mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// Writes a string as RFC 8259 asks.
  private mutating func quote(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    let isPlain = text.withUTF8 { utf8 in
      for byte in utf8 where byte < 0x20 || byte == 0x22 || byte == 0x5C { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if isPlain {
      bytes.append(UInt8(ascii: "\""))
    } else {
      bytes.removeLast()
      var quoted = ""
      JSON.quote(text, into: &quoted)
      write(quoted)
    }
  }

  private mutating func write(_ day: CalendarDate) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { digits in
      var rest = day.year * 10_000 + day.month * 100 + day.day
      var index = 9
      while index >= 0 {
        if index != 7, index != 4 {
          digits[index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
          rest /= 10
        }
        index -= 1
      }
      digits[4] = UInt8(ascii: "-")
      digits[7] = UInt8(ascii: "-")
      bytes.append(contentsOf: digits)
    }
  }

  private mutating func write(_ amount: Amount) {
    write(
      amount.units.magnitude, width: amount.scale + 1, point: amount.scale,
      isNegative: amount.units < 0)
  }

  /// Writes a number with at least so many digits, a point before the last `point` of them.
  private mutating func write(
    _ number: UInt64, width: Int, point: Int = 0, isNegative: Bool = false
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
      var rest = number
      var count = 0
      var start = 32
      while rest > 0 || count < width {
        if count == point, point > 0 {
          start -= 1
          digits[start] = UInt8(ascii: ".")
        }
        start -= 1
        digits[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
        rest /= 10
        count += 1
      }
      if isNegative {
        start -= 1
        digits[start] = UInt8(ascii: "-")
      }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[start...]))
    }
  }
}
