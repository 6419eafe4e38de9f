import DescryCore
import DescryStatement
import Testing

@Suite("CSV records and fields end where they end")
struct CSVRecordTests {
  private let head = "Date;Libellé;Montant"

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyKindOfLineEnd(_ end: String) throws {
    let lines = [
      head, "13/06/2026;\"CAFE\(end)DU PORT\";-2,00", "", "14/06/2026;PAIN;-1,00", "",
    ]
    let found = try statements(lines.joined(separator: end))
    #expect(rows(found) == ["2026-06-13 -2.00", "2026-06-14 -1.00"])
    #expect(found[0].transactions.map(\.descriptor) == ["CAFE DU PORT", "PAIN"])
  }

  @Test func linesInQuotesAreCounted() throws {
    let text = head + "\n13/06/2026;\"CAFE\nDU\nPORT\";-2,00\n14/06/2026;PAIN;-1,00\n"
    #expect(try statements(text)[0].transactions.map(\.line) == [2, 5])
  }

  @Test func lineEndsThatChangeFarIntoTheFile() throws {
    var text = head + "\n"
    for number in 0..<9_000 {
      let end = number < 4_000 ? "\n" : number < 6_000 ? "\r\n" : number < 8_000 ? "\r" : "\n"
      text += "13/06/2026;PAIN NUMERO \(number);-1,00\(end)"
    }
    let found = try statements(text)[0].transactions
    #expect(found.count == 9_000)
    #expect(found.last?.descriptor == "PAIN NUMERO 8999")
    #expect(found.last?.line == 9_001)
  }

  @Test func quotesAndBlanksAroundThem() throws {
    let text =
      head + "\n13/06/2026; \"PAIN \"\"BIO\"\"; ET \"\"LEVAIN\"\"\" ;\"-1,00\"\n"
      + "14/06/2026;L\"EPI D\"OR;-2,00\n15/06/2026;\"A\";-3,00"
    #expect(
      try statements(text)[0].transactions.map(\.descriptor)
        == ["PAIN \"BIO\"; ET \"LEVAIN\"", "L\"EPI D\"OR", "A"])
  }

  @Test func aQuoteThatIsNeverClosedIsALetter() throws {
    let text = head + "\n13/06/2026;\"PAIN;-1,00\n14/06/2026;LAIT;-2,00\n"
    #expect(rows(try statements(text)) == ["2026-06-13 -1.00", "2026-06-14 -2.00"])
  }

  @Test func moreColumnsThanMostFilesHave() throws {
    let names = (1...70).map { ";Zusatz \($0)" }.joined()
    let cells = (1...70).map { ";x\($0)" }.joined()
    let text = head + names + "\n13/06/2026;PAIN;-1,00" + cells + "\n14/06/2026;LAIT;-2,00"
    #expect(rows(try statements(text + cells)) == ["2026-06-13 -1.00", "2026-06-14 -2.00"])
  }

  @Test func equalRowsHaveIDsOfTheirOwnWhateverStandsBetween() throws {
    var text = head + "\n"
    for _ in 0..<3 {
      for day in 10...29 { text += "\(day)/06/2026;METRO;-2,00\n\(day)/06/2026;METRO;-2,00\n" }
    }
    let ids = try statements(text)[0].transactions.map(\.id)
    #expect(ids.count == 120 && Set(ids).count == 120)
    #expect(try statements(text)[0].transactions.map(\.id) == ids)
  }

  @Test(arguments: [true, false])
  func sixteenBitTextWithoutAMark(_ isLittle: Bool) throws {
    let text = "!Type:Bank\nD06/13/2026\nT-2.00\nPCAFE DU PORT\n^\nD06/14/2026\nT-1.00\nPPAIN\n^\n"
    let bytes = text.utf16.flatMap { unit in
      isLittle
        ? [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
        : [UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit)]
    }
    let found = try statements(bytes: bytes)
    #expect(found[0].format == .qif)
    #expect(rows(found) == ["2026-06-13 -2.00", "2026-06-14 -1.00"])
  }
}
