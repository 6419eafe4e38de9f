/// One pattern's first match in a text.
public struct PatternMatch: Sendable, Hashable {
  /// The pattern's place in the set.
  public let pattern: Int
  /// The bytes that it matched.
  public let span: Range<Int>

  /// A match.
  public init(pattern: Int, span: Range<Int>) {
    self.pattern = pattern
    self.span = span
  }
}

/// Thousands of patterns, matched in one pass over a text.
///
/// Each pattern is filed under literals that must occur in its matches; only those whose literals
/// occur are tried with PCRE2. The result is exactly that of trying every pattern in turn.
/// Immutable: to change the patterns, build another set.
public struct PatternSet: Sendable {
  /// The patterns, in the order given.
  public let patterns: [Pattern]
  /// Under which literals they are filed.
  public let filing: LiteralFiling
  private let index: LiteralIndex

  /// The places of patterns that no literal could be found for; they are tried on every text.
  public var unindexed: [Int] { filing.unindexed.map(Int.init) }

  /// A set of patterns; nothing is compiled before a text comes near it.
  public init(_ patterns: [Pattern]) { self.init(patterns, filing: LiteralFiling(patterns)) }

  /// A set of the same patterns as another of which the filing was kept; nil when it cannot be theirs.
  ///
  /// A filing of other patterns that fits by its numbers is not noticed.
  public init?(_ patterns: [Pattern], kept filing: LiteralFiling) {
    guard filing.holds(patterns: patterns.count) else { return nil }
    self.init(patterns, filing: filing)
  }

  private init(_ patterns: [Pattern], filing: LiteralFiling) {
    self.patterns = patterns
    self.filing = filing
    index = LiteralIndex(filing)
  }

  /// The first match of every pattern that matches, in the order of the patterns.
  ///
  /// A pattern that hits a limit is told to `failed` and is not among the matches.
  /// - Complexity: one pass over the bytes, and a PCRE2 match for each pattern whose literals occur.
  public func matches(
    in bytes: UnsafeBufferPointer<UInt8>, using scratch: MatchScratch,
    into matches: inout [PatternMatch], failed: (Int, MatchFailure) -> Void = { _, _ in }
  ) {
    let (seen, mark) = scratch.beginScan(patterns: patterns.count)
    // Taken out of the scratch, so that nobody checks who else may use them.
    var candidates = scratch.candidates
    scratch.candidates = []
    candidates.removeAll(keepingCapacity: true)
    for place in filing.unindexed {
      seen[Int(place)] = mark
      candidates.append(place)
    }
    index.scan(bytes) { place in
      guard seen[Int(place)] != mark else { return }
      seen[Int(place)] = mark
      candidates.append(place)
    }
    candidates.sort()
    for candidate in candidates {
      do {
        if let span = try patterns[Int(candidate)].firstMatch(in: bytes, using: scratch) {
          matches.append(PatternMatch(pattern: Int(candidate), span: span))
        }
      } catch {
        failed(Int(candidate), error)
      }
    }
    scratch.candidates = candidates
  }

  /// The same result by trying every pattern: slow, and right by construction; for tests.
  public func matchesByBruteForce(
    in bytes: UnsafeBufferPointer<UInt8>, using scratch: MatchScratch
  ) -> [PatternMatch] {
    patterns.indices.compactMap { place in
      (try? patterns[place].firstMatch(in: bytes, using: scratch)).flatMap { span in
        span.map { PatternMatch(pattern: place, span: $0) }
      }
    }
  }
}
