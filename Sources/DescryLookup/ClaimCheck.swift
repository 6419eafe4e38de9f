public import DescryCore
internal import DescryPattern
internal import DescryRules

/// Finds lines that two merchants claim: a form of one that the program takes for another's.
public enum ClaimCheck {
  /// A warning for each form whose own words name somebody else.
  public static func warnings(_ engine: LookupEngine) -> [Diagnostic] {
    let scratch = MatchScratch()
    var warnings: [Diagnostic] = []
    for merchant in engine.book.merchants {
      for form in merchant.descriptors {
        guard let template = form.template, let line = words(template) else { continue }
        let match = engine.matcher.match(engine.parse(line, using: scratch), using: scratch)
        // The same form in two files is said as a shadowed form.
        guard let other = match.merchant?.merchant, other.id != merchant.id,
          match.merchant?.form?.pattern != form.pattern
        else { continue }
        warnings.append(
          Diagnostic(
            severity: .warning, code: RuleProblem.claimedLine.rawValue,
            message: "'\(line)' is taken for \(other.id)",
            location: SourceLocation(path: merchant.path, line: form.line),
            help: "take the form out of one of the two files, or make it longer here"))
      }
    }
    return warnings
  }

  /// The template's own words; nil when a placeholder stands among them.
  private static func words(_ template: String) -> String? {
    guard let brace = template.firstIndex(of: "{") else { return template }
    guard
      !template[brace...].split(separator: "}").dropFirst().contains(where: {
        !$0.allSatisfy { $0 == " " } && !$0.contains("{")
      })
    else { return nil }
    let words = template[..<brace].split(separator: " ").joined(separator: " ")
    return words.isEmpty ? nil : words
  }
}
