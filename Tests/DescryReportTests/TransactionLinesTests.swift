import DescryCore
import DescryReport
import Testing

@Suite struct TransactionLinesTests {
  private var statement: Statement {
    var statement = Statement(file: "a \"b\".ofx", format: .ofx)
    statement.account = "123"
    return statement
  }

  private var transactions: [Transaction] {
    let day = CalendarDate(year: 2018, month: 7, day: 3) ?? CalendarDate(dayNumber: 0)
    var full = Transaction(
      id: "1", date: day, amount: Amount("-0.05") ?? .zero, currency: .eur,
      descriptor: "CAFÉ \"X\" \\ \n \u{1}")
    full.valueDate = CalendarDate(dayNumber: 0)
    full.balance = Amount("1234567.891")
    full.status = .pending
    full.mcc = "5942"
    full.counterparty = "A"
    full.reference = "B"
    full.creditorID = "C"
    full.mandate = "D"
    full.phone = "E"
    full.url = "https://example.org/"
    full.originalAmount = Money("-7.00 USD")
    full.returnReason = "MD06"
    full.line = 12
    let bare = Transaction(id: "", date: day, amount: .zero, currency: nil, descriptor: "")
    return [
      full, bare,
      Transaction(
        id: "2", date: day, amount: Amount("100") ?? .zero, currency: nil, descriptor: "Z"),
    ]
  }

  @Test func `the same bytes as the JSON value`() {
    var lines = TransactionLines()
    lines.begin(statement)
    for transaction in transactions { lines.add(transaction) }
    let expected = transactions.map { JSON.transaction($0, of: statement).line + "\n" }.joined()
    #expect(lines.withBytes { String(decoding: $0, as: UTF8.self) } == expected)
  }

  /// Texts are copied eight bytes at a time: of each length, with each mark in each place.
  @Test(arguments: ["\"", "\\", "\n", "\u{1F}", " ", "!", "#", "[", "]", "é", "\u{7F}"])
  func `texts of any length`(mark: Character) {
    var lines = TransactionLines()
    lines.begin(statement)
    var expected = ""
    for length in 0...40 {
      for place in 0...length {
        var text = String(repeating: "a", count: length)
        text.insert(mark, at: text.index(text.startIndex, offsetBy: place))
        let row = Transaction(
          id: text, date: CalendarDate(dayNumber: 0), amount: .zero, currency: nil,
          descriptor: text + text)
        lines.add(row)
        expected += JSON.transaction(row, of: statement).line + "\n"
      }
    }
    #expect(lines.withBytes { String(decoding: $0, as: UTF8.self) } == expected)
  }
}

extension JSON {
  /// A transaction as the interface describes it, written without a thought of speed.
  fileprivate static func transaction(_ transaction: Transaction, of statement: Statement) -> JSON {
    .known([
      ("file", .string(statement.file)),
      ("format", .string(statement.format.rawValue)),
      ("account", .text(statement.account)),
      ("id", .string(transaction.id)),
      ("date", .string("\(transaction.date)")),
      ("valueDate", .text(transaction.valueDate.map { "\($0)" })),
      ("amount", .string("\(transaction.amount)")),
      ("currency", .text(transaction.currency?.code)),
      ("descriptor", .string(transaction.descriptor)),
      ("balance", .text(transaction.balance.map { "\($0)" })),
      ("status", transaction.status == .booked ? nil : .string(transaction.status.rawValue)),
      ("mcc", .text(transaction.mcc)),
      ("counterparty", .text(transaction.counterparty)),
      ("reference", .text(transaction.reference)),
      ("creditor", .text(transaction.creditorID)),
      ("mandate", .text(transaction.mandate)),
      ("phone", .text(transaction.phone)),
      ("url", .text(transaction.url)),
      ("originalAmount", transaction.originalAmount.map(money)),
      ("returnReason", .text(transaction.returnReason)),
      ("line", transaction.line.map { .number("\($0)") }),
    ])
  }
}
