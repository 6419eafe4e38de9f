import Foundation
import Testing

@Suite("descry read keeps apart, asks, and remembers")
struct ReadTests {
  let program: Program

  init() throws { program = try Program() }

  private func write(_ name: String, _ text: String) throws -> String {
    try program.scratch.write(name, Data(text.utf8))
  }

  @Test func pendingRowsAreKeptApartAndSaid() throws {
    let file = try write(
      "state.csv",
      "Date,Text,Amount,Status\n2026-06-13,A,-1.00,Posted\n2026-06-14,B,-2.00,Pending\n")
    let run = try program("read", file)
    #expect(run.lines.count == 1)
    #expect(run.err.contains("1 pending or reverted rows are kept apart"))
    let all = try program("read", file, "--pending")
    #expect(all.lines.count == 2)
    #expect(all.out.contains("\"status\":\"pending\""))
  }

  @Test func rowsOfOverlappingFilesAreLeftOutAndSaid() throws {
    let head = "IBAN;FR7612345987650123456789014\n\nDate;Libellé;Montant\n"
    let first = try write("a.csv", head + "13/06/2026;CAFE;-2,00\n14/06/2026;PAIN;-1,00\n")
    let second = try write("b.csv", head + "14/06/2026;PAIN;-1,00\n15/06/2026;LIVRE;-9,00\n")
    let run = try program("read", first, second)
    #expect(run.lines.count == 3)
    #expect(run.err.contains("1 rows stand in \(first) already"))
  }

  @Test func asksForTheOrderOfDatesAndTheProfileRemembersIt() throws {
    let file = try write(
      "dates.csv", "Date,Description,Amount\n03/07/2026,A,-1.00\n05/06/2026,B,-2.00\n")
    let asked = try program("read", file)
    #expect(asked.code == 2)
    #expect(asked.out.isEmpty)
    #expect(asked.err.contains("say --date-order dmy or mdy"))
    let profile = try write(
      ".descry.yml", "statements:\n  - files: \"da*.csv\"\n    date-order: mdy\n")
    #expect(try program("read", file).out.contains("2026-03-07"))
    #expect(try program("read", file, "--date-order", "dmy").out.contains("2026-07-03"))
    try Data("statements:\n  - shoe-size: 42\n".utf8).write(to: URL(filePath: profile))
    let refused = try program("read", file)
    #expect(refused.code == 2)
    #expect(refused.err.contains(".descry.yml:2:5"))
  }

  @Test func everyAssumptionIsListedOnRequest() throws {
    let file = try write("a.csv", "Datum;Text;Betrag\n13.06.2026;A;-1,50\n14.06.2026;B;2,50\n")
    #expect(try program("read", file).err.isEmpty)
    let run = try program("read", file, "--assumptions")
    #expect(run.err.contains("decimal comma") && run.err.contains("day/month/year"))
  }
}
