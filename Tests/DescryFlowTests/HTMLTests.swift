import DescryCore
import DescryFlow
import Testing

/// Reads a page from its markup.
func page(_ markup: String, options: FlowReadingOptions = FlowReadingOptions()) throws -> Screen {
  let flow = try FlowFile.read(Array(markup.utf8), path: "page.html", options: options)
  return try #require(flow.screens.first)
}

@Suite("Saved pages")
struct HTMLTests {
  /// The elements as `role label`, groups left out.
  private func outline(_ screen: Screen) -> [String] {
    screen.elements.filter { $0.role != .group && $0.visibility.maySee }
      .map { "\($0.role.rawValue) \($0.label)" }
  }

  @Test(
    "markup gives what a person reads",
    arguments: [
      ("<p>Then <b>£8.99</b> a month</p>", ["text Then £8.99 a month"]),
      (
        "<p>See our <a href=/t>terms</a>, please</p>", ["text See our terms, please", "link terms"]
      ),
      ("<div><a href=/a>Home</a> <a href=/b>Offers</a></div>", ["link Home", "link Offers"]),
      ("<div>One</div><div>Two</div>", ["text One", "text Two"]),
      ("<p>One<br>line</p>", ["text One line"]),
      ("<div><span>Total</span><span>27,40&nbsp;€</span></div>", ["text Total 27,40\u{A0}€"]),
      ("<p><span>12</span><sup>99</sup> €</p>", ["text 1299 €"]),
      ("<p><span>12</span><span>,</span><span>99</span><span>€</span></p>", ["text 12,99€"]),
      ("<h2>Your <em>cart</em></h2>", ["heading Your cart"]),
      (
        "<label><input type=checkbox> Yes, <a href=x>offers</a></label>",
        ["checkbox Yes, offers", "link offers"]
      ),
      ("<label for=a>Mail me</label><input id=a type=checkbox>", ["checkbox Mail me"]),
      (
        "<label><label for=b>Name</label><input id=b></label>", ["textbox Name"]
      ),
      ("<p><input type=checkbox> Bare words</p>", ["checkbox Bare words"]),
      (
        "<table><tr><td><input type=radio name=r></td><td>In a cell</td></tr></table>",
        ["table ", "row ", "radio In a cell"]
      ),
      ("<input type=checkbox aria-label='Named'> text", ["checkbox Named", "text text"]),
      ("<b id=n>Far</b><input type=checkbox aria-labelledby=n>", ["checkbox Far"]),
      ("<div role=checkbox aria-checked=true>Own</div>", ["checkbox Own"]),
      ("<button><span>Buy</span> now</button>", ["button Buy now"]),
      ("<input type=submit value=Send><input type=image alt=Go>", ["button Send", "button Go"]),
      ("<a href=x role=button>Press</a>", ["button Press"]),
      ("<input type=text placeholder=City>", ["textbox City"]),
      ("<img alt='Visa card' src=v.png>", ["image Visa card"]),
      ("<a href=x><img alt='Back' src=b.png></a>", ["link Back"]),
      ("<p>A<script>var b = 'no'</script><noscript>no</noscript>C</p>", ["text AC"]),
      ("<p>Now <del>20 €</del> 12 €</p>", ["text Now", "text 20 €", "text 12 €"]),
      ("<p>Seen<span hidden> unseen</span></p>", ["text Seen"]),
      ("<p>caf&eacute; &amp; th&#233;</p>", ["text café & thé"]),
      (
        "<details><summary>More</summary><p>Folded</p></details>",
        ["disclosure More", "button More"]
      ),
      (
        "<div><template shadowrootmode=open><p>Shadow</p></template></div><template><p>no</p></template>",
        ["text Shadow"]
      ),
      ("<iframe title=Card srcdoc='<p>Inside</p>'></iframe>", ["frame Card", "text Inside"]),
      ("<iframe title=Card src=x></iframe>", ["frame Card"]),
      ("<p class=countdown>Ends in 04:59</p>", ["timer Ends in 04:59"]),
    ])
  func reading(markup: String, expected: [String]) throws {
    #expect(outline(try page(markup)) == expected)
  }

  @Test("what a control is set to")
  func states() throws {
    let elements = try page(
      """
      <input type=checkbox checked aria-label=a><input type=checkbox disabled aria-label=b>
      <input type=text required value=v aria-label=c>
      <select aria-label=d><option>one<option selected>two</select>
      <select aria-label=e><option>three<option>four</select>
      """
    ).elements
    func named(_ name: String) throws -> Element {
      try #require(elements.first { $0.name == name })
    }
    #expect(try named("a").state.isPreticked)
    #expect(try named("b").state.isDisabled && !named("b").state.isPreticked)
    #expect(try named("c").state.isRequired && named("c").state.value == "v")
    #expect(try named("d").state.value == "two" && named("two").state.defaultChecked == true)
    #expect(try named("one").state.defaultChecked == false)
    #expect(try named("e").state.value == "three")
    #expect(try elements[named("two").parent ?? 0].name == "d")
  }

  @Test("groups hold what stands in them; a box of one thing is no group")
  func groups() throws {
    let elements = try page(
      """
      <nav aria-label=Main><ul><li><a href=a>A</a></li></ul></nav>
      <form id=f><fieldset><legend>Mode</legend><p>x</p></fieldset>
      <div class=outer><div class=inner><p class=deep>y</p></div></div></form>
      <footer>z</footer>
      """
    ).elements
    #expect(
      elements.map(\.role) == [
        .navigation, .list, .link, .form, .fieldset, .text, .text, .text, .footer, .text,
      ])
    #expect(elements[0].name == "Main" && elements[4].name == "Mode")
    #expect(elements[7].attributes["class"] == "deep")
    #expect(elements[7].attributes["within"] == "inner outer")
    #expect(elements[7].parent == 3 && elements[3].subtreeEnd == 8)
  }

  @Test(
    "style sheets tell what cannot be seen",
    arguments: [
      ("display:none", ElementVisibility.notDisplayed), ("visibility:hidden", .hidden),
      ("opacity:0", .transparent), ("position:absolute;left:-9999px", .offScreen),
      ("text-indent:-9999px", .offScreen), ("font-size:0", .zeroSize),
      ("height:0;overflow:hidden", .zeroSize),
      ("position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)", .offScreen),
      ("transform:scale(0)", .zeroSize), ("color:red", .visible), ("height:0", .visible),
    ])
  func visibility(css: String, expected: ElementVisibility) throws {
    let byRule = try page("<style>.x{\(css)}</style><div class=x><p>words</p></div>")
    let byAttribute = try page("<div style='\(css)'><p>words</p></div>")
    #expect(byRule.elements.last?.visibility == expected)
    #expect(byAttribute.elements.last?.visibility == expected)
  }

  @Test(
    "the cascade: specificity, order, importance, inheritance",
    arguments: [
      ("p{color:red} p{color:blue}", "#0000ff"), (".a{color:red} p{color:blue}", "#ff0000"),
      ("#i{color:red} .a{color:blue}", "#ff0000"),
      ("p{color:red !important} #i{color:blue}", "#ff0000"),
      ("div{color:#0f0}", "#00ff00"), ("div > p{color:rgb(1,2,3)}", "#010203"),
      ("div .a{color:hsl(240,100%,50%)}", "#0000ff"), ("[data-k=v]{color:red}", "#ff0000"),
      ("h1 p{color:red}", "#000000"), ("p:hover{color:red}", "#000000"),
      ("p:not(.b){color:red}", "#ff0000"), ("p, li{color:navy}", "#000080"),
      (":root{--c:#abcdef} p{color:var(--c)}", "#abcdef"), ("p{color:var(--no, teal)}", "#008080"),
      ("@media print{p{color:red}}", "#000000"),
      ("@media (min-width:600px){p{color:red}}", "#ff0000"),
      ("@media (max-width:600px){p{color:red}}", "#000000"), ("/* p{ */ p{color:lime}", "#00ff00"),
      ("} p{color:red}", "#ff0000"), ("p{color:red", "#ff0000"),
    ])
  func cascade(css: String, expected: String) throws {
    let screen = try page("<style>\(css)</style><div><p id=i class=a data-k=v>words</p></div>")
    let color = try #require(screen.elements.last?.style?.color)
    #expect([color.red, color.green, color.blue] == Self.channels(expected))
  }

  private static func channels(_ hexadecimal: String) -> [Double] {
    let value = Int(hexadecimal.dropFirst(), radix: 16) ?? -1
    return [Double(value >> 16), Double(value >> 8 & 255), Double(value & 255)]
  }

  @Test("sizes, backgrounds and decoration")
  func looks() throws {
    let screen = try page(
      """
      <style>body{font-size:20px;background:#eee} .s{font-size:.5em} .t{background:rgba(0,0,0,.5)}
      .u{text-decoration:line-through}</style>
      <p class=s>small</p><p class=t>dark</p><p class=u>old</p><a href=x>link</a>
      """)
    let styles = screen.elements.filter { $0.role == .text || $0.role == .link }.map(\.style)
    #expect(styles[0]?.fontSize == 10)
    #expect(styles[1]?.background?.red == 119)
    #expect(styles[1]?.isFilled == true && styles[0]?.isFilled == false)
    #expect(styles[2]?.isStruck == true)
    #expect(styles[3]?.isUnderlined == true)
    #expect(screen.capabilities.contains(.style))
  }

  @Test("a page without its style sheet says that it knows no style, and uses one that is given")
  func resources() throws {
    let markup = "<link rel=stylesheet href=a.css><p class=x>words</p>"
    let bare = try page(markup)
    #expect(!bare.capabilities.contains(.style))
    #expect(bare.elements[0].visibility == .unknown && bare.elements[0].style?.fontSize == nil)
    let options = FlowReadingOptions(resource: {
      $0 == "a.css" ? Array(".x{font-size:9px}".utf8) : nil
    })
    let full = try page(markup, options: options)
    #expect(full.capabilities.contains(.style) && full.elements[0].style?.fontSize == 9)
  }

  @Test("places are exact, also behind a tab, an accent and a CRLF")
  func places() throws {
    let elements = try page("<p>é</p>\r\n\t<p>Été <button>Payer</button>\r\n").elements
    #expect(elements.map(\.label) == ["é", "Été", "Payer"])
    #expect(
      elements[1].location
        == SourceLocation(path: "page.html", line: 2, column: 5, endLine: 2, endColumn: 9))
    #expect(
      elements[2].location
        == SourceLocation(path: "page.html", line: 2, column: 9, endLine: 2, endColumn: 31))
  }

  @Test("bytes of other encodings are read as browsers read them")
  func encodings() throws {
    let latin: [UInt8] = Array("<p>caf".utf8) + [0xE9, 0x20, 0x80] + Array("</p>".utf8)
    #expect(try FlowFile.read(latin, path: "a.html").screens[0].elements[0].text == "café €")
    let wide = Array("\u{FEFF}<html><p>é €</p>".utf16).flatMap {
      [UInt8($0 & 255), UInt8($0 >> 8)]
    }
    #expect(try FlowFile.read(wide, path: "a.html").screens[0].elements[0].text == "é €")
    let marked: [UInt8] = Array("<meta charset=iso-8859-15><p>".utf8) + [0xA4]
    #expect(try FlowFile.read(marked, path: "a.html").screens[0].elements[0].text == "€")
  }

  @Test("language, title, address, scripts and suppressions of a page")
  func facts() throws {
    let markup = """
      <html lang=de-AT><title> Kasse </title><link rel=canonical href=https://k.example/>
      <script>Math.random()</script>
      <!-- descry-disable-next-line low-stock -- geprüft -->
      <p>Nur noch 2</p>
      """
    let flow = try FlowFile.read(Array(markup.utf8), path: "a.html")
    #expect(flow.language == "de-AT" && flow.title == "Kasse")
    #expect(flow.screens[0].url == "https://k.example/")
    #expect(flow.screens[0].scripts == ["Math.random()"])
    #expect(flow.suppressions.map(\.line) == [4] && flow.suppressions[0].reason == "geprüft")
  }

  @Test("a folder of numbered pages is one flow in order")
  func folder() throws {
    let parts = [
      FlowFile.Part(
        path: "s/10-pay.html",
        bytes: Array("<link rel=stylesheet href=s.css><p class=c>ten</p>".utf8)),
      FlowFile.Part(path: "s/2-cart.html", bytes: Array("<p>two</p>".utf8)),
      FlowFile.Part(path: "s/s.css", bytes: Array(".c{font-size:9px}".utf8)),
      FlowFile.Part(path: "s/logo.png", bytes: [1, 2, 3]),
    ]
    let flow = try FlowFile.read(parts: parts, path: "s")
    #expect(flow.screens.map { $0.elements[0].text } == ["two", "ten"])
    #expect(flow.screens.map(\.index) == [0, 1])
    #expect(flow.screens[1].elements[0].style?.fontSize == 9)
    #expect(flow.screens[1].elements[0].location.path == "s/10-pay.html")
  }
}
