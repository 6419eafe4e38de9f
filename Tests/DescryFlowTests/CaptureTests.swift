import DescryCore
import DescryFlow
import Testing

@Suite("Captures of tools")
struct CaptureTests {
  @Test("MHTML: quoted-printable, frames by content id, shadow roots, style sheets, places")
  func mhtml() throws {
    let flow = try FlowFile.read(Array(Fixtures.mhtml.utf8), path: "a.mhtml")
    let screen = flow.screens[0]
    #expect(flow.format == .mhtml && flow.language == "fr" && flow.title == "Étape")
    #expect(flow.date == CalendarDate(year: 2025, month: 3, day: 9))
    #expect(screen.url == "https://shop.example/step")
    let visible = screen.elements.filter { $0.role != .group && $0.visibility == .visible }
    #expect(visible.map(\.label) == ["Été à 9 €", "Carte", "Dans le cadre", "Ombre"])
    #expect(screen.elements[0].style?.fontSize == 9)
    #expect(screen.elements[0].location.line == 14)
    #expect(screen.prices.map(\.amount) == [Amount(units: 9, scale: 0)])
    #expect(flow.diagnostics.isEmpty)
  }

  @Test("HAR: documents in the order of time, base64, redirects left out, prices of JSON")
  func har() throws {
    let flow = try FlowFile.read(Array(Fixtures.har.utf8), path: "a.har")
    #expect(flow.screens.map(\.url) == ["https://shop.example/1", "https://shop.example/2"])
    #expect(flow.screens[1].elements.map(\.text) == ["Deux", "grand total: 24.80 EUR"])
    #expect(flow.screens[1].prices.map(\.kind) == [.total])
  }

  @Test("a trace of the version with call ids and phases")
  func trace() throws {
    let flow = try FlowFile.read(Zip.stored(["trace.trace": Fixtures.trace]), path: "trace.zip")
    #expect(flow.format == .trace)
    #expect(flow.screens.map(\.url) == ["https://shop.example/cart", "https://shop.example/done"])
    let box = try #require(flow.screens[0].elements.first { $0.role == .checkbox })
    #expect(box.name == "Offre" && box.state.defaultChecked == true && box.state.checked == true)
    #expect(flow.actions.map(\.kind) == [.open, .uncheck, .click])
    #expect(flow.actions.map(\.screen) == [0, 0, 0])
    #expect(flow.actions[1].element == box.id)
    #expect(flow.screens[0].elements[flow.actions.last?.element ?? 0].name == "Payer")
    #expect(flow.screens[0].elements.contains { $0.text == "Dans le cadre" })
    #expect(flow.screens[1].elements.map(\.label) == ["Merci"])
  }

  @Test("a trace of the version with snapshot names")
  func olderTrace() throws {
    let flow = try FlowFile.read(Zip.stored(["0-trace.trace": Fixtures.olderTrace]), path: "t.zip")
    #expect(flow.screens.count == 1)
    #expect(flow.actions.map(\.kind) == [.click])
    #expect(flow.actions[0].element == 1)
  }

  @Test("a member of a zip that is deflated")
  func deflated() throws {
    let flow = try FlowFile.read(Zip.deflatedTrace, path: "t.zip")
    #expect(flow.screens[0].elements.map(\.label) == ["Total $12.00", "Pay"])
    #expect(flow.screens[0].prices.map(\.kind) == [.total])
    #expect(flow.date == CalendarDate(year: 2023, month: 11, day: 14))
  }

  @Test("an ARIA snapshot")
  func aria() throws {
    let flow = try FlowFile.read(Array(Fixtures.aria.utf8), path: "a.aria.yml")
    let elements = flow.screens[0].elements
    #expect(
      elements.map { "\($0.role.rawValue) \($0.label)" } == [
        "header ", "text Boutique", "main ", "heading Premium : essai", "checkbox Je m'abonne",
        "text puis 5 €/mois",
        "link Non merci", "button Payer",
      ])
    #expect(elements[4].state.checked == true && elements[7].state.isDisabled)
    #expect(elements[6].attributes["href"] == "/non")
    #expect(elements[3].attributes["level"] == "1")
    #expect(elements[4].location.line == 5 && elements[4].parent == 2)
    #expect(flow.screens[0].prices.map(\.every) == [.month])
  }

  @Test("a recording comes back as it was written")
  func recording() throws {
    var flow = try FlowFile.read(Array(Fixtures.transcript.utf8), path: "a.flow.md")
    flow.screens[0].elements[0].box = ElementBox(x: 1, y: 2.5, width: 3, height: 4)
    flow.screens[0].elements[0].attributes = ["id": "a\"b", "class": "c\n\u{1}"]
    var style = ElementStyle()
    style.fontSize = 9.5
    style.color = ElementStyle.Color(red: 1, green: 2, blue: 3, alpha: 0.5)
    style.isFilled = true
    flow.screens[0].elements[0].style = style
    flow.screens[0].elements[1].visibility = .offScreen
    flow.screens[0].screenshot = "01.png"
    flow.screens[0].scripts = ["Math.random()"]
    let text = RecordingWriter.text(of: flow)
    let back = try FlowFile.read(Array(text.utf8), path: "a.flow.json")
    #expect(RecordingWriter.text(of: back) == text)
    #expect(back.format == .recording && back.title == flow.title && back.currency == flow.currency)
    #expect(back.date == flow.date && back.merchant == flow.merchant)
    for (old, new) in zip(flow.screens, back.screens) {
      #expect(old.prices == new.prices && old.capabilities == new.capabilities)
      #expect(old.elements.map(Self.unplaced) == new.elements.map(Self.unplaced))
    }
    #expect(back.actions.map(\.kind) == flow.actions.map(\.kind))
    #expect(back.actions.map(\.element) == flow.actions.map(\.element))
    // One element a line: a place names one of them.
    let lines = back.screens[0].elements.map(\.location.line)
    #expect(Set(lines).count == lines.count)
  }

  private static func unplaced(_ element: Element) -> Element {
    var element = element
    element.location = SourceLocation(path: "")
    return element
  }

  @Test("a snapshot of the DevTools protocol: live state, styles and boxes")
  func domSnapshot() throws {
    let flow = try FlowFile.read(Array(Fixtures.domSnapshot.utf8), path: "a.domsnapshot.json")
    let screen = flow.screens[0]
    #expect(screen.elements.map(\.label) == ["words", "Box"])
    #expect(screen.elements[0].style?.fontSize == 9 && screen.elements[0].style?.color?.red == 190)
    #expect(screen.elements[0].box == ElementBox(x: 1, y: 2, width: 30, height: 4))
    #expect(
      screen.elements[1].state.checked == true && screen.elements[1].state.defaultChecked == false)
    #expect(screen.capabilities.isSuperset(of: [.liveState, .style, .geometry, .roles]))
  }

  @Test(
    "the format is found in the content",
    arguments: [
      ("<!DOCTYPE html><p>x", "page", Flow.Format.html), ("\n<html><p>x", "page", .html),
      (Fixtures.mhtml, "page", .mhtml), (Fixtures.har, "log", .har), (Fixtures.aria, "snap", .aria),
      (Fixtures.transcript, "visit", .transcript), ("Nur noch 2 auf Lager", "list", .text),
      ("{\"schema\": \"flow/1\", \"screens\": []}", "rec", .recording),
      ("[x] a\n", "a.flow.md", .transcript),
      ("- heading", "a.aria.yml", .aria), ("# a", "a.txt", .text),
    ])
  func formats(content: String, name: String, expected: Flow.Format) {
    #expect(FlowFile.format(of: Array(content.utf8), name: name) == expected)
  }
}
