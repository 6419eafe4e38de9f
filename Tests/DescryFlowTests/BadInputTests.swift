import DescryCore
import DescryFlow
import Testing

@Suite("Bad input")
struct BadInputTests {
  static let fixtures: [(name: String, bytes: [UInt8])] = [
    ("a.mhtml", Array(Fixtures.mhtml.utf8)), ("a.har", Array(Fixtures.har.utf8)),
    ("a.aria.yml", Array(Fixtures.aria.utf8)), ("a.flow.md", Array(Fixtures.transcript.utf8)),
    ("a.domsnapshot.json", Array(Fixtures.domSnapshot.utf8)), ("t.zip", Zip.deflatedTrace),
    ("s.zip", Zip.stored(["trace.trace": Fixtures.olderTrace])),
    (
      "a.html",
      Array(
        "<style>p{color:red}</style><form><label><input checked type=checkbox>é</label><select><option>a</select></form>"
          .utf8)
    ),
    ("a.flow.json", Array(recording.utf8)),
  ]

  private static var recording: String {
    guard let flow = try? FlowFile.read(Array(Fixtures.transcript.utf8), path: "a.flow.md") else {
      return ""
    }
    return RecordingWriter.text(of: flow)
  }

  /// Reads bytes, which must give a sound flow or a refusal with a place.
  private func check(_ bytes: [UInt8], _ name: String) {
    do {
      let flow = try FlowFile.read(bytes, path: name)
      for screen in flow.screens {
        for element in screen.elements {
          #expect(element.subtreeEnd > element.id && element.subtreeEnd <= screen.elements.count)
          #expect(element.parent.map { $0 < element.id } ?? true)
        }
        for price in screen.prices {
          #expect(price.span.upperBound <= screen.elements[price.element].label.utf8.count)
        }
      }
      for action in flow.actions { #expect(flow.screens.indices.contains(action.screen)) }
    } catch {
      #expect(error.diagnostic.location.path == name && !error.diagnostic.message.isEmpty)
    }
  }

  @Test("a file that is cut off anywhere is read in part or refused", arguments: 0..<9)
  func cut(index: Int) {
    let (name, bytes) = Self.fixtures[index]
    for count in 0..<bytes.count { check(Array(bytes[..<count]), name) }
  }

  @Test("a file with a wrong byte anywhere is read or refused", arguments: 0..<9)
  func flips(index: Int) {
    let (name, bytes) = Self.fixtures[index]
    for place in bytes.indices {
      for mask: UInt8 in [0x01, 0x80, 0xFF] {
        var copy = bytes
        copy[place] ^= mask
        check(copy, name)
      }
    }
  }

  @Test("50,000 open elements are bounded, said with their place, and their text is read")
  func deepNesting() throws {
    let markup = String(repeating: "<div>", count: 50_000) + "<p>deep</p>"
    let flow = try FlowFile.read(Array(markup.utf8), path: "a.html")
    #expect(flow.diagnostics.map(\.code) == ["F011 nested-too-deep"])
    #expect(flow.diagnostics.first?.location.column == 512 * 5 + 1)
    #expect(flow.screens[0].elements.map(\.text) == ["deep"])
  }

  @Test(
    "markup that makes trees grow without bound is bounded", arguments: Growth.allCases)
  func growth(_ growth: Growth) throws {
    let markup = growth.markup
    let flow = try FlowFile.read(Array(markup.utf8), path: "a.html")
    #expect(flow.screens[0].elements.contains { $0.label.hasSuffix("x") })
  }

  @Test(
    "transcripts that ask for much looking are bounded",
    arguments: ["[[", " *a", "\n", "[", "{{", "<!--", "**", "> click \"a\n", "\\"])
  func transcripts(mark: String) throws {
    let text = "# P\nx\n" + String(repeating: mark, count: 2_000)
    let flow = try FlowFile.read(Array(text.utf8), path: "a.flow.md")
    #expect(flow.screens[0].elements.first?.label == "x")
  }

  @Test("pages beyond the limit are refused, with what to do")
  func largePage() {
    let bytes = [UInt8](repeating: 0x61, count: 1000)
    #expect {
      try FlowFile.read(bytes, path: "a.html", options: FlowReadingOptions(largestPage: 999))
    } throws: { error in
      (error as? FlowError)?.diagnostic.code == "F010 page-too-large"
        && (error as? FlowError)?.diagnostic.location.line == 1
    }
  }

  @Test(
    "texts, transcripts, recordings and logs beyond the limit are refused, with what to do",
    arguments: ["a.txt", "a.flow.md", "a.flow.json", "a.har", "a.aria.yml"])
  func largeFile(name: String) {
    let options = FlowReadingOptions(largestPage: 99, largestRecording: 99)
    #expect {
      try FlowFile.read([UInt8](repeating: 0x61, count: 100), path: name, options: options)
    } throws: { error in
      let diagnostic = (error as? FlowError)?.diagnostic
      return diagnostic?.message.contains("100 bytes, more than the 99") == true
        && diagnostic?.location.line == 1 && diagnostic?.location.column == 1
        && diagnostic?.help != nil
    }
  }

  @Test("actions that name nothing on a long screen are bounded")
  func actions() throws {
    let text =
      "# P\n" + String(repeating: "a line of a long page\n", count: 5_000)
      + String(repeating: "> click \"nothing of the kind\"\n", count: 5_000)
    let flow = try FlowFile.read(Array(text.utf8), path: "a.flow.md")
    #expect(flow.actions.count == 5_000 && flow.actions.allSatisfy { $0.element == nil })
    #expect(flow.diagnostics.first?.location.line == 5_002)
  }

  @Test("aliases of YAML that multiply are bounded")
  func aliases() throws {
    var lines = ["- &a [x, x, x, x, x, x, x, x, x]"]
    for (name, before) in zip("bcdefghij", "abcdefghi") {
      let nine = Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
      lines.append("- &\(name) [\(nine)]")
    }
    let flow = try FlowFile.read(Array(lines.joined(separator: "\n").utf8), path: "a.aria.yml")
    #expect(flow.screens.count == 1)
  }

  @Test("style sheets that ask for much looking are left, and it is said")
  func costlyStyles() throws {
    let markup = "<style>.x ~ p{color:red}</style>" + String(repeating: "<p>x</p>", count: 6_500)
    let flow = try FlowFile.read(Array(markup.utf8), path: "a.html")
    #expect(flow.diagnostics.map(\.code) == ["F013 costly-styles"])
    #expect(!flow.screens[0].capabilities.contains(.style))
    #expect(flow.screens[0].elements.count == 6_500)
  }

  @Test("members of an archive count together")
  func manyMembers() throws {
    let archive = Zip.stored(["1.trace": Fixtures.trace, "2.trace": Fixtures.trace])
    let count = Fixtures.trace.utf8.count
    let flow = try FlowFile.read(
      archive, path: "t.zip", options: FlowReadingOptions(largestArchive: count * 3 / 2))
    #expect(flow.screens.count == 2)
    #expect(flow.diagnostics.map(\.code) == ["F050 broken-zip"])
    let whole = try FlowFile.read(archive, path: "t.zip")
    #expect(whole.diagnostics.isEmpty)
  }

  @Test("an archive that inflates beyond the limit is refused")
  func bomb() {
    #expect {
      try FlowFile.read(
        Zip.deflatedTrace, path: "t.zip", options: FlowReadingOptions(largestArchive: 100))
    } throws: { error in
      (error as? FlowError)?.diagnostic.message.contains("inflates to more than 100 bytes") == true
    }
  }

  @Test("references that multiply are cut")
  func referenceBomb() throws {
    var lines = [
      "{\"type\":\"before\",\"callId\":\"c@40\",\"method\":\"click\",\"params\":{}}",
      snapshot(0, "[\"HTML\",{},[\"BODY\",{},[\"P\",{},\"x\"]]]"),
    ]
    for index in 1...40 {
      lines.append(
        snapshot(
          index,
          "[\"HTML\",{},[\"BODY\",{},[[1,\(index == 1 ? 2 : 0)]],[[1,\(index == 1 ? 2 : 0)]]]]"))
    }
    let flow = try FlowFile.read(
      Zip.stored(["t.trace": lines.joined(separator: "\n")]), path: "t.zip")
    #expect(flow.screens.count == 1)
  }

  private func snapshot(_ index: Int, _ html: String) -> String {
    "{\"type\":\"frame-snapshot\",\"snapshot\":{\"callId\":\"c@\(index)\",\"phase\":\"before\",\"frameId\":\"f\",\"frameUrl\":\"https://a.example/\",\"isMainFrame\":true,\"html\":\(html)}}"
  }

  @Test(
    "what cannot be read is refused with its place",
    arguments: [
      ("", "a.html", "F001 empty", nil), ("  \n", "a.txt", "F001 empty", nil),
      ("{\"log\": {\"entries\": [1,}", "a.har", "F040 not-har", 24),
      ("[]", "a.har", "F040 not-har", 1),
      ("PK\u{3}\u{4}rest", "t.zip", "F050 broken-zip", nil),
      ("MIME", "a.mhtml", "F030 not-mhtml", 1),
      ("{\"schema\": \"flow/9\", \"screens\": []}", "a.flow.json", "F061 newer-recording", 1),
      (
        "{\"schema\": \"flow/1\", \"screens\": [{\"elements\": [{\"role\": \"text\", \"parent\": 3}]}]}",
        "a.flow.json", "F062 broken-outline", 48
      ),
      ("- 'a\n- b", "a.aria.yml", "F070 not-aria", nil), ("a: b", "a.aria.yml", "F070 not-aria", 1),
      // What the name or the content says of the type is wrong.
      ("<html><p>x", "a.har", "F040 not-har", 1),
      ("<html>", "a.flow.json", "F060 not-recording", 1),
      ("a\u{1}\u{2}", "page", "F002 unknown-format", nil),
      (
        "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
        "a.mhtml", "F031 no-document", 1
      ),
    ] as [(String, String, String, Int?)])
  func refusals(content: String, name: String, code: String, column: Int?) {
    #expect {
      try FlowFile.read(Array(content.utf8), path: name)
    } throws: { error in
      let diagnostic = (error as? FlowError)?.diagnostic
      if let column, diagnostic?.location.column != column { return false }
      return diagnostic?.code == code
    }
  }

  @Test("half a trace is read as far as it goes, and said")
  func halfTrace() throws {
    let cut = String(Fixtures.trace.utf8.prefix(Fixtures.trace.utf8.count - 160)) ?? ""
    let flow = try FlowFile.read(Zip.stored(["trace.trace": cut]), path: "t.zip")
    #expect(flow.screens.count == 1)
    #expect(flow.diagnostics.map(\.code) == ["F053 broken-event"])
  }

  @Test("a bad file in a folder leaves the others")
  func folder() throws {
    let parts = [
      FlowFile.Part(path: "s/1.html", bytes: Array("<p>one</p>".utf8)),
      FlowFile.Part(path: "s/2.har", bytes: Array("{".utf8)),
      FlowFile.Part(path: "s/3.html", bytes: Array("<p>three</p>".utf8)),
    ]
    let flow = try FlowFile.read(parts: parts, path: "s")
    #expect(flow.screens.map { $0.elements[0].text } == ["one", "three"])
    #expect(flow.diagnostics.map(\.code) == ["F040 not-har"])
  }
}

/// Markup whose tree grows faster than its text; a case by name keeps the markup out of the log.
enum Growth: CaseIterable {
  case bold, boldInBlocks, attributes, wrongEnds, tables, drawings

  var markup: String {
    switch self {
    case .bold: String(repeating: "<b>", count: 20_000) + "x"
    case .boldInBlocks: (0..<5_000).map { "<div><b id=\($0)></div>" }.joined() + "x"
    case .attributes: "<p " + (0..<50_000).map { "a\($0)=1" }.joined(separator: " ") + ">x"
    case .wrongEnds: String(repeating: "<div></x>", count: 20_000) + "x"
    case .tables: String(repeating: "<table><td>", count: 5_000) + "x"
    case .drawings: String(repeating: "<svg>", count: 20_000) + "<p>x"
    }
  }
}
