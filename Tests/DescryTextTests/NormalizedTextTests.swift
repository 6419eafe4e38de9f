import DescryText
import Testing

@Suite("One normaliser for rules and lines")
struct NormalizedTextTests {
  @Test(arguments: [
    ("Café  de\u{A0}Flore", "CAFE DE FLORE"),
    ("  œuvre – N°\t3 ", "OEUVRE - N° 3"),
    ("GEN}VE D{PART {x}", "GENEVE DEPART {X}"),
    ("АMAZON", "AMAZON"),
    ("Straße ﬁn", "STRASSE FIN"),
    ("ＡＢＣ", "ABC"),
    ("e\u{301}te\u{301}", "ETE"),
    ("", ""),
    ("\u{200B} \n", ""),
  ])
  func folds(_ text: String, _ expected: String) {
    #expect(NormalizedText(text).string == expected)
    let plain = NormalizedText(text, keepingPlaces: false)
    #expect(plain.string == expected && plain.originalRange(plain.bytes.indices) == 0..<0)
  }

  @Test func lookalikesAreToldApart() {
    #expect(NormalizedText("AMАZON").hasLookalikes)
    #expect(!NormalizedText("AMAZON").hasLookalikes)
  }

  @Test func offsetsLeadBack() throws {
    let text = "  É  L'Équipe\u{A0}\u{A0}abo "
    let normalized = NormalizedText(text)
    #expect(normalized.string == "E L'EQUIPE ABO")
    let range = normalized.originalRange(2..<10)
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "L'Équipe")
    let last = normalized.originalRange(11..<14)
    #expect(String(decoding: Array(text.utf8)[last], as: UTF8.self) == "abo")
  }

  @Test func bytesThatAreNotTextDoNotTrap() {
    for length in 0..<5 {
      for lead in UInt8.min...UInt8.max {
        let bytes = [lead] + [UInt8](repeating: 0xBF, count: length)
        bytes.withUnsafeBytes { source in
          let normalized = NormalizedText(utf8: source)
          #expect(normalized.originalRange(normalized.bytes.indices).upperBound <= bytes.count)
        }
      }
    }
  }

  @Test func tokens() {
    let text = NormalizedText("AMZ*P2K4 98 rue")
    #expect(text.tokens.map { text.string($0.range) } == ["AMZ", "P2K4", "98", "RUE"])
    #expect(text.tokens.map(\.kind) == [.letters, .mixed, .digits, .letters])
    #expect(text.tokens.map(\.followsBlank) == [true, false, true, true])
  }
}
