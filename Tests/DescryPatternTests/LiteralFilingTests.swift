import DescryPattern
import Testing

@Suite("A filing that was kept")
struct LiteralFilingTests {
  private static let patterns = ["NETFL(?:IX)?", "AMZN? MKTP", "[A-Z]{3}", "PRIME|VIDEO", "AB"]
  private let set = PatternSet(Self.patterns.map { Pattern($0) })

  @Test func findsTheSame() throws {
    let again = try #require(
      PatternSet(Self.patterns.map { Pattern($0) }, kept: set.filing))
    #expect(again.unindexed == [2])
    let scratch = MatchScratch()
    for line in ["NETFL", "AMZ MKTP FR", "PRIME VIDEO ABC", "", "A"] {
      try Array(line.utf8).withUnsafeBufferPointer { bytes in
        var found: [PatternMatch] = []
        again.matches(in: bytes, using: scratch, into: &found)
        try #require(found == set.matchesByBruteForce(in: bytes, using: scratch))
      }
    }
  }

  @Test func isRefusedWhereItCannotBeTheirs() {
    let fewer = Self.patterns.dropLast().map { Pattern($0) }
    #expect(PatternSet(fewer, kept: set.filing) == nil)
    func kept(_ start: Int32, _ count: Int32, _ gram: Int32, _ pattern: Int32) -> PatternSet? {
      let entry = LiteralFiling.Entry(
        start: start, count: count, gramOffset: gram, pattern: pattern)
      return PatternSet(
        [Pattern("ABCDE")],
        kept: LiteralFiling(pool: Array("ABCDE".utf8), entries: [entry], unindexed: []))
    }
    #expect(kept(0, 5, 1, 0) != nil)
    for wrong in [
      kept(0, 5, 2, 0), kept(1, 5, 0, 0), kept(-1, 4, 0, 0), kept(0, 1, 0, 0), kept(0, 5, -1, 0),
      kept(0, 5, 1, 1), kept(.max, .max, 0, 0),
    ] {
      #expect(wrong == nil)
    }
  }
}
