public import DescryCore

/// Writes transactions as `read` gives them, one JSON object a line, straight into bytes.
///
/// The same as `JSON.transaction(_:of:)` on a line, without the tree: statements have millions of
/// rows.
public struct TransactionLines {
  /// What was written and not taken yet.
  public private(set) var bytes: [UInt8] = []
  private var head: [UInt8] = []

  /// A writer without a statement.
  public init() { bytes.reserveCapacity(1 << 17) }

  /// Takes the file, the format and the account of the lines to come.
  public mutating func begin(_ statement: Statement) {
    head = Array("{".utf8)
    Self.key("file", true, &head)
    Self.quote(statement.file, &head)
    Self.key("format", false, &head)
    Self.quote(statement.format.rawValue, &head)
    if let account = statement.account {
      Self.key("account", false, &head)
      Self.quote(account, &head)
    }
    Self.key("id", false, &head)
  }

  /// Writes a transaction and a line's end.
  public mutating func append(_ transaction: Transaction) {
    bytes.append(contentsOf: head)
    Self.quote(transaction.id, &bytes)
    Self.key("date", false, &bytes)
    day(transaction.date)
    if let value = transaction.valueDate {
      Self.key("valueDate", false, &bytes)
      day(value)
    }
    Self.key("amount", false, &bytes)
    amount(transaction.amount)
    if let currency = transaction.currency { text("currency", currency.code) }
    text("descriptor", transaction.descriptor)
    if let balance = transaction.balance {
      Self.key("balance", false, &bytes)
      amount(balance)
    }
    if transaction.status != .booked { text("status", transaction.status.rawValue) }
    text("mcc", transaction.mcc)
    text("counterparty", transaction.counterparty)
    text("reference", transaction.reference)
    text("creditor", transaction.creditorID)
    text("mandate", transaction.mandate)
    text("phone", transaction.phone)
    text("url", transaction.url)
    if let original = transaction.originalAmount {
      Self.key("originalAmount", false, &bytes)
      bytes.append(UInt8(ascii: "{"))
      Self.key("amount", true, &bytes)
      amount(original.amount)
      text("currency", original.currency.code)
      bytes.append(UInt8(ascii: "}"))
    }
    text("returnReason", transaction.returnReason)
    if let line = transaction.line {
      Self.key("line", false, &bytes)
      number(UInt64(clamping: line), width: 1)
    }
    bytes.append(UInt8(ascii: "}"))
    bytes.append(0x0A)
  }

  /// Forgets what was written.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  private mutating func text(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    Self.key(key, false, &bytes)
    Self.quote(text, &bytes)
  }

  private mutating func day(_ date: CalendarDate) {
    bytes.append(UInt8(ascii: "\""))
    number(UInt64(clamping: date.year), width: 4)
    bytes.append(UInt8(ascii: "-"))
    number(UInt64(clamping: date.month), width: 2)
    bytes.append(UInt8(ascii: "-"))
    number(UInt64(clamping: date.day), width: 2)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func amount(_ amount: Amount) {
    bytes.append(UInt8(ascii: "\""))
    if amount.units < 0 { bytes.append(UInt8(ascii: "-")) }
    number(amount.units.magnitude, width: amount.scale + 1, point: amount.scale)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes digits, at least so many, with a point before the last `point` of them.
  private mutating func number(_ value: UInt64, width: Int, point: Int = 0) {
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 1) { digits in
      var value = value
      var index = 32
      var count = 0
      repeat {
        if point > 0, count == point {
          index -= 1
          digits[index] = UInt8(ascii: ".")
        }
        index -= 1
        digits[index] = UInt8(ascii: "0") + UInt8(value % 10)
        value /= 10
        count += 1
      } while value > 0 || count < width
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: digits[index...]))
    }
  }

  private static func key(_ key: StaticString, _ isFirst: Bool, _ bytes: inout [UInt8]) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private static func quote(_ text: String, _ bytes: inout [UInt8]) {
    var text = text
    let isPlain = text.withUTF8 { utf8 in
      var isPlain = true
      for byte in utf8 {
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          isPlain = false
          break
        }
      }
      if isPlain {
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: utf8)
        bytes.append(UInt8(ascii: "\""))
      }
      return isPlain
    }
    guard !isPlain else { return }
    var quoted = ""
    JSON.quote(text, into: &quoted)
    bytes.append(contentsOf: quoted.utf8)
  }
}
