public import DescryCore

/// Lint reports as workflow commands of GitHub Actions, which it shows beside the lines.
public struct LintAnnotations: Sendable {
  let language: Language

  /// A renderer.
  public init(_ language: Language) { self.language = language }

  /// One command a line, the gravest first: only ten of a weight are shown for a step.
  public func render(_ reports: [LintReport], summary: LintSummary) -> String {
    let findings = reports.flatMap(\.findings)
    var lines: [String] = []
    for severity in [Severity.error, .warning, .note] {
      lines += findings.filter { $0.severity == severity }.map(annotation)
    }
    lines.append(
      "descry: \(summary.errors) errors, \(summary.warnings) warnings, \(summary.notes) notes")
    return lines.joined(separator: "\n")
  }

  private func annotation(_ finding: LintFinding) -> String {
    let command =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    let place = finding.location
    var properties = ["file=" + Self.property(place.path)]
    if let line = place.line { properties.append("line=\(line)") }
    if let line = place.endLine { properties.append("endLine=\(line)") }
    // Columns are only taken of a place within one line.
    if place.endLine == nil || place.endLine == place.line {
      if let column = place.column { properties.append("col=\(column)") }
      if let column = place.endColumn { properties.append("endColumn=\(column)") }
    }
    properties.append("title=" + Self.property(finding.rule))
    let text = finding.message(language) + " " + finding.remedy(language)
    return "::\(command) \(properties.joined(separator: ","))::\(Self.escape(text))"
  }

  private static func escape(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    escape(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
