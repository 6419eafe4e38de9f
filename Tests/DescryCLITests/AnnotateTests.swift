import Foundation
import Testing

@Suite("descry annotate")
struct AnnotateTests {
  let program: Program

  init() throws { program = try Program() }

  private func annotate(_ text: String, _ arguments: String...) throws -> Program.Run {
    try program.run(["annotate", "--as-of", "2026-11-25"] + arguments, input: Data(text.utf8))
  }

  @Test(arguments: [
    "1", "\"a\\u00e9\\n\"", "null", "true", "1e400", "0.10", "[1, [2]]", "{\"a\": {\"b\": []}}",
    "-0",
    "12345678901234567890123",
  ])
  func theIdComesBackAsItWas(_ id: String) throws {
    let run = try annotate("{\"id\":\(id),\"descriptor\":\"NETFLIX.COM\"}\n")
    #expect(run.code == 0)
    #expect(run.out.hasPrefix("{\"id\":\(id),\"outcome\":\"recognized\""), "\(run.out)")
  }

  @Test func withoutAnIdItIsNull() throws {
    #expect(try annotate("{\"descriptor\":\"X\"}").out.hasPrefix("{\"id\":null,"))
  }

  @Test(arguments: [
    "", "oops", "[]", "{}", "{\"descriptor\":null}", "{\"descriptor\":\"A\"",
    "{\"descriptor\":\"A\"}x",
    "{\"descriptor\":\"A\",}", "{'descriptor':'A'}", "{\"descriptor\":[\"A\"]}",
    "{\"descriptor\":5}",
  ])
  func whatIsNoChargeIsAnsweredInItsPlace(_ line: String) throws {
    let good = "{\"id\":1,\"descriptor\":\"NETFLIX.COM\"}"
    let run = try annotate("\(good)\n\(line)\n\(good)\n")
    #expect(run.code == 0)
    #expect(run.lines.count == 3)
    #expect(run.lines[0] == run.lines[2])
    #expect(run.lines[1].hasPrefix("{\"id\":null,\"line\":2,\"error\":\""), "\(run.lines[1])")
    #expect(run.err == "in=3 out=3 errors=1\n")
    let stopped = try annotate("\(good)\n\(line)\n\(good)\n", "--on-error", "fail")
    #expect(stopped.code == 2)
    #expect(stopped.lines == [run.lines[0]])
    #expect(stopped.err.hasPrefix("line 2: "))
  }

  @Test(arguments: [
    "\"amount\":\"1,5\"", "\"date\":\"03/07/2018\"", "\"date\":\"2018-07\"",
    "\"currency\":\"EURO\"",
    "\"country\":\"France\"", "\"mcc\":[5942]",
  ])
  func aFieldThatCannotBeReadIsSaidNotUsed(_ field: String) throws {
    let bare = try annotate("{\"id\":1,\"descriptor\":\"NETFLIX.COM\"}")
    let run = try annotate("{\"id\":1,\"descriptor\":\"NETFLIX.COM\",\(field)}")
    let name = field.prefix { $0 != ":" }
    #expect(run.out == bare.out.dropLast(2) + ",\"ignored\":[\(name)]}\n")
    #expect(run.err == "in=1 out=1 errors=0\n")
  }

  @Test func emptyFieldsAreNotKnown() throws {
    let bare = try annotate("{\"id\":1,\"descriptor\":\"NETFLIX.COM\"}")
    let empty = try annotate(
      "{\"id\":1,\"descriptor\":\"NETFLIX.COM\",\"amount\":\"\",\"date\":null,\"country\":\"\"}")
    #expect(bare.out == empty.out)
    #expect(bare.err == "in=1 out=1 errors=0\n")
  }

  @Test func nothingInNothingOut() throws {
    let run = try annotate("")
    #expect(run.code == 0)
    #expect(run.out.isEmpty)
    #expect(run.err == "in=0 out=0 errors=0\n")
  }

  @Test func passThroughGivesTheObjectBack() throws {
    let object = "{ \"id\": 7, \"x\":{\"y\":[1, 2]},\"descriptor\":\"NETFLIX.COM\" }"
    let run = try annotate(object + "\r\n", "--pass-through")
    let value = try JSONValue(run.out)
    #expect(value["x"]?["y"]?[1] == .number(2))
    #expect(value["explanation"]?["merchant"]?["id"] == .string("netflix"))
    #expect(run.out.hasPrefix("{ \"id\": 7, \"x\":{\"y\":[1, 2]},\"descriptor\":\"NETFLIX.COM\""))
  }

  /// Lines of every kind, many enough for many batches.
  static let mixed: String = {
    let descriptors = [
      "NETFLIX.COM", "PAYPAL *SPOTIFY", "CB CARREFOUR LYON", "AMAZON EU SARL", "É?",
    ]
    return (0..<3_000).map { number in
      number % 97 == 0
        ? "no charge \(number)"
        : "{\"id\":\(number),\"descriptor\":\"\(descriptors[number % 5]) \(number % 11)\","
          + "\"amount\":\"-\(number % 50).99\",\"currency\":\"EUR\"}"
    }.joined(separator: "\n")
  }()

  @Test func threadsChangeNothing() throws {
    let one = try annotate(Self.mixed)
    #expect(one.lines.count == 3_000)
    #expect(one.err == "in=3000 out=3000 errors=31\n")
    for threads in ["2", "3", "8"] {
      let many = try annotate(Self.mixed, "--threads", threads)
      #expect(many.out == one.out)
      #expect(many.err == one.err)
    }
    let stopped = try annotate(Self.mixed, "--threads", "3", "--on-error", "fail")
    #expect(stopped.code == 2)
    #expect(stopped.out.isEmpty)
  }

  @Test func everyLineHoldsTheSchema() throws {
    let schema = JSONSchemaValidator(
      schema: try JSONValue(program("rules", "schema", "annotate").out))
    for line in try annotate(Self.mixed).lines.prefix(200) {
      #expect(schema.problems(try JSONValue(line)) == [])
    }
    let whole = try annotate("{\"descriptor\":\"NETFLIX.COM\"}", "--pass-through")
    #expect(schema.problems(try JSONValue(whole.out)) == [])
  }

  @Test func aLineWithoutEndTakesLittleMemory() throws {
    var shell = program
    shell.program = "/bin/sh"
    // 100 MB on one line, in less memory than that; then an ordinary line.
    let run = try shell(
      "-c",
      "ulimit -v 1500000; (head -c 100000000 /dev/zero | tr '\\0' x; echo;"
        + " echo '{\"id\":1,\"descriptor\":\"NETFLIX.COM\"}') | '\(Program.path)' annotate")
    #expect(run.code == 0)
    #expect(
      run.lines.first
        == "{\"id\":null,\"line\":1,\"error\":\"a line of more than 1 MiB is no charge\"}")
    #expect(run.lines.last?.hasPrefix("{\"id\":1,\"outcome\":\"recognized\"") == true)
  }

  @Test func otherEncodingsAreToldNotGuessed() throws {
    let run = try program.run(
      ["annotate"], input: Data(Array("{\"descriptor\":\"CAF".utf8) + [0xC9] + Array("\"}\n".utf8)))
    #expect(run.out == "{\"id\":null,\"line\":1,\"error\":\"not UTF-8 text\"}\n")
  }
}
