import DescryCore
import DescryStatement
import Testing

/// The Spanish statement of 80 columns.
@Suite struct Norma43Tests {
  private func line(_ text: String) -> String {
    text + String(repeating: " ", count: max(0, 80 - text.count))
  }

  private var lines: [String] {
    [
      "11" + "2100" + "0418" + "0200051332" + "180701" + "180731" + "2" + "00000000010000" + "978"
        + "3" + "UNA PERSONA",
      "22" + "    " + "0418" + "180703" + "180704" + "03" + "046" + "1" + "00000000004990"
        + "0000000000" + "000000000000" + "REF-1",
      "2301" + "COMPRA TARJETA                        " + "LIBRERIA MUÑOZ",
      "2401" + "840" + "00000000005800",
      "22" + "    " + "0418" + "180705" + "180705" + "03" + "046" + "1" + "00000000001000"
        + "0000000000" + "000000000000" + "0000000000000000",
      "2301" + "CORE" + "STREAM SA",
      "2302" + "ES2PL2E7NM3Q6TJQ                   " + "M-1",
      "2303" + "        " + "CUOTA JULIO",
      "22" + "    " + "0418" + "180706" + "180706" + "04" + "000" + "2" + "00000000000101",
      "33" + "2100" + "0418" + "0200051332" + "00002" + "00000000005990" + "00001"
        + "00000000000101" + "2" + "00000000004111" + "978",
      "88" + "999999999999999999" + "000010",
    ].map(line)
  }

  @Test(arguments: ["\r\n", "\n", ""])
  func `movements with their concepts`(end: String) throws {
    let western = lines.joined(separator: end).unicodeScalars
      .map { UInt8(truncatingIfNeeded: $0.value) }
    let read = try statements(bytes: western)
    #expect(read[0].format == .norma43)
    #expect(rows(read) == ["2018-07-03 -49.90", "2018-07-05 -10.00", "2018-07-06 1.01"])
    #expect(read[0].account == "2100 0418 0200051332")
    #expect(read[0].currency == .eur)
  }

  @Test func `what movements say`() throws {
    let read = try statements(lines.joined(separator: "\n"))
    #expect(read[0].balanceCheck == .proved)
    let card = read[0].transactions[0]
    #expect(card.descriptor == "COMPRA TARJETA LIBRERIA MUÑOZ")
    #expect(card.reference == "REF-1")
    #expect(card.valueDate == CalendarDate("2018-07-04"))
    #expect(card.originalAmount == Money("-58.00 USD"))
    let debit = read[0].transactions[1]
    #expect(debit.descriptor == "STREAM SA CUOTA JULIO")
    #expect(debit.counterparty == "STREAM SA")
    #expect(debit.creditorID == "ES2PL2E7NM3Q6TJQ")
    #expect(debit.mandate == "M-1")
    #expect(debit.reference == nil)
  }

  @Test func `letters of two bytes take one column`() throws {
    let text = lines.joined(separator: "\n")
    let western = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(
      try statements(bytes: western)[0].transactions.map(\.descriptor)
        == statements(text)[0].transactions.map(\.descriptor))
  }

  @Test func `a garbled movement refuses itself, with its line`() throws {
    var lines = lines
    lines[8] = lines[8].replacingOne("00000000000101", "000000000x0101")
    let read = try statements(lines.joined(separator: "\n"))
    #expect(read[0].transactions.count == 2)
    #expect(read[0].diagnostics.map(\.location.line) == [9])
    #expect(read[0].balanceCheck == .off(by: Amount("1.01") ?? .zero, afterLine: nil))
  }
}
