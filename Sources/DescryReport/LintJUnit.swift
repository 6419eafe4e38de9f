public import DescryCore

/// Lint reports as JUnit XML: a suite for each flow, a case for each rule that fired or could not be
/// checked.
public struct LintJUnit: Sendable {
  let language: Language
  /// The weight from which a finding fails its case.
  let failing: Severity

  /// A renderer.
  public init(_ language: Language, failing: Severity) {
    self.language = language
    self.failing = failing
  }

  /// The document.
  public func render(_ reports: [LintReport]) -> String {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"descry lint\">\n"
    for report in reports {
      let rules = Dictionary(grouping: report.findings, by: \.rule).sorted { $0.key < $1.key }
      let failures = rules.count { $0.value.contains { $0.severity >= failing } }
      let skipped = Dictionary(grouping: report.notChecked, by: \.rule).sorted { $0.key < $1.key }
      let passed = report.passed > 0 ? 1 : 0
      xml += "  <testsuite name=\"\(report.flow.path.escapedMarkup)\""
      xml += " tests=\"\(rules.count + skipped.count + passed)\" failures=\"\(failures)\""
      xml += " skipped=\"\(skipped.count)\">\n"
      for (rule, findings) in rules { xml += testCase(rule, findings) }
      for (rule, items) in skipped {
        let needs = items.map(\.needs).joined(separator: ", ")
        xml += "    <testcase name=\"\(rule)\" classname=\"not-checked\">"
        xml += "<skipped message=\"needs \(needs.escapedMarkup)\"/></testcase>\n"
      }
      if passed > 0 {
        xml +=
          "    <testcase name=\"\(report.passed) rules found nothing\" classname=\"passed\"/>\n"
      }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>"
  }

  private func testCase(_ rule: String, _ findings: [LintFinding]) -> String {
    let lines = findings.map { "\($0.location): \($0.severity.rawValue): \($0.message(language))" }
    let gravest = findings.map(\.severity).max() ?? .note
    let text = lines.joined(separator: "\n").escapedMarkup
    var xml = "    <testcase name=\"\(rule)\" classname=\"\(findings[0].pattern)\">"
    if gravest >= failing {
      xml += "<failure message=\"\(findings[0].message(language).escapedMarkup)\""
      xml += " type=\"\(gravest.rawValue)\">\(text)</failure>"
    } else {
      xml += "<system-out>\(text)</system-out>"
    }
    return xml + "</testcase>\n"
  }
}
