import Foundation
import Testing

@Suite("descry lint")
struct LintTests {
  let program: Program

  init() throws { program = try Program() }

  private let dark = """
    # Basket
    - Ticket — £20.00
    [x] Send me the newsletter and offers from partners
    [[ Pay £20.00 ]]!
    """
  private let clean = """
    # Basket
    - Ticket — £20.00
    [ ] Send me the newsletter and offers from partners
    [[ Pay £20.00 ]]!
    """

  private func write(_ name: String, _ text: String) throws -> String {
    try program.scratch.write(name, Array(text.utf8))
    return name
  }

  @Test func findingsFailWithOneAndCleanFlowsDoNot() throws {
    let bad = try program("lint", try write("bad.flow.md", dark))
    #expect(bad.code == 1)
    #expect(bad.out.contains("3:1"))
    #expect(bad.out.contains("preticked-marketing"))
    #expect(bad.out.contains("1 error, 0 warnings, 0 notes on 1 screen"))
    let good = try program("lint", try write("good.flow.md", clean))
    #expect(good.code == 0)
    #expect(good.out.contains("nothing found"))
  }

  @Test func theThresholdDecides() throws {
    let file = try write("bad.flow.md", dark)
    #expect(try program("lint", file, "--fail-on", "never").code == 0)
    #expect(try program("lint", file, "--fail-on", "note").code == 1)
    try program.scratch.write(
      ".descry.yml", Array("rules: { preticked-marketing: warning }\n".utf8))
    #expect(try program("lint", file).code == 0)
    #expect(try program("lint", file, "--fail-on", "warning").code == 1)
    #expect(try program("lint", file, "--max-warnings", "0").code == 1)
    #expect(try program("lint", file, "--no-config").code == 1)
  }

  @Test func aStatementTellsWhichChargesAFlowLedTo() throws {
    let statement = try write(
      "card.csv",
      "Date;Libellé;Montant\n30/03/2025;CARTE 30/03 AMAZON EU SARL;-20,00\n01/04/2025;CARTE 31/03 MONOPRIX;-20,00\n"
    )
    func run(_ front: String) throws -> String {
      try program("lint", try write("visit.flow.md", front + clean), "--statement", statement).err
    }
    let led = try run("---\nmerchant: amazon\ndate: 2025-03-29\n---\n")
    #expect(led.contains("visit.flow.md: led to 2025-03-30 -20.00"))
    #expect(!led.contains("MONOPRIX"))
    #expect(
      try run("---\nmerchant: amazon\ndate: 2025-03-31\n---\n").contains("no charge of amazon"))
    #expect(try run("").contains("names no merchant"))
  }

  @Test func anUnreadableFileIsSaidAndTheOthersAreLinted() throws {
    let file = try write("bad.flow.md", dark)
    let run = try program("lint", "nowhere.html", file)
    #expect(run.code == 2)
    #expect(run.err.contains("nowhere.html"))
    #expect(run.out.contains("preticked-marketing"))
  }

  @Test func aPageTooLargeIsSaidWithItsPlaceAndTheOthersAreLinted() throws {
    let file = try write("shop/bad.flow.md", dark)
    try program.scratch.write("shop/large.html", [UInt8](repeating: 0x61, count: 17 << 20))
    let run = try program("lint", "shop", "--format", "json")
    #expect(run.code == 2)
    #expect(run.err.contains("F010 page-too-large") && run.err.contains("shop/large.html:1:1"))
    #expect(run.out.contains("preticked-marketing") && run.out.contains(file))
  }

  @Test func whatWasReadInPartOnlyEndsWithTwo() throws {
    let file = try write(
      "cut.flow.md", dark + "\n<!-- and from here on nobody reads\n[x] Insurance £5")
    let run = try program("lint", file)
    #expect(run.code == 2)
    #expect(run.err.contains("F021 open-remark") && run.err.contains("cut.flow.md:5:1"))
    #expect(run.out.contains("preticked-marketing"))
  }

  @Test func whatIsNeitherFileNorFolderIsNotReadForEver() throws {
    let run = try program("lint", "/dev/zero")
    #expect(run.code == 2 && run.err.contains("neither a file nor a folder"))
  }

  @Test func theReportHoldsThePicturesThatStandBesideTheFlow() throws {
    let screen = """
      {"title": "Basket", "viewport": [200, 50], "screenshot": "NAME",
       "capabilities": ["roles", "liveState", "actions"], "elements": [{"role": "checkbox",
       "name": "Send me the newsletter and offers from partners", "checked": true,
       "defaultChecked": true, "box": [20, 30, 40, 15]}]}
      """
    func recording(_ name: String) -> String {
      "{\"schema\": \"flow/1\", \"screens\": ["
        + screen.replacingOccurrences(of: "NAME", with: name) + "]}"
    }
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    let png =
      head + Array("IHDR".utf8) + [0, 0, 0, 100, 0, 0, 0, 50] + [UInt8](repeating: 0, count: 9)
    try program.scratch.write("shop/1.png", png)
    try program.scratch.write("secret.png", png)
    let page = try program(
      "lint", try write("shop/a.flow.json", recording("1.png")), "--format", "html"
    ).out
    #expect(page.contains("data:image/png;base64,iVBOR"))
    #expect(page.contains("left:10.0%;top:30.0%;width:20.0%;height:15.0%"))
    let outside = try program(
      "lint", try write("shop/b.flow.json", recording("../secret.png")), "--format", "html"
    ).out
    #expect(!outside.contains("data:image") && outside.contains("Screenshot not shown"))
    // A picture of the same name as a page is its screenshot.
    try program.scratch.write("pages/1-cart.png", png)
    let named = try program(
      "lint", try write("pages/1-cart.flow.md", dark), "--format", "html"
    ).out
    #expect(named.contains("data:image/png;base64,iVBOR"))
  }

  @Test func theJSONIsWhatItsSchemaSays() throws {
    let run = try program("lint", try write("bad.flow.md", dark), "--format", "json")
    let validator = JSONSchemaValidator(
      schema: try JSONValue(program("rules", "schema", "lint").out))
    let result = try JSONValue(run.out)
    #expect(validator.problems(result) == [])
    let finding = try #require(result["flows"]?.items.first?["findings"]?.items.first)
    #expect(finding["pattern"] == .string("preselection"))
    #expect(finding["location"]?["line"] == .number(3))
    #expect(try program("lint", "bad.flow.md", "--format", "json").out == run.out)
  }

  @Test(arguments: ["sarif", "junit", "github", "html"])
  func everyFormatNamesTheRuleAndTheFile(_ format: String) throws {
    let run = try program("lint", try write("bad.flow.md", dark), "--format", format)
    #expect(run.code == 1)
    #expect(run.out.contains("preticked-marketing"))
    #expect(run.out.contains("bad.flow.md"))
  }

  @Test func remarksSilenceUnlessTheAuditorSaysNo() throws {
    let silenced = dark.replacingOccurrences(
      of: "[x]", with: "<!-- descry-disable-next-line preticked-marketing -- agreed -->\n[x]")
    let file = try write("silenced.flow.md", silenced)
    #expect(try program("lint", file).code == 0)
    #expect(try program("lint", file, "--no-inline-config").code == 1)
    let void = try write("void.flow.md", silenced.replacingOccurrences(of: " -- agreed", with: ""))
    let run = try program("lint", void)
    #expect(run.code == 1)
    #expect(run.err.contains("L001 suppression-without-reason"))
  }

  @Test func aBaselineHoldsUntilItIsPruned() throws {
    let file = try write("shop.flow.md", dark)
    #expect(try program("lint", file, "--write-baseline", "known.tsv").code == 0)
    #expect(try program("lint", file, "--baseline", "known.tsv").code == 0)
    // The lines move, the finding is the same.
    _ = try write("shop.flow.md", "# Home\nWelcome\n" + dark)
    #expect(try program("lint", file, "--baseline", "known.tsv").code == 0)
    _ = try write("shop.flow.md", clean)
    let unused = try program("lint", file, "--baseline", "known.tsv")
    #expect(unused.err.contains("is found no more"))
    #expect(try program("lint", file, "--baseline", "known.tsv", "--prune-baseline").code == 0)
    _ = try write("shop.flow.md", dark)
    #expect(try program("lint", file, "--baseline", "known.tsv").code == 1)
  }

  @Test func theClosestConfigurationWinsAndExtendsWhatItNames() throws {
    try program.scratch.write(".descry.yml", Array("rules: { preticked-marketing: off }\n".utf8))
    try program.scratch.write("shop/.descry.yml", Array("fail-on: error\n".utf8))
    let file = try write("shop/bad.flow.md", dark)
    #expect(try program("lint", file).code == 1)
    try program.scratch.write("shop/.descry.yml", Array("extends: ../.descry.yml\n".utf8))
    #expect(try program("lint", file).code == 0)
    try program.scratch.write("shop/.descry.yml", Array("rules: { nothing-such: off }\n".utf8))
    let wrong = try program("lint", file)
    #expect(wrong.code == 2)
    #expect(wrong.err.contains("shop/.descry.yml:1:10"))
  }

  @Test func aFolderOfNumberedPagesIsOneFlow() throws {
    _ = try write("shop/1-cart.html", "<h1>Cart</h1><p>Total £20.00</p>")
    _ = try write(
      "shop/2-pay.html", "<h1>Payment</h1><p>Total £20.00</p><button>Pay £20.00</button>")
    let result = try JSONValue(program("lint", "shop", "--format", "json").out)
    #expect(result["flows"]?.items.count == 1)
    #expect(result["flows"]?.items.first?["screens"] == .number(2))
  }

  @Test func aRuleIsShownToPeople() throws {
    let page = try program("rules", "show", "preticked-marketing").out
    for part in ["Why", "Law", "Bad", "Good", "To fix", "descry-disable-next-line"] {
      #expect(page.contains(part))
    }
  }

  @Test func usageErrorsEndWithTwo() throws {
    #expect(try program("lint").code == 2)
    #expect(try program("lint", "x.html", "--fail-on", "sometimes").code == 2)
  }
}
