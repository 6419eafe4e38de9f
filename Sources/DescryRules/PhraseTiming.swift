public import DescryCore
internal import DescryPattern
internal import DescryText

/// Tries every phrase on hostile texts: a pattern that takes long on one of them can hold up a run.
public enum PhraseTiming {
  /// How long one pattern may take on one text, in milliseconds.
  public static let limit = 5

  /// The longest text that the linter looks at, in bytes.
  package static let longest = 8_192

  /// Texts on which careless patterns run away, each as long as the linter reads one.
  private static let hostile: [String] =
    [
      "-", "word ", "7", "a", "only 3 left ", "1,000.00 € ", "no, i don't want ", "' - ,", "( [ ",
      "12:34:", "1 000 ",
    ].map(pumped) + [String(repeating: " ", count: longest - 1) + "!"]

  /// A text again and again.
  private static func pumped(_ text: String) -> String {
    String(repeating: text, count: longest / text.utf8.count)
  }

  /// What a pattern itself looks for, again and again: each time it sets out in vain.
  private static func lure(_ pattern: Pattern) -> String? {
    let literals = RequiredLiterals(of: pattern.source)?.sets.first ?? []
    let words = literals.prefix(4).map { String(decoding: $0, as: UTF8.self) }
    return words.isEmpty ? nil : pumped(words.joined(separator: " ") + " ")
  }

  /// The phrases that take too long or hit a limit.
  public static func problems(_ book: RuleBook) -> [Diagnostic] {
    let scratch = MatchScratch()
    let texts = hostile.map { NormalizedText($0) }
    let clock = ContinuousClock()
    var problems: [Diagnostic] = []
    for list in book.phrases {
      for phrase in list.phrases {
        let lure = lure(phrase.pattern).map { [NormalizedText($0)] } ?? []
        for text in texts + lure {
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
