import DescryCore
import DescryStatement
import Testing

/// What banks make of SWIFT MT940 and MT942.
@Suite struct MT940Tests {
  private func file(_ lines: String) -> String {
    """
    :20:STARTUMS
    :25:30000000/0001234567
    :28C:00001/001
    :60F:C180702EUR1000,00
    \(lines)
    :62F:C180731EUR950,10
    -
    """
  }

  @Test func `German details`() throws {
    let text = file(
      """
      :61:1807030703DR49,90NDDTNONREF//BANK123
      :86:105?00BASISLASTSCHRIFT?20EREF+R-4711?21MREF+M-99?22CRED+DE98
      ZZZ09999999999?23SVWZ+Ihr Einkauf bei Musi?24kdienst Juli
      ?30GENODEF1?31DE0012345?32STREAMING SE?33RVICE GMBH
      """)
    let read = try statements(text)
    let row = read[0].transactions[0]
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read[0].account == "30000000/0001234567")
    #expect(row.id == "BANK123")
    #expect(row.reference == "R-4711")
    #expect(row.mandate == "M-99")
    #expect(row.creditorID == "DE98ZZZ09999999999")
    #expect(row.counterparty?.hasPrefix("STREAMING SE") == true)
    #expect(row.descriptor == "STREAMING SE RVICE GMBH Ihr Einkauf bei Musi kdienst Juli")
    #expect(read[0].balanceCheck == .proved)
  }

  @Test func `Dutch details`() throws {
    let text = file(
      """
      :61:1807030703D49,90NDDTEREF//BANK123
      :86:/TRTP/SEPA Incasso/CSID/NL12ZZZ091567230000/NAME/Stream BV/MARF/M1
      /REMI/Abonnement juli/EREF/E-1
      """)
    let row = try statements(text)[0].transactions[0]
    #expect(row.counterparty == "Stream BV")
    #expect(row.creditorID == "NL12ZZZ091567230000")
    #expect(row.mandate == "M1")
    #expect(row.reference == "E-1")
    #expect(row.descriptor == "Stream BV Abonnement juli")
  }

  @Test(arguments: [
    (":61:1807030703D49,90NMSCNONREF", "2018-07-03 -49.90"),
    (":61:180703D49,90NMSC", "2018-07-03 -49.90"),
    ("  :61:180703D49,90NMSC", "2018-07-03 -49.90"),
    (":61:180703d49,90NMSC", "2018-07-03 -49.90"),
    (":61:180703    D49,90NMSCX", "2018-07-03 -49.90"),
    (":61:1807030703DR49,90NMSCX", "2018-07-03 -49.90"),
    (":61:1807030703C49,9NMSCX", "2018-07-03 49.9"),
    (":61:1807030703CR49,NMSCX", "2018-07-03 49"),
    (":61:1807030703RC49,90NMSCX", "2018-07-03 -49.90"),
    (":61:1807030703RD49,90NMSCX", "2018-07-03 49.90"),
    (":61:1807030703RCR49,90NMSCX", "2018-07-03 -49.90"),
    (":61:1807030703D49.90NMSCX", "2018-07-03 -49.90"),
    (":61:1807030703D000000000049,90NMSCX", "2018-07-03 -49.90"),
    (":61:160230D49,90NMSCX", "2016-02-29 -49.90"),
    (":61:1612310102D49,90NMSCX", "2016-12-31 -49.90"),
    (":61:180703D49,90SMSCX//Y", "2018-07-03 -49.90"),
    (":61:180703D49,90FCHGX", "2018-07-03 -49.90"),
  ])
  func `the booking line`(line: String, expected: String) throws {
    #expect(rows(try statements(file(line))) == [expected])
  }

  @Test func `an envelope, and several messages in one file`() throws {
    let one = """
      {1:F01BANKDEFFXXXX0000000000}{2:I940X}{4:
      :20:A
      :25:ONE
      :28C:1
      :60F:C180702EUR10,
      :61:180703D1,NMSCX
      :86:FIRST
      :62F:C180703EUR9,
      -}{5:}
      """
    let read = try statements(
      one + "\r\n" + one.replacingOne("ONE", "TWO").replacingOne("FIRST", "SECOND"))
    #expect(read.map(\.account) == ["ONE", "TWO"])
    #expect(read.flatMap(\.transactions).map(\.descriptor) == ["FIRST", "SECOND"])
    #expect(read.map(\.balanceCheck) == [.proved, .proved])
  }

  @Test func `junk before the first field`() throws {
    let text = "0000 01INGBNL2A\r\n0000 01INGBNL2A\r\n940 00\r\n" + file(":61:180703D49,90NMSCX")
    #expect(rows(try statements(text)) == ["2018-07-03 -49.90"])
  }

  @Test func `a text that means only itself, and details wrapped in a time`() throws {
    let text = file(
      """
      :61:180703D49,90NMSCNONREF
      :86:CARD PAYMENT AT A SHOP
      :26:37 ON TUESDAY
      """)
    let row = try statements(text)[0].transactions[0]
    #expect(row.descriptor.hasPrefix("CARD PAYMENT AT A SHOP"))
    #expect(row.descriptor.contains(":26:37 ON TUESDAY"))
  }

  @Test func `pages of one account are one statement`() throws {
    let text = """
      :20:A
      :25:ONE
      :60F:C180702EUR10,
      :61:180703D1,NMSCX
      :62M:C180703EUR9,
      -
      :20:B
      :25:ONE
      :60M:C180703EUR9,
      :61:180704D2,NMSCX
      :62F:C180704EUR7,
      -
      """
    let read = try statements(text)
    #expect(read.count == 1)
    #expect(read[0].balanceCheck == .proved)
    #expect(rows(read) == ["2018-07-03 -1", "2018-07-04 -2"])
  }

  @Test func `MT942 has no balances`() throws {
    let text = """
      :20:A
      :25:ONE
      :34F:EUR0,
      :13D:1807031200+0200
      :61:180703C1,NMSCX
      :86:INTERIM
      :90C:1EUR1,
      -
      """
    let read = try statements(text)
    #expect(rows(read) == ["2018-07-03 1"])
    #expect(read[0].currency == .eur)
    #expect(read[0].balanceCheck == .notGiven)
  }

  @Test func `a balance that is malformed does not void the file`() throws {
    let text = file(":61:180703D49,90NMSCX") + "\n:64:CRUBBISH\n"
    #expect(rows(try statements(text)) == ["2018-07-03 -49.90"])
  }

  @Test func `balances that do not fit are told`() throws {
    let read = try statements(file(":61:180703D50,00NMSCX"))
    #expect(read[0].balanceCheck == .off(by: Amount("0.10") ?? .zero, afterLine: nil))
  }

  @Test func `a garbled booking refuses its row, with its line`() throws {
    let read = try statements(
      file(":61:180703D49,90NMSCX\n:86:GOOD\n:61:18x703D1,00NMSCX\n:86:BAD"))
    #expect(read[0].transactions.map(\.descriptor) == ["GOOD"])
    #expect(read[0].diagnostics.map(\.location.line) == [7])
  }
}

extension String {
  /// The text with the first place of `part` replaced.
  func replacingOne(_ part: String, _ other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
