internal import DescryCore

/// Takes silenced findings out, and says which remarks silence nothing.
enum SuppressionFilter {
  struct Outcome {
    var kept: [LintFinding] = []
    var suppressed: [LintReport.Suppressed] = []
    var diagnostics: [Diagnostic] = []
  }

  static func apply(_ suppressions: [FlowSuppression], to findings: [LintFinding]) -> Outcome {
    var outcome = Outcome()
    var used: Set<Int> = []
    for finding in findings {
      let place = suppressions.indices.first { index in
        let suppression = suppressions[index]
        return hasReason(suppression) && suppression.rule == finding.rule
          && suppression.location.path == finding.location.path
          && (suppression.line == nil || suppression.line == finding.location.line)
      }
      if let place, let reason = suppressions[place].reason {
        used.insert(place)
        outcome.suppressed.append(LintReport.Suppressed(finding: finding, reason: reason))
      } else {
        outcome.kept.append(finding)
      }
    }
    for (index, suppression) in suppressions.enumerated() where !used.contains(index) {
      outcome.diagnostics.append(
        hasReason(suppression)
          ? Diagnostic(
            severity: .warning, code: "L002 unused-suppression",
            message: "the remark silences '\(suppression.rule)', which found nothing there",
            location: suppression.location, help: "take the remark out")
          : Diagnostic(
            severity: .warning, code: "L001 suppression-without-reason",
            message: "the remark that silences '\(suppression.rule)' gives no reason and is void",
            location: suppression.location,
            help: "write <!-- descry-disable-next-line \(suppression.rule) -- the reason -->"))
    }
    return outcome
  }

  private static func hasReason(_ suppression: FlowSuppression) -> Bool {
    suppression.reason?.contains { !$0.isWhitespace } == true
  }
}
