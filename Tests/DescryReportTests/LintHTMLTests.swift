import DescryCore
import DescryReport
import Testing

@Suite("The lint report as a page")
struct LintHTMLTests {
  /// The beginning of a PNG of a size, which is all that the report reads of it.
  private func png(_ width: UInt8, _ height: UInt8) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
      + [0, 0, 0, width, 0, 0, 0, height, 8, 2, 0, 0, 0, 0, 0, 0, 0]
  }

  /// The beginning of a JPEG of 64 by 32 points: a segment of an application, then the frame header.
  private let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, 0, 32, 0, 64, 3]

  /// A report of one finding on a box at (20, 30) of 40 by 15 pixels in a window 200 pixels wide.
  private var report: LintReport {
    let place = SourceLocation(path: "shop.flow.json", line: 1, column: 1)
    var element = Element(id: 0, parent: nil, role: .checkbox, name: "Offers", location: place)
    element.box = ElementBox(x: 20, y: 30, width: 40, height: 15)
    var screen = Screen(index: 0, location: place)
    screen.title = "A \"screen\""
    screen.elements = [element]
    screen.viewport = ElementBox(x: 0, y: 0, width: 200, height: 50)
    screen.screenshot = "1.png"
    var flow = Flow(path: "shop.flow.json", format: .recording)
    flow.screens = [screen]
    var report = LintReport(flow: flow)
    let words = LocalizedText(en: "found", fr: "trouvé")
    report.findings = [
      LintFinding(
        rule: "preticked", pattern: "preselection", severity: .error, kind: .violation,
        message: words, why: words, remedy: words, screen: 0, element: 0, location: place,
        text: "Offers", fingerprint: "0")
    ]
    return report
  }

  private func render(_ bytes: [UInt8]?, _ reports: [LintReport]? = nil) -> String {
    let reports = reports ?? [report]
    return LintHTML(.english, version: "1").render(
      reports, summary: LintSummary(reports, known: 0, unreadable: 0), screenshot: { _ in bytes })
  }

  @Test("a screenshot stands in the page itself, with a box over each finding that leads to it")
  func embeds() {
    // The picture has half as many points as the window, and shows twice its height of the page.
    let page = render(png(100, 50))
    #expect(page.contains("<img src=\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUg"))
    #expect(
      page.contains("style=\"left:10.0%;top:30.0%;width:20.0%;height:15.0%\"><span>1</span></a>"))
    #expect(page.contains("<a href=\"#s-shop-flow-json-1-1\""))
    #expect(page.contains("<li id=\"s-shop-flow-json-1-1\" class=\"error\">"))
    #expect(page.contains("alt=\"Screenshot: A &quot;screen&quot;\""))
    #expect(!page.contains("src=\"1.png\""))
  }

  @Test("findings about one element share its box")
  func shares() {
    var twice = report
    twice.findings.append(twice.findings[0])
    let page = render(png(100, 50), [twice])
    #expect(page.contains("<span>1, 2</span></a></figure>"))
    #expect(page.contains("<li id=\"s-shop-flow-json-1-2\""))
  }

  @Test("base64 is filled up at its end", arguments: 0..<3)
  func padding(more: Int) {
    let bytes = png(1, 1) + [UInt8](repeating: 0xFF, count: more)
    let ends = ["AAAA", "AAA/w==", "AAA//8="]
    #expect(render(bytes).contains(ends[more] + "\" alt"))
  }

  @Test("a JPEG is one, whatever stands before its frame header")
  func jpegs() {
    #expect(render(jpeg).contains("data:image/jpeg;base64,/9j/4"))
    #expect(render(jpeg).contains("width=\"64\" height=\"32\""))
    for count in 0..<17 { #expect(!render(Array(jpeg[..<count])).contains("<img")) }
  }

  @Test(
    "what is no picture is not shown, and that is said",
    arguments: [nil, [], Array("<svg onload=alert(1)>".utf8)] as [[UInt8]?])
  func refuses(bytes: [UInt8]?) {
    let page = render(bytes)
    #expect(!page.contains("<img") && !page.contains("onload"))
    #expect(page.contains("Screenshot not shown"))
  }

  @Test("a box outside of the picture is left out, whatever its numbers")
  func boxes() {
    for (x, y, width) in [(20.0, 500.0, 40.0), (.nan, 0, 10), (0, 0, .infinity), (0, 0, -5)] {
      var other = report
      other.flow.screens[0].elements[0].box = ElementBox(x: x, y: y, width: width, height: 10)
      let page = render(png(100, 50), [other])
      #expect(page.contains("<img"))
      #expect(!page.contains("<span>1</span>"))
    }
  }

  @Test("pictures that are too many are left out")
  func bounded() {
    let large = png(100, 50) + [UInt8](repeating: 0, count: 20 << 20)
    let page = render(large, [report, report, report])
    #expect(page.ranges(of: "<img").count == 2)
    #expect(page.contains("Screenshot not shown"))
  }
}
