import DescryCore
import DescryStatement
import Testing

@Suite("CSV files of banks are read without being told anything")
struct CSVShapeTests {
  @Test func thereAreShapes() { #expect(Shape.all.count > 150) }

  @Test(arguments: Shape.all)
  func reads(_ shape: Shape) throws {
    let transactions = try CSVFile.read(shape.bytes).flatMap(\.transactions)
    func rows(_ isBooked: Bool) -> [Shape.Row] {
      transactions.filter { ($0.status == .booked) == isBooked }
        .map { Shape.Row(date: "\($0.date)", amount: $0.amount) }
        .sorted()
    }
    #expect(rows(true) == shape.booked)
    #expect(rows(false) == shape.unbooked)
  }

  @Test(arguments: Shape.all)
  func refusesNoRowOfThem(_ shape: Shape) throws {
    for statement in try CSVFile.read(shape.bytes) {
      #expect(statement.diagnostics.map(\.description) == [])
    }
  }

  @Test(arguments: Shape.all)
  func everyTransactionHasATextAnIDAndALine(_ shape: Shape) throws {
    let transactions = try CSVFile.read(shape.bytes).flatMap(\.transactions)
    #expect(Set(transactions.map(\.id)).count == transactions.count)
    for transaction in transactions {
      #expect(!transaction.descriptor.isEmpty)
      #expect(!transaction.id.isEmpty)
      #expect(transaction.line != nil)
    }
  }

  @Test(arguments: Shape.all)
  func noBalanceContradictsTheRows(_ shape: Shape) throws {
    for statement in try CSVFile.read(shape.bytes) {
      if case .off(let by, let line) = statement.balanceCheck {
        Issue.record("off by \(by) after line \(line ?? 0)")
      }
    }
  }
}

/// Reads a CSV text as a file.
enum CSVFile {
  static func read(
    _ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()
  ) throws -> [Statement] {
    try bytes.withUnsafeBytes {
      try StatementFile.read(bytes: $0, file: "test.csv", options: options)
    }
  }

  static func read(
    _ text: String, _ options: ReadingOptions = ReadingOptions()
  ) throws -> [Statement] {
    try read(Array(text.utf8), options)
  }
}

@Suite("What a CSV row carries beside day and amount")
struct CSVDetailTests {
  @Test func creditorMandateCounterpartyAndAccount() throws {
    let shape = try #require(Shape.named("de-sparkasse-camt"))
    let statement = try CSVFile.read(shape.bytes)[0]
    #expect(statement.account == "DE12500105170648489890")
    #expect(statement.currency == .eur)
    let first = statement.transactions[0]
    #expect(first.creditorID == "DE98ZZZ09999999999")
    #expect(first.mandate == "M-1")
    #expect(first.counterparty == "FILMVERLEIH GMBH")
    #expect(first.descriptor == "FILMVERLEIH GMBH FOLGELASTSCHRIFT Filme im Abo")
    #expect(first.valueDate == first.date)
  }

  @Test func originalAmount() throws {
    let shape = try #require(Shape.named("de-n26-new"))
    let first = try CSVFile.read(shape.bytes)[0].transactions[0]
    #expect(first.originalAmount == Money("-14.20 USD"))
  }

  @Test func textsInTheBanksAlphabet() throws {
    func first(_ name: String) throws -> String {
      try CSVFile.read(try #require(Shape.named(name)).bytes)[0].transactions[0].descriptor
    }
    #expect(try first("pl-mbank").contains("ŻABKA ŁÓDŹ"))
    #expect(try first("fr-cic").contains("CAFÉ DES ARTS"))
    #expect(try first("utf16-no-mark") == "Café")
    #expect(try first("excel-sep-line") == "Film \"Club\" GmbH; Abo")
    #expect(
      try first("fr-credit-agricole") == "PAIEMENT PAR CARTE X1234 GARAGE DU LAC ANNECY 14/01")
  }

  @Test func severalAccountsAreSeveralStatements() throws {
    let text = """
      Account,Date,Payee,Amount
      Checking,2026-06-13,CAFE,-2.00
      Savings,2026-06-13,INTEREST,1.00
      Checking,2026-06-14,BREAD,-3.00

      """
    let statements = try CSVFile.read(text)
    #expect(statements.map(\.account) == ["Checking", "Savings"])
    #expect(
      statements.map { $0.transactions.map(\.descriptor) } == [["CAFE", "BREAD"], ["INTEREST"]])
    let french = try CSVFile.read(try #require(Shape.named("fr-credit-agricole")).bytes)
    #expect(french.map(\.transactions.count) == [3, 1])
    #expect(Set(french.map(\.account)).count == 2)
  }

  @Test func severalCardsAreOneStatement() throws {
    let text =
      "Date,Card No.,Description,Debit,Credit\n2026-06-13,1234,A,1.00,\n2026-06-14,9876,B,,2.00\n"
    #expect(try CSVFile.read(text).count == 1)
  }

  @Test func idsAreStableAndOfTheBankWhereItGivesThem() throws {
    let shape = try #require(Shape.named("uk-monzo"))
    #expect(try CSVFile.read(shape.bytes)[0].transactions.map(\.id) == ["tx_0001", "tx_0002"])
    let row = "2026-06-13;METRO;-2,00\n"
    let text = "Date;Text;Amount\n" + row + row
    let ids = try CSVFile.read(text)[0].transactions.map(\.id)
    #expect(Set(ids).count == 2)
    #expect(try CSVFile.read(text + row)[0].transactions.map(\.id).prefix(2) == ids[...])
  }
}
