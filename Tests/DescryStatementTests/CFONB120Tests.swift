import DescryCore
import DescryStatement
import Testing

/// The French statement of 120 columns.
@Suite struct CFONB120Tests {
  /// A record from its fields, set into their columns.
  private func record(
    _ code: String, date: String, amount: String = "", text: String = "", value: String = "",
    qualifier: String = "", reference: String = "", currency: String = "EUR2"
  ) -> String {
    var columns = Array(repeating: Character(" "), count: 120)
    func put(_ text: String, at column: Int) {
      for (index, letter) in text.enumerated() { columns[column - 1 + index] = letter }
    }
    put(code + "30004", at: 1)
    put("00123" + currency, at: 12)
    put("00012345678", at: 22)
    put(date, at: 35)
    if code == "05" {
      put(qualifier + text, at: 46)
    } else {
      put(value, at: 43)
      put(text, at: 49)
      put(amount, at: 91)
      put(reference, at: 105)
    }
    return String(columns)
  }

  private var lines: [String] {
    [
      record("01", date: "300618", amount: "0000000001000{"),
      record(
        "04", date: "030718", amount: "0000000000499}", text: "PRLV SEPA STREAM",
        value: "040718", reference: "R1"),
      record("05", date: "030718", text: "ABONNEMENT JUILLET", qualifier: "LIB"),
      record("05", date: "030718", text: "STREAM AG", qualifier: "NBE"),
      record("05", date: "030718", text: "DE98ZZZ09999999999", qualifier: "IBE"),
      record("05", date: "030718", text: "M-1", qualifier: "RUM"),
      record("05", date: "030718", text: "E-1", qualifier: "RCN"),
      record("05", date: "030718", text: "USD200000000005800", qualifier: "MMO"),
      record("04", date: "050718", amount: "0000000000010A", text: "VIR SEPA"),
      record("07", date: "310718", amount: "0000000000511A"),
    ]
  }

  @Test func `movements with what their complements say`() throws {
    let read = try statements(lines.joined(separator: "\r\n") + "\r\n")
    let row = read[0].transactions[0]
    #expect(read[0].format == .cfonb120)
    #expect(rows(read) == ["2018-07-03 -49.90", "2018-07-05 1.01"])
    #expect(read[0].account == "30004 00123 00012345678")
    #expect(read[0].currency == .eur)
    #expect(read[0].balanceCheck == .proved)
    #expect(row.descriptor == "PRLV SEPA STREAM ABONNEMENT JUILLET STREAM AG")
    #expect(row.counterparty == "STREAM AG")
    #expect(row.creditorID == "DE98ZZZ09999999999")
    #expect(row.mandate == "M-1")
    #expect(row.reference == "E-1")
    #expect(row.originalAmount == Money("-58.00 USD"))
    #expect(row.valueDate == CalendarDate("2018-07-04"))
  }

  @Test(arguments: Array(zip("{ABCDEFGHI", 0...9)) + Array(zip("éA", [0, 1])))
  func `credits carry their sign in the last digit`(letter: Character, digit: Int) throws {
    let text = record("04", date: "030718", amount: "0000000000012\(letter)", text: "X")
    #expect(try statements(text)[0].transactions[0].amount == Amount("1.2\(digit)"))
  }

  @Test(arguments: Array(zip("}JKLMNOPQR", 0...9)) + Array(zip("èJ", [0, 1])))
  func `debits carry their sign in the last digit`(letter: Character, digit: Int) throws {
    let text = record("04", date: "030718", amount: "0000000000012\(letter)", text: "É X")
    #expect(try statements(text)[0].transactions[0].amount == Amount("-1.2\(digit)"))
    let western = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(try statements(bytes: western)[0].transactions[0].amount == Amount("-1.2\(digit)"))
  }

  @Test(arguments: [("JPY0", "-120"), ("TND3", "-0.120"), ("EUR ", "-1.20")])
  func `decimals are the record's own`(currency: String, value: String) throws {
    let text = record(
      "04", date: "030718", amount: "0000000000012}", text: "X", currency: currency)
    #expect(try statements(text)[0].transactions[0].amount == Amount(value))
  }

  @Test func `records without line ends`() throws {
    #expect(
      rows(try statements(lines.joined())) == ["2018-07-03 -49.90", "2018-07-05 1.01"])
  }

  @Test func `a garbled record refuses itself, with its line`() throws {
    var lines = lines
    lines[8] = record("04", date: "050718", amount: "00000000000?0A", text: "VIR SEPA")
    let read = try statements(lines.joined(separator: "\n"))
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read[0].diagnostics.map(\.location.line) == [9])
    #expect(read[0].balanceCheck == .off(by: Amount("1.01") ?? .zero, afterLine: nil))
  }
}
