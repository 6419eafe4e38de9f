import Foundation
import Testing

@testable import Descry

@Suite("JSON objects are found in bytes")
struct JSONScannerTests {
  private func pairs(_ text: String) -> [String: String]? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes)
      var pairs: [String: String] = [:]
      let isObject = scanner.object { key, value in
        pairs[String(decoding: bytes[key], as: UTF8.self)] =
          JSONScanner.text(bytes, value) ?? String(decoding: bytes[value], as: UTF8.self)
      }
      return isObject ? pairs : nil
    }
  }

  @Test(arguments: [
    (#"{}"#, [:]), (#" { "a" : 1 , "b":"x" } "#, ["a": "1", "b": "x"]),
    (#"{"a":"\u00e9\ud83d\ude42\n\"\\\/"}"#, ["a": "é🙂\n\"\\/"]),
    (#"{"a":[1,{"b":null}],"c":-0.5e+10}"#, ["a": #"[1,{"b":null}]"#, "c": "-0.5e+10"]),
    (#"{"a":true,"b":false,"c":null}"#, ["a": "true", "b": "false", "c": "null"]),
  ])
  func reads(_ text: String, _ expected: [String: String]) {
    #expect(pairs(text) == expected)
  }

  @Test(arguments: [
    "", "[]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}",
    "{\"a\":+1}", "{\"a\":1e}", "{\"a\":tru}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}",
    "{\"a\":\"\n\"}",
    "{\"a\":1}}", "{a:1}", "{\"a\":1 \"b\":2}", "{\"a\":\"", "{\"a\":\"\\", "{\"a\":\"\\u00",
  ])
  func refuses(_ text: String) {
    #expect(pairs(text) == nil)
  }

  @Test func depthIsBounded() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(pairs("{\"a\":\(deep)") == nil)
    #expect(
      pairs("{\"a\":\(String(repeating: "[", count: 60))\(String(repeating: "]", count: 60))}")
        != nil)
  }

  /// What one accepts the other accepts, on valid objects cut and changed at every byte.
  @Test func agreesWithAnotherReader() throws {
    let text = #"{"id":[1,2.5e3,"\u0041"],"descriptor":"A \"B\" é","x":{"y":null,"z":-0}}"#
    var bytes = Array(text.utf8)
    for index in bytes.indices {
      for change in [UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "0"), UInt8(ascii: ",")] {
        let old = bytes[index]
        bytes[index] = change
        let ours = pairs(String(decoding: bytes, as: UTF8.self)) != nil
        let value = try? JSONSerialization.jsonObject(
          with: Data(String(decoding: bytes, as: UTF8.self).utf8))
        // Foundation takes a number such as 00 or -00 for one; RFC 8259 does not.
        if ours { #expect(value is [String: Any], "\(String(decoding: bytes, as: UTF8.self))") }
        bytes[index] = old
      }
    }
    for end in bytes.indices {
      #expect(pairs(String(decoding: bytes[..<end], as: UTF8.self)) == nil)
    }
  }
}
