import DescryCore
import DescryStatement
import Testing

@Suite("What a CSV file does not say is asked for, never guessed")
struct CSVQuestionTests {
  private func code(
    _ text: String, _ options: ReadingOptions = ReadingOptions()
  ) -> (code: String, message: String, help: String)? {
    do {
      _ = try CSVFile.read(text, options)
      return nil
    } catch let error as StatementError {
      let diagnostic = error.diagnostic
      return (String(diagnostic.code.prefix(4)), diagnostic.message, diagnostic.help ?? "")
    } catch {
      return ("????", "\(error)", "")
    }
  }

  private let open = "Date,Description,Amount\n03/07/2026,A,-1.00\n05/06/2026,B,-2.00\n"

  @Test func asksForTheOrderOfDatesAndShowsBothReadings() throws {
    let asked = try #require(code(open))
    #expect(asked.code == "S025")
    #expect(asked.message.contains("2026-07-03") && asked.message.contains("2026-03-07"))
    #expect(asked.message.hasPrefix("03/07/2026 is"))
    #expect(asked.help.contains("--date-order dmy or mdy"))
  }

  @Test(arguments: [
    (ReadingOptions.DateOrder.dmy, ["2026-07-03", "2026-06-05"]),
    (.mdy, ["2026-03-07", "2026-05-06"]),
  ])
  func takesTheOrderThatIsSaid(_ order: ReadingOptions.DateOrder, _ days: [String]) throws {
    let rows = try CSVFile.read(open, ReadingOptions(dateOrder: order)).flatMap(\.transactions)
    #expect(rows.map { "\($0.date)" } == days)
  }

  @Test(
    arguments: [
      // One day above twelve settles the column.
      ("03/07/2026,A,-1.00\n25/06/2026,B,-2.00", "2026-07-03"),
      ("03/07/2026,A,-1.00\n06/25/2026,B,-2.00", "2026-03-07"),
      // Rows follow in time only one way.
      (
        "11/01/2026,A,-1.00\n12/01/2026,B,-2.00\n01/02/2026,C,-2.00\n02/02/2026,D,-1.00",
        "2026-01-11"
      ),
      // Rows of one month, some days apart; one day of every month in a row would be as likely.
      ("09/07/2026,A,-1.00\n07/07/2026,B,-2.00\n03/07/2026,C,-2.00", "2026-07-09"),
      ("07/03/2026,A,-1.00\n07/07/2026,B,-2.00\n07/09/2026,C,-2.00", "2026-07-03"),
      ("05/01/2026,A,-1.00\n05/02/2026,B,-2.00\n05/03/2026,C,-2.00", nil),
      // A day inside the text.
      ("03/07/2026,CARTE 30/06,-1.00\n02/07/2026,CARTE 29/06,-2.00", "2026-07-03"),
      ("03/07/2026,CARTE 01/07 X,-1.00\n05/06/2026,CARTE 31/05,-2.00", "2026-07-03"),
      ("03/07/2026,PURCHASE 03/06,-1.00\n04/05/2026,PURCHASE 03/29,-2.00", "2026-03-07"),
      ("03/07/2026,CARTE 31/12,-1.00\n05/06/2026,CARTE 30/11,-2.00", nil),
    ] as [(String, String?)])
  func decidesByTheWholeColumn(_ rows: String, _ first: String?) throws {
    let text = "Date,Description,Amount\n" + rows
    if let first {
      #expect(try CSVFile.read(text)[0].transactions[0].date.description == first)
    } else {
      // Days of a far month in the texts prove nothing.
      #expect(code(text)?.code == "S025")
    }
  }

  @Test func daysAroundTheRowsDecide() throws {
    let text = "Statement from 01/06/2026 to 30/06/2026,,\n\n" + open
    #expect(try CSVFile.read(text)[0].transactions[0].date.description == "2026-07-03")
  }

  @Test func aDecimalCommaDecidesUnlessTheDaysAreOfAnAmericanProgram() throws {
    let rows = "03/07/2026;A;-1,50\n05/06/2026;B;-2,50\n"
    #expect(try CSVFile.read("Date;Description;Amount\n" + rows)[0].transactions[0].date.month == 7)
    #expect(code("Date;Description;Amount\n3/7/26;A;-1,50\n5/6/26;B;-2,50\n")?.code == "S025")
  }

  @Test func refusesDatesThatContradictEachOther() {
    let text = "Date,Description,Amount\n25/06/2026,A,-1.00\n06/25/2026,B,-2.00\n"
    #expect(code(text)?.code == "S025")
  }

  @Test func oneMarkBeforeThreeDigitsIsDecidedByTheColumn() throws {
    let text = "Datum;Text;Betrag\n13.06.2026;A;-1.000\n14.06.2026;B;-12,50\n"
    #expect(try CSVFile.read(text)[0].transactions[0].amount == Amount("-1000"))
    let english = "Date,Text,Amount\n2026-06-13,A,\"-1,000\"\n2026-06-14,B,-12.50\n"
    #expect(try CSVFile.read(english)[0].transactions[0].amount == Amount("-1000"))
  }

  @Test func asksForTheDecimalMarkWhenAmountsContradictEachOther() {
    let text = "Date;Text;Amount\n2026-06-13;A;-1,50\n2026-06-14;B;-1.50\n2026-06-15;C;-1.000\n"
    #expect(code(text)?.code == "S024")
    #expect(code(text, ReadingOptions(decimalMark: .comma)) == nil)
  }

  @Test func takesTheColumnsThatAreSaid() throws {
    let text = "13/06/2026;x;9;SHOP;12,50\n14/06/2026;x;9;CAFE;3,00\n"
    let options = ReadingOptions(columns: ["date", "-", "-", "descriptor", "debit"])
    let rows = try CSVFile.read(text, options)[0].transactions
    #expect(rows.map(\.amount) == [Amount("-12.50"), Amount("-3")])
    #expect(rows.map(\.descriptor) == ["SHOP", "CAFE"])
  }

  @Test func refusesColumnsThatAreNone() throws {
    let refused = try #require(
      code("13/06/2026;A;1,00\n", ReadingOptions(columns: ["date", "shoesize", "amount"])))
    #expect(refused.code == "S021")
    #expect(refused.help.contains("value-date"))
  }

  @Test func saysThatNothingTellsTheDirection() throws {
    let text = "Date,Description,Amount\n2026-06-13,A,1.00\n2026-06-14,B,2.00\n"
    #expect(try CSVFile.read(text)[0].diagnostics.map(\.code) == ["S027 no-signs"])
  }

  @Test func asksWhichOfTwoUnknownColumnsIsMoneyOut() throws {
    let rows = "2026-06-13,A,1.00,\n2026-06-14,B,,2.00\n"
    let asked = try #require(code("Date,Text,Wib,Wob\n" + rows))
    #expect(asked.code == "S029")
    #expect(asked.message.contains("columns 3 and 4"))
    // Without a header the custom holds, and is said.
    let statement = try CSVFile.read(rows)[0]
    #expect(statement.diagnostics.map(\.code) == ["S029 money-out"])
    #expect(statement.transactions.map(\.amount) == [Amount("-1"), Amount("2")])
  }

  @Test(
    arguments: [
      ("A,-1.00,\n2026-06-14,B,,2.00", ["-1", "2"]), ("A,,-1.00\n2026-06-14,B,2.00,", ["-1", "2"]),
      ("A,1.00,\n2026-06-14,SALARY,,2.00", ["-1", "2"]),
      ("SALARY,1.00,\n2026-06-14,B,,2.00", ["1", "-2"]),
    ])
  func tellsTwoUnknownColumnsBySignsAndTexts(_ rows: String, _ amounts: [String]) throws {
    let statement = try CSVFile.read("Date,Text,Wib,Wob\n2026-06-13," + rows + "\n")[0]
    #expect(statement.transactions.map(\.amount) == amounts.compactMap { Amount($0) })
  }

  @Test func warnsOfMostlyPositiveAmountsThatNothingExplains() throws {
    let text = "Date,Text,Amount\n2026-06-13,A,1.00\n2026-06-14,B,2.00\n2026-06-15,C,3.00\n"
    let rows = text + "2026-06-16,D,4.00\n2026-06-17,E,-5.00\n"
    #expect(try CSVFile.read(rows)[0].diagnostics.map(\.code) == ["S027 no-signs"])
  }

  @Test func refusesAColumnOfAmountsThatIsEmpty() {
    let text = "Date,Text,Amount\n2026-06-13,A,\n2026-06-14,B,\n2026-06-15,C,\n"
    #expect(code(text)?.code == "S026")
  }

  @Test func wagesGoToNoCard() throws {
    let text = "Date,Text,Amount\n2026-06-13,ACME PAYROLL,900.00\n2026-06-14,AUTOPAY CARD,-50.00\n"
    #expect(try CSVFile.read(text)[0].transactions.map(\.amount) == [Amount("900"), Amount("-50")])
  }

  @Test func lettersBehindAmountsAreNeverTurned() throws {
    let text = "Date,Text,Amount,Type\n2026-06-13,A,9.00 CR,POS\n2026-06-14,B,5.00 CR,POS\n"
    let rows = text + "2026-06-15,C,5.00 DR,FEE\n"
    #expect(
      try CSVFile.read(rows)[0].transactions.map(\.amount)
        == [Amount("9"), Amount("5"), Amount("-5")])
  }

  @Test func warnsOfUnsignedAmountsByWhichTheBalanceFallsAndRises() throws {
    let rows = "2026-06-13,A,5.00,95.00\n2026-06-14,B,9.00,104.00\n2026-06-15,C,4.00,100.00\n"
    let statement = try CSVFile.read("Date,Text,Amount,Balance\n" + rows)[0]
    #expect(statement.diagnostics.map(\.code) == ["S027 no-signs"])
  }

  @Test func warnsOfSpendingAndIncomeWithoutASign() throws {
    let rows = "2026-06-13,A,5.00,Expense\n2026-06-14,B,9.00,Income\n2026-06-15,C,4.00,Other\n"
    let statement = try CSVFile.read("Date,Text,Amount,Type\n" + rows)[0]
    #expect(statement.diagnostics.map(\.code) == ["S027 no-signs"])
  }

  @Test func everyDecisionIsAmongTheAssumptions() throws {
    let text = "Datum;Text;Betrag;Fremdes\n13.06.2026;A;-1,50;1\n14.06.2026;B;2,50;2\n"
    let says = try CSVFile.read(text)[0].assumptions.joined(separator: "\n")
    #expect(says.contains("';'") && says.contains("comma") && says.contains("day/month/year"))
  }
}
