public import DescryCore
internal import DescryPattern
internal import DescryText

/// Tries every phrase on hostile texts: a pattern that takes long on one of them can hold up a run.
public enum PhraseTiming {
  /// How long one pattern may take on one text, in milliseconds.
  public static let limit = 5

  /// Texts on which careless patterns run away.
  private static let hostile: [String] = [
    String(repeating: "-", count: 300),
    String(repeating: "word ", count: 60),
    String(repeating: "7", count: 4_000),
    String(repeating: "a", count: 4_000),
    String(repeating: "only 3 left ", count: 80),
    String(repeating: "1,000.00 € ", count: 200),
    String(repeating: "no, i don't want ", count: 100),
    String(repeating: " ", count: 2_000) + "!",
    String(repeating: "' - ,", count: 400),
  ]

  /// The phrases that take too long or hit a limit.
  public static func problems(_ book: RuleBook) -> [Diagnostic] {
    let scratch = MatchScratch()
    let texts = hostile.map { NormalizedText($0) }
    let clock = ContinuousClock()
    var problems: [Diagnostic] = []
    for list in book.phrases {
      for phrase in list.phrases {
        for text in texts {
          var failure: MatchFailure?
          func time() -> Duration {
            clock.measure {
              text.bytes.withUnsafeBufferPointer { bytes in
                do throws(MatchFailure) {
                  _ = try phrase.pattern.firstMatch(in: bytes, using: scratch)
                } catch {
                  failure = error
                }
              }
            }
          }
          // The first try compiles the pattern, and another program may have had the processor.
          var taken = time()
          for _ in 0..<3 where taken > .milliseconds(limit) { taken = min(taken, time()) }
          guard failure != nil || taken > .milliseconds(limit) else { continue }
          problems.append(
            Diagnostic(
              severity: .error, code: RuleProblem.slowPattern.rawValue,
              message: failure == nil
                ? "the phrase takes over \(limit) ms on “\(text.string.prefix(24))…”"
                : "the phrase hits the limit of matching on “\(text.string.prefix(24))…”",
              location: SourceLocation(path: list.path, line: phrase.line),
              help: "avoid a repeat within a repeat; use {1,3}, possessive ++ or atomic (?>…)"))
          break
        }
      }
    }
    return problems
  }
}
