import DescryPattern
import Testing

@Suite("PCRE2, wrapped")
struct PatternTests {
  let scratch = MatchScratch()

  func first(_ pattern: String, _ text: String) throws -> Range<Int>? {
    try Array(text.utf8).withUnsafeBufferPointer {
      try Pattern(pattern).firstMatch(in: $0, using: scratch)
    }
  }

  @Test func findsAndTellsWhere() throws {
    #expect(try first(#"PRIME\*[A-Z0-9]+"#, "AMAZON PRIME*2K4RT8 LU") == 7..<19)
    #expect(try first("É", "LA CAFÉ") == 6..<8)
    #expect(try first("X", "AMAZON") == nil)
    #expect(try first("^$", "") == 0..<0)
  }

  @Test func namedGroups() throws {
    let groups = try Array("PAYPAL *SHOP 402".utf8).withUnsafeBufferPointer {
      try Pattern(#"PAYPAL \*(?<seller>[A-Z]+)(?<none>X)?"#)
        .groups(["seller", "none", "absent"], in: $0, using: scratch)
    }
    #expect(groups == ["seller": 8..<12])
  }

  @Test func errorsKeepCodeMessageAndOffset() {
    #expect {
      try Pattern(compiling: "AMAZON(PRIME")
    } throws: { error in
      guard let error = error as? PatternError else { return false }
      return error.offset == 12 && error.message == "missing closing parenthesis"
        && error.code == 114
    }
  }

  @Test func aLimitIsNotNoMatch() {
    let attack = String(repeating: "A", count: 40) + "!"
    #expect(throws: MatchFailure.matchLimit) { try first("^(A+)+$", attack) }
  }

  @Test func invalidTextIsAnErrorNotATrap() {
    #expect(throws: MatchFailure.self) {
      try [UInt8]([0x41, 0xFF, 0x42]).withUnsafeBufferPointer {
        try Pattern("AB").firstMatch(in: $0, using: scratch)
      }
    }
  }

  @Test func findsTheSameHoweverOftenItIsAsked() throws {
    // A pattern is interpreted at first and translated when it is used often.
    let pattern = Pattern(#"(?<![A-Z0-9])NETF(?:L(?:I(?:X)?)?)?(?:(?![A-Z])|\z)"#)
    let lines = ["PRLV NETFLIX.COM", "NETF", "XNETFLIX", "", "NETFLIXA"].map { Array($0.utf8) }
    let expected: [Range<Int>?] = [5..<12, 0..<4, nil, nil, nil]
    for _ in 0..<100 {
      let found = try lines.map { line in
        try line.withUnsafeBufferPointer { try pattern.firstMatch(in: $0, using: scratch) }
      }
      try #require(found == expected)
    }
  }

  @Test func manyThreadsMayCompileTheSamePattern() async {
    let pattern = Pattern("AMZN *MKTP")
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 {
        group.addTask {
          let scratch = MatchScratch()
          return Array("X AMZN MKTP FR".utf8).withUnsafeBufferPointer {
            (try? pattern.firstMatch(in: $0, using: scratch)) == 2..<11
          }
        }
      }
      for await matched in group { #expect(matched) }
    }
  }
}
