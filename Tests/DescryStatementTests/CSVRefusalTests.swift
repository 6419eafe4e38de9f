import DescryCore
import DescryStatement
import Testing

@Suite("Bad CSV is refused with its place")
struct CSVRefusalTests {
  private func refusal(_ bytes: [UInt8]) -> Diagnostic? {
    do {
      _ = try CSVFile.read(bytes)
      return nil
    } catch {
      return (error as? StatementError)?.diagnostic
    }
  }

  @Test(arguments: [
    ("", "S002"), (" \n\n", "S002"), ("no table at all", "S003"),
    ("Name;Town\nAnna;Lyon\n", "S022"),
    ("Date;Text;Amount\nyesterday;A;-1,00\ntoday;B;-2,00\n", "S028"),
  ])
  func refuses(_ text: String, _ code: String) {
    #expect(refusal(Array(text.utf8))?.code.prefix(4) ?? "" == code)
  }

  @Test func refusesBinary() {
    let bytes = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 3) }
    #expect(refusal(bytes)?.code.hasPrefix("S0") == true)
  }

  @Test(.timeLimit(.minutes(1))) func readsTenMegabytesOnOneLine() {
    var bytes = Array("Date;Text;Amount;".utf8)
    bytes += Array(repeating: UInt8(ascii: "x"), count: 10 << 20)
    #expect(refusal(bytes) != nil)
    #expect(refusal(Array(repeating: UInt8(ascii: ";"), count: 10 << 20)) != nil)
    #expect(refusal(Array(repeating: UInt8(ascii: "\""), count: 10 << 20)) != nil)
  }

  @Test func aGarbledAmountRefusesItsRowAlone() throws {
    let text = "Date;Text;Amount\n13.06.2026;A;-1,50\n14.06.2026;B;-2x,50\n15.06.2026;C;3,00\n"
    let statement = try CSVFile.read(text)[0]
    #expect(statement.transactions.map(\.descriptor) == ["A", "C"])
    #expect(statement.diagnostics.map(\.location.line) == [3])
    #expect(statement.diagnostics.first?.message.contains("'-2x,50'") == true)
  }

  @Test(arguments: ["31.02.2026", "14.13.2026", "1O.06.2026", "99999999"])
  func aGarbledDayRefusesItsRowAlone(_ day: String) throws {
    let text = "Date;Text;Amount\n13.06.2026;A;-1,50\n\(day);B;-2,50\n25.06.2026;C;3,00\n"
    let statement = try CSVFile.read(text)[0]
    #expect(statement.transactions.map(\.descriptor) == ["A", "C"])
    #expect(statement.diagnostics.map(\.location.line) == [3])
  }

  @Test func aGarbledLastRowIsToldToo() throws {
    let text = "Date;Text;Amount\n13.06.2026;A;-1,50\n1O.06.2026;B;-2,50\n"
    #expect(try CSVFile.read(text)[0].diagnostics.map(\.location.line) == [3])
  }

  @Test func anAmountWithoutADayIsTold() throws {
    let text = "Date;Text;Amount\n13.06.2026;A;-1,50\n;B;-2,50\n15.06.2026;C;3,00\n"
    #expect(try CSVFile.read(text)[0].diagnostics.map(\.location.line) == [3])
  }

  @Test func brokenUTF8IsReadAsText() throws {
    let bytes =
      Array("Date;Text;Amount\n13.06.2026;caf".utf8) + [0xE9, 0xFF]
      + Array(";-1,50\n".utf8)
    #expect(
      try CSVFile.read(bytes)[0].transactions[0].descriptor == "cafÃ©ÿ".replacing("Ã©", with: "é"))
  }

  @Test func aStrayQuoteDoesNotSwallowTheFile() throws {
    let text = "Date;Text;Amount\n13.06.2026;\"A;-1,50\n14.06.2026;B 5\" disc;-2,50\n"
    #expect(
      try CSVFile.read(text)[0].transactions.map(\.amount) == [Amount("-1.5"), Amount("-2.5")])
  }

  @Test func hugeNumbersAreNoAmounts() throws {
    let text = "Date;Text;Amount\n13.06.2026;A;-1,50\n14.06.2026;B;99999999999999999999,00\n"
    let statement = try CSVFile.read(text)[0]
    #expect(statement.transactions.count == 1)
    #expect(statement.diagnostics.map(\.location.line) == [3])
  }
}
