import DescryCore
import Testing

@testable import DescryStatement

/// The byte scanner of plain XML against libxml2: what it tells, libxml2 tells too, and what it
/// accepts, libxml2 accepts.
@Suite struct XMLSourcesTests {
  /// What a source tells, one line an event.
  private struct Trace: XMLElements {
    var events: [String] = []

    mutating func begin(_ tag: XMLTag) { events.append("begin " + Self.words(tag)) }

    mutating func leaf(_ tag: XMLTag, _ text: XMLText) {
      events.append("leaf " + Self.words(tag) + " " + String(decoding: text.bytes, as: UTF8.self))
    }

    mutating func end() { events.append("end") }

    mutating func pass(_ offset: Int) {}

    private static func words(_ tag: XMLTag) -> String {
      "\(tag.element) \(tag.currency?.code ?? "-") \(tag.line)"
    }
  }

  /// Documents with a bit of everything that is plain.
  static let documents = [
    """
    <?xml version="1.0" encoding="UTF-8" standalone='yes'?>
    <!-- made - by hand --><?note x?>
    <n:Document xmlns:n="u" xmlns="v"><n:Stmt><Acct a="1" n:b='2>'>x<Id/></Acct><!--c--><n:Ntry>
     <n:Amt Ccy="EUR">4<![CDATA[9]]>.90</n:Amt><Nm>A &amp; é &#65;&#x42; ]] </Nm>\r
     <?pi?>text<n:Sts >BOOK</n:Sts  ><TxDtls
      ><RmtLctnElctrncAdr>http://x</RmtLctnElctrncAdr></TxDtls></n:Ntry></n:Stmt></n:Document>
     <!-- end -->
    """,
    """
    <Document><BkToCstmrStmt><Stmt><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp></Bal>
    \t<Ntry>\r\n\r\n      <Amt xmlns:Ccy="NOK" Ccy='SEK'>1</Amt><Amt/><Amt Ccy="USD"></Amt><Sts> </Sts>
          <AddtlNtryInf>Zürich\r\nGenève\t&lt;&gt;&quot;&apos;</AddtlNtryInf>
    <BkTxCd><Prtry><Cd>NDDT</Cd></Prtry></BkTxCd></Ntry></Stmt></BkToCstmrStmt></Document>
    """,
    // The same markup again and again, and each time something else in it.
    """
    <D><Stmt><Id>S</Id>
    <Ntry>
      <Amt Ccy="EUR">1.00</Amt><Sts/>
      <Nm>Café</Nm>
      <TxDtls><Refs><Id>a</Id></Refs></TxDtls>
    </Ntry>
    <Ntry>
      <Amt Ccy="EUR">22.00</Amt><Sts/>
      <Nm>Zürich ]x</Nm>
      <TxDtls><Refs><Id>b</Id></Refs></TxDtls>
    </Ntry>
    <Ntry>
      <Amt Ccy="USD"></Amt><Sts/>
      <Nm> </Nm>
      <TxDtls><Refs><Id>
      </Id></Refs></TxDtls>
    </Ntry>
    <Ntry>
      <Amt Ccy="EUR">3</Amt><Sts/>
      <Nm>A&amp;B</Nm>
      <TxDtls><Refs><Id>c</Id></Refs><!-- d --></TxDtls>
    </Ntry>
    <Ntry>
      <Amt Ccy="EUR">1.00</Amt><Sts/>
      <Nm>E</Nm>
      <TxDtls><Refs>f<Id>g</Id></Refs></TxDtls>
    </Ntry></Stmt></D>
    """,
    "<ns2:A x='y' z = \"\tä\"/>",
    "<a-b_c.d9><e>\(String(repeating: "long text ", count: 40))</e></a-b_c.d9>",
  ]

  /// Reads a document with both sources, and compares.
  ///
  /// - Returns: whether the scanner read it to its end.
  @discardableResult
  private func compare(_ document: [UInt8], _ what: @autoclosure () -> String) throws -> Bool {
    try document.withUnsafeBytes { bytes in
      guard let whole = XMLBytes(bytes) else { return false }
      var told = Trace()
      var scanner = XMLScanner(whole, from: 0, LineCounter(bytes))
      let outcome = try scanner.run(into: &told)
      #expect(scanner.told == told.events.count)
      guard UTF8Check.isValid(bytes) else {
        #expect(outcome != .end, "\(what())")
        return false
      }

      var expected = Trace()
      let parser = try XMLPush(isUTF8: true)
      var failure: XMLPush.Failure?
      do {
        let piece = max(100, bytes.count / 20)
        for from in stride(from: 0, to: bytes.count, by: piece) {
          try parser.push(
            bytes.stretch(from, from + piece), isLast: from + piece >= bytes.count,
            into: &expected)
        }
      } catch {
        failure = error as? XMLPush.Failure
      }
      switch outcome {
      case .end:
        #expect(failure == nil, "\(what()): \(String(describing: failure))")
        #expect(told.events == expected.events, "\(what())")
      case .document, .odd:
        #expect(expected.events.starts(with: told.events), "\(what())")
      }
      return outcome == .end
    }
  }

  @Test(arguments: documents.indices)
  func `both tell the same`(index: Int) throws {
    #expect(try compare(Array(Self.documents[index].utf8), "document \(index)"))
  }

  @Test(arguments: documents.indices)
  func `cut at every byte`(index: Int) throws {
    let bytes = Array(Self.documents[index].utf8)
    for count in bytes.indices { try compare(Array(bytes[..<count]), "cut at \(count)") }
  }

  @Test(arguments: documents.indices)
  func `bytes flipped`(index: Int) throws {
    let bytes = Array(Self.documents[index].utf8)
    for place in bytes.indices {
      for mask: UInt8 in [0x01, 0x02, 0x10, 0x1C, 0x80] {
        var broken = bytes
        broken[place] ^= mask
        try compare(broken, "byte \(place) flipped by \(mask)")
      }
    }
  }

  /// Marks that mean something, put into every place.
  @Test(arguments: [
    "<", ">", "&", "]]>", "<!--", "-->", "\r", "\"", " ", "/", "<?a?>", "&#0;", "\u{FFFE}", "é",
    "<![CDATA[x]]>", "<a>", "</a>", ":", "=", "<!DOCTYPE a>", "&x;", "xml:lang=''", "<?xml?>",
  ])
  func `marks put in`(mark: String) throws {
    // What comes again is long, and every third place of it enough.
    for (document, step) in zip(Self.documents, [1, 1, 3]) {
      let bytes = Array(document.utf8)
      for place in stride(from: 0, to: bytes.count, by: step) {
        try compare(
          Array(bytes[..<place]) + Array(mark.utf8) + Array(bytes[place...]),
          "\(mark) put in at \(place)")
      }
    }
  }

  @Test(arguments: [
    "<a>&nope;</a>", "<a b='1' b='2'/>", "<a b=1/>", "<a b='<'/>", "<a b='1'c='2'/>", "<a></b>",
    "<a>]]></a>", "<a>\u{1}</a>", "<a>\u{FFFF}</a>", "<a><!-- -- --></a>", "<a>&#xD800;</a>",
    "<a>&#0;</a>", "<!DOCTYPE a><a/>", "<a><!DOCTYPE a></a>", "<?xml version='1.1'?><a/>", "a<a/>",
    "<a/>b", "<1/>", "<a", "<a>", "<>", "</a>", "<é/>", "<a:b:c/>", "<?xml?><a/>", "<a><?xml?></a>",
    "<?xml version='1.0' standalone='maybe'?><a/>", "<a><b></a></b>", "<a xml:space='x'/>",
  ])
  func `what is left to libxml2`(document: String) throws {
    #expect(try !compare(Array(document.utf8), document))
  }

  @Test func `a text without end, and elements without end, are left to libxml2`() throws {
    let text = Array(repeating: UInt8(ascii: "x"), count: XMLScanner.longest)
    try (Array("<a>".utf8) + text + Array("</a>".utf8)).withUnsafeBytes { bytes in
      var told = Trace()
      let whole = try #require(XMLBytes(bytes))
      var scanner = XMLScanner(whole, from: 0, LineCounter(bytes))
      #expect(try scanner.run(into: &told) == .odd)
    }
    #expect(try compare(Array("<a>".utf8) + text.prefix(1 << 15) + Array("</a>".utf8), "shorter"))
    let deep = String(repeating: "<a>", count: 1000) + String(repeating: "</a>", count: 1000)
    #expect(try !compare(Array(deep.utf8), "deep"))
  }

  @Test func `more markup than is kept, twice`() throws {
    let kinds = (1...40).map { "<x>a</x>" + String(repeating: " ", count: $0) }.joined()
    let blanks = "<x>" + String(repeating: " ", count: 3000) + "<y>b</y></x>"
    let empty = "<x>" + String(repeating: "<y/>", count: 100) + "</x>"
    let nested = String(repeating: "<y>", count: 90) + "c" + String(repeating: "</y>", count: 90)
    for part in [kinds, blanks, empty, nested] {
      let part = "\n<Ntry>\n" + part + "</Ntry>"
      #expect(try compare(Array("<a>\(part)\(part)\(part)</a>".utf8), part))
    }
  }

  @Test func `names without number`() throws {
    let names = (0..<2000).map { "<N\($0)x/><N\($0)/>" }.joined()
    #expect(try compare(Array("<a>\(names)<Ntry/>\(names)</a>".utf8), "names"))
  }
}
