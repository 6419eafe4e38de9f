import DescryCore
import DescryStatement
import Testing

/// Files that break off or have broken bytes: they are refused or read less, and never invent a row.
@Suite struct CutFilesTests {
  /// A small file of each format with a bit of everything.
  static let files: [(name: String, bytes: [UInt8])] = [
    ("OFX", Array(ofx.utf8)), ("OFX in XML", Array(xml.utf8)), ("MT940", Array(mt940.utf8)),
    ("CAMT", Array(camt.utf8)), ("QIF", Array(qif.utf8)), ("CFONB 120", Array(cfonb.utf8)),
    ("Norma 43", Array(norma.utf8)),
  ]

  @Test(arguments: files.indices)
  func `cut at every byte`(index: Int) throws {
    let (name, bytes) = Self.files[index]
    let whole = rows(try statements(bytes: bytes))
    #expect(whole.count == 3, "\(name) itself is read")
    for count in bytes.indices {
      guard let read = Self.read(Array(bytes[..<count])) else { continue }
      #expect(whole.starts(with: read), "\(name) cut at \(count)")
    }
  }

  @Test(arguments: files.indices)
  func `bytes flipped`(index: Int) throws {
    let (name, bytes) = Self.files[index]
    let whole = rows(try statements(bytes: bytes))
    for place in stride(from: 0, to: bytes.count, by: 3) {
      for mask: UInt8 in [0x01, 0x10, 0x80, 0xFF] {
        var broken = bytes
        broken[place] ^= mask
        guard let read = Self.read(broken) else { continue }
        #expect(read.count <= whole.count, "\(name) with byte \(place) flipped by \(mask)")
      }
    }
  }

  @Test(arguments: files.indices)
  func `stretches left out, doubled, or of zeros`(index: Int) throws {
    let (_, bytes) = Self.files[index]
    for place in stride(from: 0, to: bytes.count - 20, by: 17) {
      _ = Self.read(Array(bytes[..<place] + bytes[(place + 20)...]))
      _ = Self.read(Array(bytes[..<(place + 20)] + bytes[place...]))
      _ = Self.read(Array(bytes[..<place]) + Array(repeating: 0, count: 20) + bytes[place...])
    }
  }

  @Test(arguments: Statement.Format.allCases)
  func `any bytes, read as any format`(format: Statement.Format) {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for length in stride(from: 1, through: 400, by: 21) {
      let bytes = (0..<length).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      _ = Self.read(bytes, format: format)
    }
    for (_, bytes) in Self.files { _ = Self.read(bytes, format: format) }
  }

  /// Amounts, days and lengths beyond everything.
  @Test(arguments: [
    "<OFX><STMTTRN><DTPOSTED>99999999<TRNAMT>99999999999999999999999999<FITID>1</STMTTRN></OFX>",
    "<OFX><STMTTRN><DTPOSTED>20180703<TRNAMT>-9223372036854775808<FITID>1</STMTTRN></OFX>",
    ":20:A\n:25:B\n:60F:C999999EUR99999999999999999999,\n:61:999999D9999999999999999999,NMSC\n",
    ":20:A\n:61:180703D,NMSC\n:61:180703D\n:61:\n:86:\n:86:?\n:86:?2\n:61:180703D1,N\n:86:1?20",
    "!Type:Bank\nD99999999999/99999/99999\nT99999999999999999999\n^\nD\nT\n^\n^\nD'\nT,\n^\n",
    "!Type:Bank\nD13/07/2018\nT-9223372036854775808\n^\nD13/07/2018\nT-0.0000000001\n^\n",
  ])
  func `numbers beyond everything`(text: String) {
    let read = Self.read(Array(text.utf8)) ?? []
    #expect(read.count <= 1)
  }

  /// Day and amount of each row, or nil when the file is refused.
  private static func read(_ bytes: [UInt8], format: Statement.Format? = nil) -> [String]? {
    do {
      let pdf = PDFText { Array($0) }
      return rows(
        try statements(
          bytes: bytes, ReadingOptions(dateOrder: .dmy), format: format, pdf: pdf))
    } catch {
      #expect(error is StatementError)
      return nil
    }
  }

  private static let ofx = """
    OFXHEADER:100
    CHARSET:1252

    <OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR
    <BANKACCTFROM><BANKID>1<ACCTID>2</BANKACCTFROM><BANKTRANLIST>
    <STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20180703<TRNAMT>-49.90<FITID>1<NAME>A &amp; B<MEMO>X</STMTTRN>
    <STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20180704<TRNAMT>-1.25<FITID>2<NAME>C</STMTTRN>
    <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20180705120000[-5:EST]<TRNAMT>+ 10.00<FITID>3
    <ORIGCURRENCY><CURRATE>0.9<CURSYM>USD</ORIGCURRENCY></STMTTRN>
    </BANKTRANLIST><LEDGERBAL><BALAMT>58.85<DTASOF>20180731</LEDGERBAL>
    </STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>

    """

  private static let xml = """
    <?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>
    <OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>EUR</CURDEF><CCACCTFROM>
    <ACCTID>2</ACCTID></CCACCTFROM><BANKTRANLIST>
    <STMTTRN><DTPOSTED>20180703</DTPOSTED><TRNAMT>-49.90</TRNAMT><NAME>Café</NAME></STMTTRN>
    <STMTTRN><DTPOSTED>20180704</DTPOSTED><TRNAMT>-1.25</TRNAMT><NAME><![CDATA[B]]></NAME></STMTTRN>
    <STMTTRN><DTPOSTED>20180705</DTPOSTED><TRNAMT>10.00</TRNAMT><MEMO>&#233;</MEMO></STMTTRN>
    </BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>

    """

  private static let mt940 = """
    {1:F01X}{2:I940Y}{4:
    :20:STARTUMS
    :25:30000000/0001234567
    :28C:00001/001
    :60F:C180702EUR100,00
    :61:1807030703DR49,90NDDTNONREF//B1
    :86:105?00LASTSCHRIFT?20EREF+R-1?21SVWZ+Ihr Einkauf?32STREAM AG
    :61:180704D1,25NMSCNONREF
    :86:/TRTP/X/NAME/C/REMI/D/EREF/E/OCMT/USD1,50
    :61:180705RD10,NMSCNONREF//B3
    :86:TEXT
    :62F:C180731EUR58,85
    -}

    """

  private static let camt = """
    <?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
    <BkToCstmrStmt><Stmt><Acct><Id><IBAN>X</IBAN></Id></Acct>
    <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100</Amt>
    <CdtDbtInd>CRDT</CdtDbtInd></Bal>
    <Ntry><Amt Ccy="EUR">49.90</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2018-07-03</Dt></BookgDt>
    <NtryDtls><TxDtls><RmtInf><Ustrd>A &amp; B</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
    <Ntry><Amt Ccy="EUR">8.75</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2018-07-04</Dt></BookgDt>
    <NtryDtls><TxDtls><Amt Ccy="EUR">1.25</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>
    <TxDtls><Amt Ccy="EUR">10.00</Amt></TxDtls></NtryDtls></Ntry>
    </Stmt></BkToCstmrStmt></Document>

    """

  private static let qif = """
    !Account
    NX
    ^
    !Type:Bank
    D03/07/2018
    T-49.90
    PA
    SB
    $-49.90
    ^
    D04/07/2018
    T-1.25
    PC
    ^
    D25/07'18
    T10.00
    MD
    ^

    """

  private static func record(_ code: String, _ amount: String, _ text: String) -> String {
    let head = code + "30004    00123EUR2 00012345678  030718  030718"
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    return padded(padded(head + text, 90) + amount, 120) + "\n"
  }

  private static let cfonb =
    record("01", "0000000001000{", "") + record("04", "0000000000499}", "PRLV")
    + "0530004    00123EUR2 00012345678  030718     LIBTEXT\n"
    + record("04", "0000000000012N", "CB") + record("04", "0000000000100{", "VIR")
    + record("07", "0000000000588E", "")

  private static let norma = """
    11210004180200051332180701180731200000000010000978 3UNA PERSONA
    22    041818070318070403046100000000004990
    2301TEXTO                                 OTRO
    22    041818070418070403046100000000000125
    22    041818070518070403046200000000001000
    33210004180200051332000020000000000511500001000000000010002000000000058859780000
    88999999999999999999000006

    """
}
