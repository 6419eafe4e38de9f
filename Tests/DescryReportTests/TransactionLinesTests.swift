import DescryCore
import DescryReport
import Testing

@Suite("Rows are written as JSON without a tree")
struct TransactionLinesTests {
  private var statement: Statement {
    var statement = Statement(file: "a \"b\".csv", format: .csv)
    statement.account = "FR76 é"
    return statement
  }

  private func transactions() throws -> [Transaction] {
    let date = try #require(CalendarDate("2026-06-03"))
    let plain = Transaction(
      id: "1", date: date, amount: try #require(Amount("-0.05")), currency: nil, descriptor: "")
    var full = Transaction(
      id: "x\\y", date: date, amount: Amount(units: .min + 1, scale: 9), currency: .eur,
      descriptor: "CAFÉ \u{1} \"X\"\t\\ 🎬")
    full.valueDate = CalendarDate("0999-12-31")
    full.balance = Amount("100")
    full.status = .pending
    full.mcc = "5812"
    full.counterparty = "c"
    full.reference = "r"
    full.creditorID = "DE98"
    full.mandate = "m"
    full.phone = "p"
    full.url = "u"
    full.originalAmount = Money("-14.2 USD")
    full.line = 4_000_000
    return [plain, full]
  }

  @Test func theyAreTheSameAsTheTree() throws {
    var lines = TransactionLines()
    lines.begin(statement)
    for transaction in try transactions() { lines.append(transaction) }
    let tree = try transactions().map { JSON.transaction($0, of: statement).line + "\n" }.joined()
    #expect(String(decoding: lines.bytes, as: UTF8.self) == tree)
  }
}
