import DescryCore
import DescryStatement
import Testing

@Suite("Rows of overlapping files are found")
struct DuplicateRowsTests {
  private func verdicts(
    _ files: [(name: String, text: String)], joinsUnnamed: Bool = false
  ) throws -> [[DuplicateRows.Verdict]] {
    var duplicates = DuplicateRows(joinsUnnamed: joinsUnnamed)
    return try files.map { file in
      let statements = try Array(file.text.utf8).withUnsafeBytes {
        try StatementFile.read(bytes: $0, file: file.name)
      }
      duplicates.begin(file: file.name)
      return statements.flatMap { statement in
        duplicates.begin(account: statement.account)
        return statement.transactions.map { duplicates.judge($0) }
      }
    }
  }

  private let head = "IBAN;FR7612345987650123456789014\n\nDate;Libellé;Montant\n"

  @Test func theSameRowInTwoFilesIsOne() throws {
    let found = try verdicts([
      ("a.csv", head + "13/06/2026;CAFE;-2,00\n14/06/2026;PAIN;-1,00\n"),
      ("b.csv", head + "14/06/2026;PAIN;-1,00\n15/06/2026;LIVRE;-9,00\n"),
    ])
    #expect(found == [[.new, .new], [.repeated(in: "a.csv"), .new]])
  }

  @Test func equalRowsInsideAFileStayAndTheFullestFileCounts() throws {
    let row = "13/06/2026;METRO;-2,00\n"
    let found = try verdicts([
      ("a.csv", head + row + row), ("b.csv", head + row + row + row + "14/06/2026;PAIN;-1,00\n"),
    ])
    #expect(found[0] == [.new, .new])
    #expect(found[1] == [.repeated(in: "a.csv"), .repeated(in: "a.csv"), .new, .new])
  }

  @Test func withoutAnAccountTheyAreShown() throws {
    let text = "Date;Libellé;Montant\n13/06/2026;CAFE;-2,00\n14/06/2026;PAIN;-1,00\n"
    #expect(
      try verdicts([("a.csv", text), ("b.csv", text)])[1]
        == [.probable(in: "a.csv"), .probable(in: "a.csv")])
    #expect(
      try verdicts([("a.csv", text), ("b.csv", text)], joinsUnnamed: true)[1]
        == [.repeated(in: "a.csv"), .repeated(in: "a.csv")])
  }

  @Test func aFileThatIsGivenTwiceCountsOnce() throws {
    let file = ("a.csv", head + "13/06/2026;CAFE;-2,00\n14/06/2026;PAIN;-1,00\n")
    #expect(
      try verdicts([file, file])[1] == [.repeated(in: "a.csv"), .repeated(in: "a.csv")])
  }

  @Test func anIDThatABankUsesAgainIsAnotherRow() throws {
    let csv = "IBAN;FR7612345987650123456789014\n\nDate;Libellé;Montant;ID\n"
    let found = try verdicts([
      ("a.csv", csv + "13/06/2026;CAFE;-2,00;7\n14/06/2026;PAIN;-1,00;7\n"),
      ("b.csv", csv + "15/06/2026;CAFE;-2,00;7\n16/06/2026;PAIN;-1,00;8\n"),
    ])
    #expect(found[1] == [.new, .new])
  }
}
