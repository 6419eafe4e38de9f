import Foundation
import Testing

@Suite("descry rules")
struct RulesVerbTests {
  var program: Program
  let rules: Scratch
  let line = "CARTE 03/07 NETFLIX.COM 13,49 EUR"

  init() throws {
    program = try Program()
    rules = try SmallRules.copy()
    program.environment["DESCRY_RULES"] = rules.path
  }

  @Test func checkAndTestAgree() throws {
    let check = try program("rules", "check")
    #expect(check.code == 0)
    #expect(check.out.contains("0 errors"))
    let test = try program("rules", "test")
    #expect(test.code == 0)
    #expect(test.out.contains(" examples, 0 failed"))
  }

  @Test func aBadBookTellsAllItsErrors() throws {
    try rules.write("merchants/x/x-one.yml", Array("schema: merchant/1\nid: wrong\n".utf8))
    try rules.write("merchants/x/x-two.yml", Array("schema: [\n".utf8))
    let check = try program("rules", "check")
    #expect(check.code == 1)
    let lookup = try program("lookup", line)
    #expect(lookup.code == 2)
    #expect(lookup.out.isEmpty)
    for part in ["R007 bad-id", "R004 missing-key", "R001 not-yaml", "x-one.yml:2:5", "x-two.yml:"]
    {
      #expect(check.out.contains(part) && lookup.err.contains(part), "\(part)")
    }
    #expect(try program("annotate").code == 2)
  }

  @Test func failingExamplesEndWithOne() throws {
    let file = rules.path + "/merchants/n/netflix.yml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try rules.write(
      "merchants/n/netflix.yml",
      Array(
        text.replacingOccurrences(
          of: "  match:\n", with: "  match:\n    - { descriptor: ZORBLAX, is: netflix }\n"
        ).utf8))
    let run = try program("rules", "test")
    #expect(run.code == 1)
    #expect(run.out.contains("R017 test-fails") && run.out.contains("netflix.yml:"))
  }

  @Test func noFolderIsAnError() throws {
    let run = try program("lookup", line, "--rules", "nowhere")
    #expect(run.code == 2)
    #expect(run.err.contains("R000 no-rules"))
  }

  @Test func newWritesAFileThatLoads() throws {
    let run = try program("rules", "new", "merchant", "Bluefinch Books", "--category", "books")
    #expect(run.code == 0)
    #expect(run.out == "\(rules.path)/merchants/b/bluefinch-books.yml\n")
    #expect(try program("rules", "check").code == 0)
    #expect(try program("rules", "test").out.contains(", 0 failed"))
    #expect(
      try program("lookup", "CARTE 03/07 BLUEFINCH BOOKS", "--format", "json").out
        .contains("\"bluefinch-books\""))
    #expect(try program("rules", "new", "merchant", "Bluefinch Books").code == 2)
    #expect(try program("rules", "new", "intermediary", "Finch Pay").code == 0)
    #expect(try program("rules", "check").code == 0)
  }

  @Test func listAndShow() throws {
    let list = try program("rules", "list", "--kind", "merchant")
    #expect(list.lines.map { $0.split(separator: "\t")[1] }.contains("netflix"))
    let json = try program("rules", "list", "--category", "video", "--format", "json")
    #expect(try JSONValue(json.lines[0])["id"] == .string("netflix"))
    let show = try program("rules", "show", "netflix/membership")
    #expect(show.out.contains("id: netflix\n"))
    #expect(show.out.hasPrefix("# "))
  }

  @Test func aChangedRuleIsSeenAtOnce() throws {
    #expect(try program("lookup", line).out.contains("Netflix"))
    let file = rules.path + "/merchants/n/netflix.yml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try rules.write(
      "merchants/n/netflix.yml",
      Array(text.replacingOccurrences(of: "name: Netflix", with: "name: Zetflix").utf8))
    #expect(try program("lookup", line).out.contains("Zetflix"))
    try FileManager.default.removeItem(atPath: file)
    #expect(!(try program("lookup", line, "--format", "json").out.contains("\"netflix\"")))
  }

  @Test func manyMayStartAtOnceWithoutACache() async throws {
    let (program, line) = (program, line)
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<6 {
        group.addTask { try program("lookup", line, "--format", "json").out }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(answers.count == 1)
    let cache = try FileManager.default.contentsOfDirectory(
      atPath: program.scratch.path + "/.cache/descry")
    #expect(cache.count == 1, "\(cache)")
  }

  @Test func aDamagedCacheCostsOnlyTime() throws {
    let answer = try program("lookup", line).out
    let folder = program.scratch.path + "/.cache/descry"
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: folder).first)
    let bytes = try Data(contentsOf: URL(filePath: folder).appending(path: name))
    for damaged in [Data(), bytes.prefix(bytes.count / 2), Data(repeating: 0xFF, count: 9_000)] {
      try damaged.write(to: URL(filePath: folder).appending(path: name))
      #expect(try program("lookup", line).out == answer)
    }
  }

  @Test func compiledRulesAnswerAlike() throws {
    let answer = try program("lookup", line, "--format", "json").out
    #expect(try program("rules", "compile", "-o", "book.descry").code == 0)
    #expect(
      try program("lookup", line, "--format", "json", "--rules", "book.descry").out == answer)
    let copy = program.scratch.path + "/copy"
    try FileManager.default.copyItem(atPath: Program.path, toPath: copy)
    #expect(try program("rules", "compile", "--into", copy).code == 0)
    var alone = try Program()
    alone.environment["DESCRY_RULES"] = nil
    alone.program = copy
    #expect(try alone("lookup", line, "--format", "json").out == answer)
    #expect(try alone("--version").out == program("--version").out)
    #expect(try alone("rules", "show", "netflix").out.contains("id: netflix\n"))
    // Put in twice, it stands there once.
    let size = try FileManager.default.attributesOfItem(atPath: copy)[.size] as? Int
    #expect(try program("rules", "compile", "--into", copy).code == 0)
    #expect(try FileManager.default.attributesOfItem(atPath: copy)[.size] as? Int == size)
  }
}

@Suite("descry evaluate")
struct EvaluateTests {
  @Test(arguments: [("0.5", Int32(0)), ("1", Int32(1))])
  func theFloorDecides(_ precision: String, _ code: Int32) throws {
    let program = try Program()
    try program.scratch.write(
      "corpus/descriptors/a.tsv",
      Array(
        "descriptor\tmerchant\nNETFLIX.COM\tnetflix\nCARREFOUR LYON\tcarrefour\nNETFLIX.COM\tspotify\n"
          .utf8))
    try program.scratch.write(
      "corpus/floor.yml", Array("at-least:\n  precision: \(precision)\n".utf8))
    let run = try program("evaluate", "--corpus", "corpus")
    #expect(run.code == code, "\(run.out)\(run.err)")
    #expect(run.err.contains("below its floor") == (code == 1))
    let json = try program("evaluate", "--corpus", "corpus", "--format", "json")
    #expect(try JSONValue(json.out)["measures"]?["lines"] == .number(3))
  }

  @Test func linesLabelledInWordsAreJudged() throws {
    let program = try Program()
    try program.scratch.write(
      "mine.tsv",
      Array(
        """
        descriptor\tmerchant\tproduct\tamount\tcurrency\tdate\tcountry
        NETFLIX.COM AMSTERDAM\tNetflix\tNetflix\t-13.49\tEUR\t2023-02\tFR
        CARREFOUR LYON\tCarrefour\tpetrol\tabout 40\t€\tMay\t
        NETFLIX.COM\tSpotify\tSpotify Premium\t\t\t\t
        CARTE 03/07 ZQWXA 2231\tZqwxa
        CARTE 03/07 UNLABELLED\t\t\t\t\t\t
        PAYPAL *SOMEBODY\t(a PayPal seller)\t\t\t\t\t

        """.utf8))
    let run = try program("evaluate", "--lines", "mine.tsv", "--format", "json")
    #expect(run.code == 0, "\(run.err)")
    let json = try JSONValue(run.out)
    #expect(json["measures"]?["lines"] == .number(4))
    #expect(json["measures"]?["wrong-ids"] == .number(0.25))
    #expect(json["measures"]?["clean-names"] == .number(0.75))
    #expect(json["measures"]?["product-recall"] == .number(0.5))
    #expect(run.out.contains("Carrefour, petrol"), "an unresolved product is listed")
    let text = try program("evaluate", "--lines", "mine.tsv")
    #expect(text.out.contains("2 lines of known subscriptions: merchant right 1"))
    #expect(text.out.contains("mine.tsv:4: Spotify, Spotify Premium taken for netflix"))
    let missing = try program("evaluate", "--lines", "nowhere.tsv")
    #expect(missing.code == 2)
    #expect(missing.err.contains("nowhere.tsv"))
  }

  @Test func aBadCorpusIsRefused() throws {
    let program = try Program()
    try program.scratch.write(
      "corpus/descriptors/a.tsv", Array("descriptor\tamount\nNETFLIX\t12,5\n".utf8))
    let run = try program("evaluate", "--corpus", "corpus")
    #expect(run.code == 2)
    #expect(run.err.contains("a.tsv:2"))
  }
}
