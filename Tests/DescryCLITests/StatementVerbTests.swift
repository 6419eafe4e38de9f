import Foundation
import Testing

@Suite("descry read and explain")
struct StatementVerbTests {
  let program: Program
  let story = Program.package.appending(path: "corpus/statements/csv/director.csv").path

  init() throws { program = try Program() }

  private func validator(_ name: String) throws -> JSONSchemaValidator {
    JSONSchemaValidator(schema: try JSONValue(program("rules", "schema", name).out))
  }

  @Test func readGivesATransactionALine() throws {
    let run = try program("read", story)
    #expect(run.code == 0)
    #expect(run.lines.count > 10)
    let schema = try validator("read")
    for line in run.lines { #expect(schema.problems(try JSONValue(line)) == []) }
    let bytes = try Data(contentsOf: URL(filePath: story))
    let piped = try program("read", "-", input: bytes)
    #expect(piped.code == 0)
    #expect(piped.lines.count == run.lines.count)
  }

  @Test func explainHoldsItsSchema() throws {
    let run = try program("explain", story, "--format", "json", "--as-of", "2026-11-25")
    #expect(run.code == 0)
    let result = try JSONValue(run.out)
    #expect(try validator("explain").problems(result) == [])
    #expect(
      try program("explain", story, "--format", "json", "--as-of", "2026-11-25").out == run.out)
    #expect(!(try program("explain", story).out.isEmpty))
    #expect(try program("explain", story, "--lang", "fr").out != program("explain", story).out)
  }

  @Test(arguments: [
    ("empty.csv", Data()),
    ("binary.csv", Data((0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 7) })),
    ("line.csv", Data(repeating: UInt8(ascii: "x"), count: 10_000_000)),
    ("words.csv", Data("Dear bank,\nplease explain.\n".utf8)),
    ("latin.csv", Data([0xFF, 0xC3, 0x28, 0x0A, 0xE9, 0x0A])),
  ])
  func whatIsNoStatementIsRefused(_ name: String, _ bytes: Data) throws {
    let file = try program.scratch.write(name, bytes)
    for verb in ["read", "explain"] {
      let run = try program(verb, file)
      #expect(run.code == 2)
      #expect(run.err.contains(name), "\(run.err)")
      #expect(run.err.hasPrefix("error["), "\(run.err)")
      #expect(run.err.utf8.count < 2_000)
    }
  }

  @Test func oneBadFileDoesNotKeepTheOthers() throws {
    let bad = try program.scratch.write("bad.csv", Data())
    let run = try program.run(
      ["explain", story, bad, story, "missing.csv", story, "--format", "json"])
    #expect(run.code == 2)
    #expect(try JSONValue(run.out)["statements"]?.items.count == 3)
    #expect(run.err.contains("bad.csv") && run.err.contains("missing.csv"))
  }

  @Test func aFolderIsNoStatement() throws {
    #expect(try program("read", program.scratch.path).code == 2)
  }
}
