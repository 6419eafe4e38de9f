public import DescryCore
internal import DescryPattern

/// What is odd about a rule book that loads.
public enum RuleBookCheck {
  /// Forms without index words, and forms that two rules share.
  public static func warnings(_ book: RuleBook) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    var owners: [String: String] = [:]

    func look(_ forms: [DescriptorForm], _ path: String) {
      for form in forms {
        let place = SourceLocation(path: path, line: form.line)
        if RequiredLiterals(of: form.pattern) == nil {
          warnings.append(
            Diagnostic(
              severity: .warning, code: RuleProblem.noIndexWords.rawValue,
              message:
                "the pattern of '\(form.id)' has no word that must occur: it is tried on every line",
              location: place, help: "write two or more letters that stand in every match"))
        }
        if let owner = owners[form.pattern] {
          warnings.append(
            Diagnostic(
              severity: .warning, code: RuleProblem.shadowedForm.rawValue,
              message: "'\(form.id)' is the same form as in \(owner)", location: place,
              help: "one of the two never wins; make one of them longer"))
        } else {
          owners[form.pattern] = path
        }
      }
    }

    for merchant in book.merchants { look(merchant.descriptors, merchant.path) }
    for intermediary in book.intermediaries { look(intermediary.descriptors, intermediary.path) }
    return warnings
  }
}
