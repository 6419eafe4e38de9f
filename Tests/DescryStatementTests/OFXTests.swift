import DescryCore
import DescryStatement
import Testing

/// What banks make of OFX, one deviation a test.
@Suite struct OFXTests {
  /// A file of one account around transactions; `head` stands before it.
  private func file(_ transactions: String, head: String = "") -> String {
    """
    \(head)<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR
    <BANKACCTFROM><BANKID>30004<ACCTID>00012345678<ACCTTYPE>CHECKING</BANKACCTFROM>
    <BANKTRANLIST><DTSTART>20180701<DTEND>20180731
    \(transactions)
    </BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
    """
  }

  private func row(
    date: String = "20180703", amount: String = "-49.90", rest: String = "<NAME>A SHOP"
  ) -> String {
    "<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>\(date)<TRNAMT>\(amount)<FITID>1\(rest)</STMTTRN>"
  }

  @Test func `SGML with a header`() throws {
    let head = """
      OFXHEADER:100
      DATA:OFXSGML
      VERSION:102
      SECURITY:NONE
      ENCODING:USASCII
      CHARSET:1252
      COMPRESSION:NONE
      OLDFILEUID:NONE
      NEWFILEUID:NONE


      """
    let read = try statements(file(row(), head: head))
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read[0].account == "00012345678")
    #expect(read[0].currency == .eur)
    #expect(read[0].transactions[0].descriptor == "A SHOP")
    #expect(read[0].transactions[0].id == "1")
  }

  @Test(arguments: [
    "", "OFXHEADER:100 DATA:OFXSGML VERSION:102 CHARSET:8859-1 ",
    "OFXHEADER:100\r\nCHARSET:NONE\r\n\r\n", "\u{FEFF}",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?OFX OFXHEADER=\"200\" VERSION=\"211\"?>\n",
    "<!-- made by hand -->\n", "\n\n   ",
  ])
  func `any header or none`(head: String) throws {
    #expect(rows(try statements(file(row(), head: head))) == ["2018-07-03 -49.90"])
  }

  @Test(arguments: [
    "20180703", "201807031200", "20180703120000", "20180703235959.999",
    "20180703233000[-5:EST]", "20180703003000[+9:JST]", "20180703000000.000[0:GMT]",
    "2018-07-03", "20180703000000[-3:GMT",
  ])
  func `the day stays as it is written`(date: String) throws {
    #expect(rows(try statements(file(row(date: date)))) == ["2018-07-03 -49.90"])
  }

  @Test(arguments: [
    ("-49.90", "-49.90"), ("-49,90", "-49.90"), ("+49.90", "49.90"), ("+ 10.00", "10.00"),
    ("- 10.00", "-10.00"), ("(30.00)", "-30.00"), ("-1,234.56", "-1234.56"),
    ("-1.234,56", "-1234.56"), ("-5", "-5"), ("-.50", "-0.50"), ("100.", "100"),
    ("-1778.3952", "-1778.3952"),
  ])
  func amounts(written: String, value: String) throws {
    let read = try statements(file(row(amount: written)))
    #expect(read[0].transactions.first?.amount == Amount(value))
  }

  @Test func `XML with end tags, in any case, on one line`() throws {
    let text =
      "<ofx><bankmsgsrsv1><stmttrnrs><stmtrs><curdef>USD</curdef><banktranlist><stmttrn>"
      + "<trntype>DEBIT</trntype><dtposted>20180703</dtposted><trnamt>-1.00</trnamt>"
      + "<fitid></fitid><name>A &amp; B</name></stmttrn></banktranlist></stmtrs></stmttrnrs>"
      + "</bankmsgsrsv1></ofx>"
    let read = try statements(text)
    #expect(rows(read) == ["2018-07-03 -1.00"])
    #expect(read[0].transactions[0].descriptor == "A & B")
    #expect(!read[0].transactions[0].id.isEmpty)
  }

  @Test func `tags that nothing closes`() throws {
    let text = """
      <OFX><STMTRS><BANKTRANLIST>
      <STMTTRN><DTPOSTED>20180703<TRNAMT>-1.00<FITID>a<NAME>ONE
      <STMTTRN><DTPOSTED>20180704<TRNAMT>-2.00<FITID>b<NAME>TWO
      <LEDGERBAL><BALAMT>100.00<DTASOF>20180704</LEDGERBAL></OFX>
      """
    #expect(rows(try statements(text)) == ["2018-07-03 -1.00", "2018-07-04 -2.00"])
  }

  @Test func `the name stands in NAME, in PAYEE or in MEMO`() throws {
    let text = file(
      row(rest: "<NAME>SHOP<MEMO>CARD 1234") + row(rest: "<PAYEE><NAME>PAYEE SHOP<CITY>X</PAYEE>")
        + row(rest: "<MEMO>ONLY A MEMO") + row(rest: "<NAME>CUT SH<MEMO>CUT SHORT LTD"))
    #expect(
      try statements(text)[0].transactions.map(\.descriptor)
        == ["SHOP CARD 1234", "PAYEE SHOP", "ONLY A MEMO", "CUT SHORT LTD"])
  }

  @Test func `entities, also escaped twice, and angle brackets in text`() throws {
    let text = file(
      row(rest: "<NAME>M&amp;amp;S") + row(rest: "<NAME>CAF&#233; &lt;3")
        + row(rest: "<NAME><![CDATA[A < B & C]]>") + row(rest: "<NAME>AT&T 5 < 6"))
    #expect(
      try statements(text)[0].transactions.map(\.descriptor)
        == ["M&S", "CAFé <3", "A < B & C", "AT&T 5 < 6"])
  }

  @Test func `bytes that contradict the header`() throws {
    let text = file(row(rest: "<NAME>BOUTIQUE DÉCO"), head: "OFXHEADER:100\nCHARSET:1252\n\n")
    #expect(try statements(text)[0].transactions[0].descriptor == "BOUTIQUE DÉCO")
    let western = Array(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    #expect(try statements(bytes: western)[0].transactions[0].descriptor == "BOUTIQUE DÉCO")
  }

  @Test func `several accounts, a card, and junk behind the end`() throws {
    let text = """
      <OFX><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>A</BANKACCTFROM><BANKTRANLIST>
      \(row())</BANKTRANLIST></STMTRS>
      <CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>B</CCACCTFROM><BANKTRANLIST>
      \(row(amount: "-2.00"))</BANKTRANLIST></CCSTMTRS></OFX>
      <STMTTRN><DTPOSTED>20180703<TRNAMT>-9.00<FITID>9</STMTTRN> and more
      """
    let read = try statements(text)
    #expect(read.map(\.account) == ["A", "B"])
    #expect(read.map(\.currency) == [.eur, .usd])
    #expect(rows(read) == ["2018-07-03 -49.90", "2018-07-03 -2.00"])
  }

  @Test func `the other side's account is not the statement's`() throws {
    let text = file(row(rest: "<BANKACCTTO><ACCTID>999</BANKACCTTO><NAME>TRANSFER"))
    let read = try statements(text)
    #expect(read[0].account == "00012345678")
    #expect(read[0].transactions[0].descriptor == "TRANSFER")
  }

  @Test func `what was charged before conversion`() throws {
    let text = file(
      row(amount: "-45.00", rest: "<NAME>X<ORIGCURRENCY><CURRATE>0.9<CURSYM>USD</ORIGCURRENCY>"))
    let transaction = try statements(text)[0].transactions[0]
    #expect(transaction.currency == .eur)
    #expect(transaction.originalAmount == Money("-50.00 USD"))
  }

  @Test func `category code and phone go along`() throws {
    let read = try statements(file(row(rest: "<SIC>5942<NAME>BOOKS<PHONE>866-216-1072")))
    #expect(read[0].transactions[0].mcc == "5942")
    #expect(read[0].transactions[0].phone == "866-216-1072")
  }

  @Test func `one id on several rows stays several rows`() throws {
    let read = try statements(file(row() + row(amount: "-1.00") + row()))
    #expect(read[0].transactions.map(\.id) == ["1", "1#2", "1#3"])
  }

  @Test func `a garbled amount refuses its row, with its line`() throws {
    let read = try statements(file(row() + "\n" + row(amount: "-4x.90") + "\n" + row()))
    #expect(read[0].transactions.count == 2)
    #expect(read[0].diagnostics.map(\.location.line) == [5])
  }

  @Test func `purchases of securities are no account lines`() throws {
    let text = """
      <OFX><INVSTMTRS><CURDEF>USD<INVACCTFROM><ACCTID>I</INVACCTFROM><INVTRANLIST>
      <BUYSTOCK><INVBUY><INVTRAN><FITID>1<DTTRADE>20180703</INVTRAN><TOTAL>-9</INVBUY></BUYSTOCK>
      <INVBANKTRAN>\(row())</INVBANKTRAN></INVTRANLIST></INVSTMTRS></OFX>
      """
    let read = try statements(text)
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read[0].assumptions.contains { $0.english.contains("securities") })
  }

  @Test func `UTF-16 with its mark`() throws {
    let text = file(row(rest: "<NAME>DÉCO"))
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try statements(bytes: bytes)[0].transactions[0].descriptor == "DÉCO")
  }
}
