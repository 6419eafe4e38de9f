import DescryCore
import DescryStatement
import Testing

/// QIF as Quicken and banks wrote it.
@Suite struct QIFTests {
  private func file(_ records: String, type: String = "!Type:Bank") -> String {
    "\(type)\n\(records)\n"
  }

  @Test(arguments: [
    ("D07/13/2018", "2018-07-13"), ("D7/13/18", "2018-07-13"), ("D7/13'18", "2018-07-13"),
    ("D7/13' 8", "2008-07-13"), ("D1/25'98", "1998-01-25"), ("D 1/25/98", "1998-01-25"),
    ("D13.07.2018", "2018-07-13"), ("D2018-07-13", "2018-07-13"), ("D13-07-2018", "2018-07-13"),
    ("D20180713", "2018-07-13"), ("D13 Jul 2018", "2018-07-13"), ("D1.7.2018", "2018-07-01"),
  ])
  func days(written: String, day: String) throws {
    let read = try statements(file("\(written)\nT-1.00\nPX\n^"))
    #expect(read[0].transactions.map { "\($0.date)" } == [day])
  }

  @Test func `old Quicken days, decided on the whole file`() throws {
    let read = try statements(file("D1/ 5'98\nT-1.00\nPX\n^\nD1/28'98\nT-2.00\nPX\n^"))
    #expect(rows(read) == ["1998-01-05 -1.00", "1998-01-28 -2.00"])
    #expect(read[0].assumptions.contains { $0.english.contains("month/day") })
  }

  @Test func `what cannot be known is asked for`() throws {
    let text = file("D03/07/2018\nT-1.00\nPX\n^\nD04/07/2018\nT-2.00\nPX\n^")
    let open = file("D03/07/2018\nT-1.00\nPX\n^")
    #expect(refusal(open) == "S025 date-order")
    #expect(
      rows(try statements(open, ReadingOptions(dateOrder: .dmy))) == ["2018-07-03 -1.00"])
    #expect(
      rows(try statements(open, ReadingOptions(dateOrder: .mdy))) == ["2018-03-07 -1.00"])
    #expect(refusal(text + "D13/25/2018\nT-1\n^\nD25/13/2018\nT-1\n^\n") == "S025 date-order")
  }

  @Test(arguments: [
    ("T-1,234.56", "-1234.56"), ("T-1.234,56", "-1234.56"), ("T-12,50", "-12.50"),
    ("T-5,000", "-5000"), ("T1 234,56", "1234.56"), ("T-.5", "-0.5"), ("T+3", "3"),
    ("U-7.00", "-7.00"), ("U-7.00\nT-8.00", "-8.00"), ("T-8.00\nU-7.00", "-8.00"),
  ])
  func amounts(written: String, value: String) throws {
    let read = try statements(file("D13/07/2018\n\(written)\nPX\n^"))
    #expect(read[0].transactions.first?.amount == Amount(value))
  }

  @Test func `one decimal mark for the whole file`() throws {
    let read = try statements(file("D13/07/2018\nT-12,50\n^\nD14/07/2018\nT-1.000\n^"))
    #expect(rows(read) == ["2018-07-13 -12.50", "2018-07-14 -1000"])
  }

  @Test(arguments: [
    "!Type:Bank", "!Type:CCard", "!Type:Cash", "!Type:Oth A", "!Type:Oth L", "!type:bank ",
    "!Type:Bank\r",
  ])
  func `every kind of account`(type: String) throws {
    #expect(rows(try statements(file("D13/07/2018\nT-1.00\nPX\n^", type: type))).count == 1)
  }

  @Test func `splits stay one transaction, and their days and amounts theirs`() throws {
    let text = file(
      """
      D13/07/2018
      T-98.05
      N278
      PBOOKS
      MTERM
      LEducation
      SBooks
      EFall
      D01/01/2018
      $-53.30
      SHousehold
      $-44.75
      ^
      """)
    let read = try statements(text)
    #expect(rows(read) == ["2018-07-13 -98.05"])
    #expect(read[0].transactions[0].descriptor == "BOOKS TERM")
    #expect(read[0].transactions[0].reference == "278")
  }

  @Test func `accounts, lists and securities in one file`() throws {
    let text = """
      !Option:AutoSwitch
      !Account
      NChecking
      TBank
      ^
      NVisa
      TCCard
      ^
      !Clear:AutoSwitch
      !Type:Cat
      NFood
      DGroceries
      E
      ^
      !Account
      NChecking
      TBank
      ^
      !Type:Bank
      D07/13/2018
      T-1.00
      PONE
      ^
      !Account
      NVisa
      TCCard
      ^
      !Type:CCard
      D07/14/2018
      T-2.00
      PTWO
      ^
      !Type:Invst
      D07/15/2018
      NBuy
      T100.00
      ^
      !Type:Memorized
      KD
      T-9.00
      PNEVER
      ^

      """
    let read = try statements(text)
    #expect(read.filter { !$0.transactions.isEmpty }.map(\.account) == ["Checking", "Visa"])
    #expect(read.flatMap(\.transactions).map(\.descriptor) == ["ONE", "TWO"])
    #expect(read.contains { $0.assumptions.contains { $0.english.contains("securities") } })
  }

  @Test func `records without a header, and old ends`() throws {
    let text = "D13/07/2018\nT-1.00\nPONE\n^^\nD14/07/2018\nT-2.00\nPTWO\n^^\n"
    #expect(rows(try statements(text)) == ["2018-07-13 -1.00", "2018-07-14 -2.00"])
  }

  @Test func `a garbled record refuses itself, with its line`() throws {
    let read = try statements(
      file("D13/07/2018\nT-1.00\n^\nD13/07/2018\nT-x\n^\nD31/02/2018\nT-1\n^"))
    #expect(read[0].transactions.count == 1)
    #expect(read[0].diagnostics.map(\.location.line) == [5, 8])
  }
}
