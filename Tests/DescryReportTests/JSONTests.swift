import DescryReport
import Foundation
import Testing

@Suite("JSON is written as RFC 8259 asks")
struct JSONTests {
  @Test(arguments: [
    ("plain", #""plain""#), ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""), ("É🙂\u{2028}", "\"É🙂\u{2028}\""),
    ("", #""""#),
  ])
  func escapes(_ text: String, _ expected: String) {
    #expect(JSON.string(text).line == expected)
  }

  @Test func everyScalarComesBack() throws {
    var text = ""
    for value in (0...0x2FFF) as ClosedRange<UInt32> {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    let read = try JSONDecoder().decode(
      [String].self, from: Data("[\(JSON.string(text).line)]".utf8))
    #expect(read.map { Array($0.unicodeScalars) } == [Array(text.unicodeScalars)])
  }

  @Test func keysKeepTheirOrder() {
    let value = JSON.known([
      ("b", .number("1.50")), ("a", .array([.null, .bool(true), .object([])])), ("none", nil),
    ])
    #expect(value.line == #"{"b":1.50,"a":[null,true,{}]}"#)
    #expect(
      value.indented == """
        {
          "b": 1.50,
          "a": [
            null,
            true,
            {}
          ]
        }
        """)
  }

  @Test func aWriterWritesWhatATreeHolds() {
    for indented in [false, true] {
      var writer = JSONWriter(indented: indented)
      writer.object { writer in
        writer.put("a", "x")
        writer.put("none", nil as String?)
        writer.key("list")
        writer.array { list in
          list.object { _ in }
          list.array { $0.number("1") }
          list.string("\u{1}")
        }
        writer.put("texts", [])
        writer.put("last", .bool(false))
      }
      let tree = JSON.object([
        ("a", .string("x")),
        ("list", .array([.object([]), .array([.number("1")]), .string("\u{1}")])),
        ("texts", .array([])), ("last", .bool(false)),
      ])
      #expect(writer.text == (indented ? tree.indented : tree.line))
    }
  }

  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (0.97345, "0.9735"), (0.5, "0.5000"), (0.00001, "0"), (0.99999, "1"),
  ])
  func probabilities(_ value: Double, _ expected: String) {
    #expect(JSON.probability(value).line == expected)
  }

  @Test(arguments: [Double.infinity, .nan, 1e300, 0])
  func ratiosAreAlwaysNumbers(_ value: Double) throws {
    let line = JSON.ratio(value).line
    #expect(try JSONDecoder().decode([Double].self, from: Data("[\(line)]".utf8)).count == 1)
  }

  @Test(arguments: [true, false])
  func `what goes out in pieces is the same as the whole`(isIndented: Bool) {
    func write(_ writer: inout JSONWriter) {
      writer.object { writer in
        writer.key("items")
        writer.array { for item in 0..<20_000 { $0.object { $0.put("text", "item \(item)") } } }
      }
      writer.endLine()
      writer.flush()
    }
    var whole = JSONWriter(indented: isIndented)
    write(&whole)
    var pieces: [[UInt8]] = []
    var writer = JSONWriter(indented: isIndented) { pieces.append(Array($0)) }
    write(&writer)
    #expect(pieces.count > 2)
    #expect(Array(pieces.joined()) == whole.bytes)
    #expect(writer.bytes.isEmpty)
  }
}
