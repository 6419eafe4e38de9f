import Foundation
import Testing

@Suite("descry lookup")
struct LookupTests {
  let program: Program
  let line = "CARTE 03/07 AMAZON EU SARL 49,90 EUR"

  init() throws { program = try Program() }

  private func explanation(_ arguments: String...) throws -> JSONValue {
    let run = try program.run(["lookup"] + arguments + ["--format", "json"])
    #expect(run.code == 0)
    let validator = JSONSchemaValidator(
      schema: try JSONValue(program("rules", "schema", "lookup").out))
    let result = try JSONValue(run.out)
    #expect(validator.problems(result) == [])
    return result
  }

  @Test func theStoryIsAmbiguousAndNobodyIsBlocked() throws {
    let result = try explanation(line, "--as-of", "2026-11-25")
    #expect(
      result["query"]?["amount"]?.text == "-49.90" || result["query"]?["amount"]?.text == "49.90")
    #expect(result["query"]?["currency"] == .string("EUR"))
    let explanation = try #require(result["explanation"])
    #expect(explanation["outcome"] == .string("ambiguous"))
    #expect(explanation["merchant"] == (try JSONValue(#"{"id":"amazon","name":"Amazon"}"#)))
    let products = [explanation] + (explanation["alternatives"]?.items ?? [])
    #expect(products.contains { $0["subscription"]?["id"] == .string("amazon/prime") })
    #expect(products.contains { $0["kind"] == .string("purchase") })
    #expect(explanation["advice"]?["card"] == .string("ask-first"))
    #expect(explanation["advice"]?["ask"]?.items.isEmpty == false)
  }

  @Test func theStoryIsToldInBothLanguages() throws {
    let english = try program("lookup", line, "--lang", "en").out
    #expect(english.contains("Ambiguous: Amazon"))
    #expect(english.contains("Card: ask first, do not block it."))
    let french = try program("lookup", line, "--lang", "fr").out
    #expect(french.contains("Amazon") && french.contains("Carte : "))
    #expect(!french.contains("Card:") && !french.contains("Ask first"))
  }

  @Test func whyPrintsTheSum() throws {
    let run = try program("lookup", line, "--why")
    #expect(run.code == 0)
    #expect(run.out.count > (try program("lookup", line).out.count))
  }

  @Test func wordsNeedNoQuotes() throws {
    let quoted = try program("lookup", line).out
    #expect(try program.run(["lookup"] + line.split(separator: " ").map(String.init)).out == quoted)
    #expect(try program("lookup", "-", input: Data("\(line)\r\n".utf8)).out == quoted)
  }

  @Test func optionsCountLikeThePastedLine() throws {
    let pasted = try explanation("CARTE 03/07 AMAZON EU SARL 49,90 EUR")
    let given = try explanation(
      "CARTE 03/07 AMAZON EU SARL", "--amount", "49,90", "--currency", "eur")
    #expect(pasted["explanation"]?["probability"] == given["explanation"]?["probability"])
  }

  @Test func anUnknownLineStillHasAName() throws {
    let result = try explanation("CB*1234 ZORBLAX GARDENS 03/07/18 69002 LYON")
    #expect(result["explanation"]?["outcome"] == .string("unknown"))
    #expect(result["explanation"]?["merchant"] == (try JSONValue(#"{"name":"Zorblax Gardens"}"#)))
    #expect(result["explanation"]?["advice"]?["card"] != .string("block"))
  }

  @Test(arguments: [
    Data([0]), Data([0xFF, 0xFE, 0x41]), Data("\u{1F4A9}\u{202E}".utf8),
    Data(repeating: UInt8(ascii: "("), count: 99_000), Data(repeating: 0x31, count: 99_000),
  ])
  func anythingIsAnswered(_ input: Data) throws {
    #expect(try program("lookup", "-", input: input).code == 0)
  }

  @Test func whatIsNoLineIsRefused() throws {
    for input in [Data(), Data("  \n".utf8), Data(repeating: 0x41, count: 10_000_000)] {
      let run = try program("lookup", "-", input: input)
      #expect(run.code == 2)
      #expect(run.err.count < 500)
    }
  }

  @Test func theSameQuestionHasTheSameAnswer() throws {
    let answers = try (0..<3).map { _ in try program("lookup", line, "--format", "json").out }
    #expect(Set(answers).count == 1)
  }
}
