import DescryCore
import DescryStatement
import Testing

/// ISO 20022 account messages as banks write them.
@Suite struct CAMTTests {
  /// A message of one statement around entries.
  private func file(
    _ entries: String, head: String = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    version: String = "053.001.08", balances: String = ""
  ) -> String {
    """
    \(head)
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.\(version)"><BkToCstmrStmt>
    <GrpHdr><MsgId>M</MsgId><CreDtTm>2018-08-01T06:00:00</CreDtTm></GrpHdr>
    <Stmt><Id>S</Id><CreDtTm>2018-07-31T06:00:00</CreDtTm>
    <Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy>
    <Ownr><Nm>Me</Nm></Ownr><Svcr><FinInstnId><Nm>Bank</Nm></FinInstnId></Svcr></Acct>
    \(balances)
    \(entries)
    </Stmt></BkToCstmrStmt></Document>
    """
  }

  private func balance(_ kind: String, _ amount: String, _ sign: String = "CRDT") -> String {
    """
    <Bal><Tp><CdOrPrtry><Cd>\(kind)</Cd></CdOrPrtry></Tp>
    <CdtLine><Incl>false</Incl><Amt Ccy="EUR">77.00</Amt></CdtLine>
    <Amt Ccy="EUR">\(amount)</Amt><CdtDbtInd>\(sign)</CdtDbtInd>
    <Dt><Dt>2018-07-01</Dt></Dt></Bal>
    """
  }

  private func entry(
    amount: String = "49.90", sign: String = "DBIT", currency: String = "EUR",
    status: String = "<Sts><Cd>BOOK</Cd></Sts>",
    date: String = "<BookgDt><Dt>2018-07-03</Dt></BookgDt>", details: String = ""
  ) -> String {
    """
    <Ntry><Amt Ccy="\(currency)">\(amount)</Amt><CdtDbtInd>\(sign)</CdtDbtInd>\(status)\(date)
    <AcctSvcrRef>REF1</AcctSvcrRef>
    <BkTxCd><Prtry><Cd>NDDT+105</Cd></Prtry></BkTxCd>\(details)</Ntry>
    """
  }

  private let debit = """
    <NtryDtls><TxDtls><Refs><EndToEndId>E-1</EndToEndId><MndtId>M-1</MndtId></Refs>
    <RltdPties><Dbtr><Pty><Nm>Me</Nm></Pty></Dbtr>
    <Cdtr><Pty><Nm>Stream AG</Nm><PstlAdr><Ctry>DE</Ctry></PstlAdr><Id><PrvtId><Othr>
    <Id>DE98ZZZ09999999999</Id><SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id>
    <CtctDtls><PhneNb>+49-301234</PhneNb></CtctDtls></Pty></Cdtr>
    <UltmtCdtr><Pty><Nm>Music Club</Nm></Pty></UltmtCdtr></RltdPties>
    <RltdAgts><CdtrAgt><FinInstnId><Nm>Other Bank</Nm></FinInstnId></CdtrAgt></RltdAgts>
    <RmtInf><Ustrd>Subscription July</Ustrd><Ustrd>4711</Ustrd></RmtInf></TxDtls></NtryDtls>
    <AddtlNtryInf>BASISLASTSCHRIFT</AddtlNtryInf>
    """

  @Test func `everything that a direct debit tells`() throws {
    let read = try statements(
      file(
        entry(details: debit),
        balances: balance("OPBD", "100.00") + balance("CLBD", "50.10")))
    let row = read[0].transactions[0]
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read[0].account == "DE02120300000000202051")
    #expect(read[0].balanceCheck == .proved)
    #expect(row.id == "REF1")
    #expect(row.descriptor == "Stream AG Subscription July 4711 Music Club")
    #expect(row.counterparty == "Stream AG")
    #expect(row.creditorID == "DE98ZZZ09999999999")
    #expect(row.mandate == "M-1")
    #expect(row.reference == "E-1")
    #expect(row.phone == "+49-301234")
    #expect(row.line == 14)
  }

  @Test(arguments: ["052.001.02", "053.001.01", "053.001.14", "054.001.04"])
  func `any version, message, namespace and prefix`(version: String) throws {
    var text = file(entry(), version: version)
    if version.hasPrefix("052") { text = text.replacing("Stmt>", with: "Rpt>") }
    if version.hasPrefix("054") { text = text.replacing("Stmt>", with: "Ntfctn>") }
    #expect(rows(try statements(text)) == ["2018-07-03 -49.90"])
    let prefixed = text.replacing("<", with: "<n:").replacing("<n:/", with: "</n:")
      .replacing("<n:?", with: "<?").replacing("xmlns=", with: "xmlns:n=")
    #expect(rows(try statements(prefixed)) == ["2018-07-03 -49.90"])
  }

  @Test func `no namespace at all`() throws {
    let text = file(entry()).replacing(
      " xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"", with: "")
    #expect(rows(try statements(text)) == ["2018-07-03 -49.90"])
  }

  @Test(arguments: [
    "<BookgDt><DtTm>2018-07-03T23:30:00+02:00</DtTm></BookgDt>",
    "<BookgDt><Dt>2018-07-03+02:00</Dt></BookgDt><ValDt><Dt>2018-07-09</Dt></ValDt>",
    "<ValDt><Dt>2018-07-03</Dt></ValDt>",
  ])
  func days(written: String) throws {
    #expect(rows(try statements(file(entry(date: written)))) == ["2018-07-03 -49.90"])
  }

  @Test func `an entry without a day has the message's, and that is said`() throws {
    let read = try statements(file(entry(date: "")))
    #expect(rows(read) == ["2018-07-31 -49.90"])
    #expect(read[0].assumptions.count == 1)
  }

  @Test(arguments: [
    ("<Sts>PDNG</Sts>", Transaction.Status.pending),
    ("<Sts><Cd>PDNG</Cd></Sts>", .pending), ("<Sts>BOOK</Sts>", .booked), ("", .booked),
  ])
  func `pending entries are told apart`(status: String, expected: Transaction.Status) throws {
    let read = try statements(file(entry(status: status)))
    #expect(read[0].transactions.map(\.status) == [expected])
  }

  @Test func `five decimals`() throws {
    let read = try statements(
      file(
        entry(amount: "49.90000"),
        balances: balance("PRCD", "100.00000") + balance("CLBD", "50.1")))
    #expect(read[0].transactions[0].amount == Amount("-49.9"))
    #expect(read[0].balanceCheck == .proved)
  }

  private func batch(_ amounts: [(String, String)]) -> String {
    "<NtryDtls><Btch><NbOfTxs>2</NbOfTxs><TtlAmt Ccy=\"EUR\">1</TtlAmt></Btch>"
      + amounts.map { amount, sign in
        """
        <TxDtls><Refs><AcctSvcrRef>T\(amount)</AcctSvcrRef></Refs>
        <Amt Ccy="EUR">\(amount)</Amt><CdtDbtInd>\(sign)</CdtDbtInd>
        <RltdPties><Cdtr><Nm>To \(amount)</Nm></Cdtr></RltdPties></TxDtls>
        """
      }.joined() + "</NtryDtls>"
  }

  @Test func `a batch becomes its transactions`() throws {
    let read = try statements(
      file(entry(details: batch([("30.00", "DBIT"), ("24.90", "DBIT"), ("5.00", "CRDT")]))))
    #expect(rows(read) == ["2018-07-03 -30.00", "2018-07-03 -24.90", "2018-07-03 5.00"])
    #expect(read[0].transactions.map(\.id) == ["T30.00", "T24.90", "T5.00"])
    #expect(read[0].transactions[0].descriptor == "To 30.00")
  }

  @Test func `a batch that does not add up stays one row, and that is said`() throws {
    let read = try statements(file(entry(details: batch([("30.00", "DBIT"), ("1.00", "DBIT")]))))
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read[0].diagnostics.map(\.code) == ["S033 batch"])
  }

  @Test func `a returned debit says why, and names the creditor`() throws {
    let details = """
      <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Me</Nm></Dbtr><Cdtr><Nm>Stream AG</Nm></Cdtr>
      </RltdPties><RtrInf><Rsn><Cd>MD06</Cd></Rsn><AddtlInf>on demand</AddtlInf></RtrInf></TxDtls>
      </NtryDtls>
      """
    let read = try statements(
      file(
        entry(sign: "CRDT", status: "<RvslInd>true</RvslInd><Sts>BOOK</Sts>", details: details)))
    let row = read[0].transactions[0]
    #expect(row.amount == Amount("49.90"))
    #expect(row.returnReason == "MD06")
    #expect(row.counterparty == "Stream AG")
  }

  @Test func `the amount before conversion`() throws {
    let details = """
      <NtryDtls><TxDtls><Amt Ccy="EUR">49.90</Amt><AmtDtls>
      <InstdAmt><Amt Ccy="USD">58.00</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">49.90</Amt></TxAmt>
      </AmtDtls><Chrgs><Rcrd><Amt Ccy="EUR">1.00</Amt></Rcrd></Chrgs></TxDtls></NtryDtls>
      """
    let row = try statements(file(entry(details: details)))[0].transactions[0]
    #expect(row.amount == Amount("-49.90"))
    #expect(row.originalAmount == Money("-58.00 USD"))
  }

  @Test func `a card's category code`() throws {
    let details = """
      <NtryDtls><TxDtls><CardTx><Tx><MrchntCtgyCd>5942</MrchntCtgyCd></Tx></CardTx></TxDtls>
      </NtryDtls><AddtlNtryInf>BOOKS</AddtlNtryInf>
      """
    let row = try statements(file(entry(details: details)))[0].transactions[0]
    #expect(row.mcc == "5942")
    #expect(row.descriptor == "BOOKS")
  }

  @Test func `alphabets, declared truly and falsely`() throws {
    let head = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
    let text = file(entry(details: "<AddtlNtryInf>Café Zürich</AddtlNtryInf>"), head: head)
    let western = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(try statements(bytes: western)[0].transactions[0].descriptor == "Café Zürich")
    #expect(try statements(text)[0].transactions[0].descriptor == "Café Zürich")
    let false8 = file(entry(details: "<AddtlNtryInf>Café Zürich</AddtlNtryInf>"))
      .unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(try statements(bytes: false8)[0].transactions[0].descriptor == "Café Zürich")
    let wide = "\u{FEFF}" + text.replacing("ISO-8859-1", with: "UTF-16")
    let bytes = wide.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try statements(bytes: bytes)[0].transactions[0].descriptor == "Café Zürich")
  }

  @Test func `several statements`() throws {
    let text = file(entry() + "</Stmt><Stmt>" + entry(amount: "1.00", sign: "CRDT"))
    let read = try statements(text)
    #expect(read.count == 2)
    #expect(rows(read) == ["2018-07-03 -49.90", "2018-07-03 1.00"])
  }

  @Test func `entries in another currency prove nothing`() throws {
    let read = try statements(
      file(
        entry(currency: "SEK"), balances: balance("OPBD", "100.00") + balance("CLBD", "50.10")))
    #expect(read[0].balanceCheck == .notGiven)
    #expect(read[0].assumptions.count == 1)
  }

  @Test func `a garbled amount refuses its entry, with its line`() throws {
    let read = try statements(file(entry() + "\n" + entry(amount: "4x.90")))
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read[0].diagnostics.map(\.location.line) == [11])
  }

  @Test func `bombs and entities from outside are refused`() {
    let bomb = """
      <?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>
      """
    let outside =
      "<?xml version=\"1.0\"?><!DOCTYPE d SYSTEM \"file:///etc/passwd\" [\n"
      + "<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
    let details = "<AddtlNtryInf>&c;&a;</AddtlNtryInf>"
    #expect(refusal(file(entry(details: details), head: bomb)) == "S030 document-type")
    #expect(refusal(file(entry(details: details), head: outside)) == "S030 document-type")
    #expect(refusal(file("")) == nil)
  }

  @Test func `an entity that nothing declares ends the reading, and that is said`() throws {
    let text = file(entry() + entry(details: "<AddtlNtryInf>&nope;</AddtlNtryInf>"))
    let read = try statements(text)
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read[0].diagnostics.map(\.code) == ["S010 cut"])
  }

  /// Rows are read before, and none is read twice, wherever libxml2 takes over.
  @Test(arguments: [
    "<AddtlNtryInf xml:lang=\"en\">X</AddtlNtryInf>", "<AddtlNtryInf a=\"&amp;\">X</AddtlNtryInf>",
    "<é>x</é><AddtlNtryInf>X</AddtlNtryInf>",
  ])
  func `what is not plain is read all the same`(details: String) throws {
    let balances = balance("OPBD", "100.00") + balance("CLBD", "-49.70")
    let text = file(entry() + "\n" + entry(details: details) + entry(), balances: balances)
    let read = try statements(text)
    #expect(read.count == 1)
    #expect(read[0].balanceCheck == .proved)
    #expect(read[0].transactions.map(\.descriptor) == ["", "X", ""])
    let plain = try statements(text.replacing(details, with: "<AddtlNtryInf>X</AddtlNtryInf>"))
    #expect(read[0].transactions.map(\.line) == plain[0].transactions.map(\.line))
  }

  @Test(arguments: ["", "\n\n", "\u{FEFF}", " <!-- next --> "])
  func `several documents in one file are all read`(between: String) throws {
    let first = file(entry())
    let second = file(entry(amount: "1.00", details: "<AddtlNtryInf>Zürich</AddtlNtryInf>"))
    let read = try statements(first + between + second)
    #expect(rows(read) == ["2018-07-03 -49.90", "2018-07-03 -1.00"])
    #expect(read.map(\.diagnostics.count) == [0, 0])
    let line = read[1].transactions[0].line
    let lines = (first + between).utf8.filter { $0 == 0x0A }.count
    #expect(line == lines + 8)

    // The same where libxml2 reads them: an attribute with a reference, and an eight-bit alphabet.
    let odd = file(entry(details: "<A b=\"&#65;\"/>")) + between + second
    #expect(rows(try statements(odd)) == rows(read))
    #expect(try statements(odd)[1].transactions[0].line == line)
    let western = (first.replacing("UTF-8", with: "ISO-8859-1") + "\n" + second)
      .unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let decoded = try statements(bytes: western)
    #expect(rows(decoded) == rows(read))
    #expect(decoded.last?.transactions.first?.descriptor == "Zürich")
  }

  @Test func `junk behind a document is said`() throws {
    let read = try statements(file(entry()) + "\n}{5:}")
    #expect(rows(read) == ["2018-07-03 -49.90"])
    #expect(read.flatMap(\.diagnostics).map(\.code) == ["S010 cut"])
  }

  @Test func `nesting without end is refused`() {
    let deep = String(repeating: "<A>", count: 100_000)
    #expect(refusal(file("").replacing("</Stmt>", with: deep)) == nil)
    #expect(
      refusal("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">" + deep)
        == "S032 malformed-xml")
  }
}
