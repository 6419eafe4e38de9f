import Foundation
import Testing

@Suite("What every verb promises")
struct UsageTests {
  static let verbs = [
    ["lookup"], ["explain"], ["read"], ["annotate"], ["evaluate"], ["rules"], ["rules", "check"],
    ["rules", "test"], ["rules", "list"], ["rules", "show"], ["rules", "new"],
    ["rules", "compile"],
    ["rules", "schema"],
  ]

  @Test(arguments: verbs)
  func helpShowsAnExample(_ verb: [String]) throws {
    let run = try Program().run(verb + ["--help"])
    #expect(run.code == 0)
    #expect(run.out.contains("EXAMPLE: "))
    #expect(run.err.isEmpty)
  }

  @Test func versionTellsProgramAndRules() throws {
    let run = try Program()("--version")
    #expect(run.code == 0)
    #expect(
      run.out.wholeMatch(
        of: /descry \d+\.\d+\.\d+ \(rules \d+\.\d+\.\d+ of \d{4}-\d\d-\d\d\)\n/) != nil,
      "\(run.out)")
  }

  @Test(arguments: [
    ["lookup"], ["lookup", "NETFLIX", "--colour"], ["lookup", "NETFLIX", "--amount", "a"],
    ["lookup", "NETFLIX", "--date", "03/07/2018"], ["lookup", "NETFLIX", "--currency", "EURO"],
    ["lookup", "NETFLIX", "--country", "France"], ["lookup", "NETFLIX", "--as-of", "today"],
    ["lookup", "NETFLIX", "--format", "xml"], ["lookup", "NETFLIX", "--lang", "de"],
    ["lookup", "  "], ["explain"], ["annotate", "--threads", "0"], ["annotate", "--on-error", "x"],
    ["nonsense"], ["rules", "show", "nobody"], ["rules", "list", "--category", "x"],
    ["rules", "schema", "nothing"], ["rules", "compile"],
    ["rules", "new", "merchant", "***"],
  ])
  func usageErrorsEndWithTwo(_ arguments: [String]) throws {
    let run = try Program().run(arguments)
    #expect(run.code == 2)
    #expect(run.out.isEmpty)
    #expect(run.err.hasPrefix("Error: "), "\(run.err)")
  }

  @Test func theLocaleChoosesTheLanguage() throws {
    var program = try Program()
    let line = "CARTE 03/07 NETFLIX.COM"
    #expect(try program("lookup", line).out.contains("Card: "))
    program.environment["LANG"] = "fr_FR.UTF-8"
    #expect(try program("lookup", line).out.contains("Carte : "))
    #expect(try program("lookup", line, "--lang", "en").out.contains("Card: "))
    program.environment["LC_ALL"] = "C"
    #expect(try program("lookup", line).out.contains("Card: "))
    #expect(try program("lookup", line, "--lang", "fr").out.contains("Carte : "))
  }

  @Test func coloursAreForTerminals() throws {
    var program = try Program()
    let escape = "\u{1B}["
    #expect(!(try program("lookup", "NETFLIX.COM").out.contains(escape)))
    #expect(try program("lookup", "NETFLIX.COM", "--color", "always").out.contains(escape))
    program.environment["NO_COLOR"] = "1"
    #expect(!(try program("lookup", "NETFLIX.COM").out.contains(escape)))
  }

  @Test func completionScriptsExist() throws {
    for shell in ["bash", "zsh", "fish"] {
      let run = try Program()("--generate-completion-script", shell)
      #expect(run.code == 0)
      #expect(run.out.contains("lookup") && run.out.contains("annotate"))
    }
  }

  @Test func aReaderThatGoesAwayEndsTheRunQuietly() throws {
    let program = try Program()
    try program.scratch.write(
      "lines", Array(String(repeating: "{\"descriptor\":\"NETFLIX.COM\"}\n", count: 20_000).utf8))
    var shell = program
    shell.program = "/bin/sh"
    let run = try shell("-c", "'\(Program.path)' annotate < lines | head -n 1; echo done >&2")
    #expect(run.lines.count == 1)
    #expect(run.err == "done\n", "\(run.err)")
  }

  @Test(arguments: [
    "4970101234567890 5555555555554444", "CARD 4111 1111 1111 1111 SHOP",
    "4111-1111-1111-1111", "CB4111111111111111", "4111\u{A0}1111\u{A0}1111\u{A0}1111",
  ])
  func cardNumbersAreMasked(_ text: String) throws {
    let program = try Program()
    let secrets = ["4111111111111111", "5555555555554444"]
    let statement = "Date;Libellé;Montant\n03/07/2018;\(text);-12,00\n04/07/2018;\(text);-1,00\n"
    let file = try program.scratch.write("a.csv", Array(statement.utf8))
    let line = "{\"id\":\"\(text)\",\"descriptor\":\"\(text)\",\"note\":\"\(text)\"}\n"
    let runs = [
      try program("lookup", text), try program("lookup", text, "--format", "json"),
      try program("lookup", "NETFLIX", "--amount", text),
      try program("annotate", input: Data(line.utf8)),
      try program("annotate", "--pass-through", input: Data(line.utf8)),
      try program("annotate", "--on-error", "fail", input: Data("\(text)\n".utf8)),
      try program("read", file), try program("explain", file),
      try program("explain", file, "--format", "json"), try program("explain", text),
    ]
    for run in runs {
      let digits = (run.out + run.err).filter { $0.isNumber && $0.isASCII }
      for secret in secrets { #expect(!digits.contains(secret), "\(run.out)\(run.err)") }
    }
  }
}
