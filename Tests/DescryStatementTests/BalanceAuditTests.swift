import DescryCore
import DescryStatement
import Testing

@Suite("Balances prove rows or tell where one is missing")
struct BalanceAuditTests {
  private func check(_ rows: [String]) throws -> Statement.BalanceCheck {
    let text = "Date;Text;Amount;Balance\n" + rows.joined(separator: "\n") + "\n"
    return try CSVFile.read(text)[0].balanceCheck
  }

  private let rows = [
    "2026-06-13;A;-10,00;90,00", "2026-06-14;B;-5,50;84,50", "2026-06-15;C;20,00;104,50",
    "2026-06-16;D;-4,50;100,00", "2026-06-17;E;-1,00;99,00", "2026-06-18;F;-9,00;90,00",
  ]

  @Test func provesRowsInEitherOrder() throws {
    #expect(try check(rows) == .proved)
    #expect(try check(rows.reversed()) == .proved)
  }

  @Test func tellsWhereARowIsMissing() throws {
    #expect(
      try check([rows[0], rows[1]] + rows[3...]) == .off(by: Amount("20") ?? .zero, afterLine: 3))
  }

  @Test func aRefusedRowBreaksTheBalanceAndIsTold() throws {
    let text =
      "Date;Text;Amount;Balance\n"
      + rows.joined(separator: "\n").replacing("20,00;", with: "2o,00;")
    let statement = try CSVFile.read(text)[0]
    #expect(statement.diagnostics.map(\.location.line) == [4])
    #expect(statement.balanceCheck == .off(by: Amount("20") ?? .zero, afterLine: 3))
  }

  @Test func signsFollowTheBalance() throws {
    // Charges without a sign, as some cards write them: the balance falls by them.
    let text = """
      Date;Text;Amount;Balance
      2026-06-13;A;10,00;90,00
      2026-06-14;B;5,50;84,50
      2026-06-15;C;-20,00;104,50
      2026-06-16;D;4,50;100,00

      """
    let statement = try CSVFile.read(text)[0]
    #expect(statement.transactions.map(\.amount.isNegative) == [true, true, false, true])
    #expect(statement.balanceCheck == .proved)
  }

  @Test func openingAndClosingLinesProve() throws {
    let rows = "13.06.2026;A;-10,00\n14.06.2026;B;-5,50\n"
    let text = "Anfangssaldo:;100,00\nEndsaldo:;84,50\n\nDatum;Text;Betrag\n" + rows
    #expect(try CSVFile.read(text)[0].balanceCheck == .proved)
    let off = text.replacing("84,50", with: "84,00")
    #expect(
      try CSVFile.read(off)[0].balanceCheck == .off(by: Amount("-0.5") ?? .zero, afterLine: nil))
  }

  @Test func aLastRowWithoutTextIsTheClosingBalance() throws {
    let statement = try CSVFile.read(try #require(Shape.named("fr-lcl")).bytes)[0]
    #expect(statement.closingBalance == Amount("2210.15"))
  }
}
