public import DescryCore

/// Lint reports for a person, in the manner of ESLint: place, weight, message, rule.
public struct LintText: Sendable {
  let language: Language
  let style: TextStyle
  /// Whether each finding comes with why, law and remedy.
  let explains: Bool

  /// A renderer.
  public init(_ language: Language, _ style: TextStyle, explains: Bool = false) {
    self.language = language
    self.style = style
    self.explains = explains
  }

  /// The reports, then what was not checked, then a summary.
  public func render(_ reports: [LintReport], summary: LintSummary) -> String {
    var parts = reports.map(flow)
    let lacking = notChecked(reports)
    if !lacking.isEmpty { parts.append(lacking) }
    parts.append(conclusion(summary))
    return parts.joined(separator: "\n\n")
  }

  /// How often each rule fired, the most frequent first.
  public func statistics(_ reports: [LintReport]) -> String {
    var counts: [String: (count: Int, severity: Severity)] = [:]
    for finding in reports.flatMap(\.findings) {
      let known = counts[finding.rule]
      counts[finding.rule] = (
        (known?.count ?? 0) + 1, max(known?.severity ?? .note, finding.severity)
      )
    }
    let rows = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let width = rows.map { "\($0.value.count)".count }.max() ?? 1
    return rows.map { rule, row in
      Self.pad("\(row.count)", width, left: true) + "  " + paint(row.severity)
        + "  " + rule
    }.joined(separator: "\n")
  }

  private func flow(_ report: LintReport) -> String {
    let title = report.flow.title.map { ": \($0)" } ?? ""
    var lines = [style.paint(report.flow.path, .bold) + title]
    if report.findings.isEmpty {
      lines.append(
        "  "
          + say(
            "nothing found: \(report.passed) rules on \(screens(report.flow.screens.count))",
            "rien trouvé : \(report.passed) règles sur \(screens(report.flow.screens.count))"))
    }
    let places = report.findings.map { place($0.location, in: report.flow) }
    let width = min(24, places.map(\.count).max() ?? 0)
    for (finding, place) in zip(report.findings, places) {
      lines.append(self.finding(finding, place: place, width: width))
    }
    for item in report.suppressed {
      let line = say(
        "silenced: \(item.finding.rule) (\(item.reason))",
        "mis en sourdine : \(item.finding.rule) (\(item.reason))")
      lines.append(style.paint("  " + line, .faint))
    }
    return lines.joined(separator: "\n")
  }

  private func finding(_ finding: LintFinding, place: String, width: Int) -> String {
    let indent = String(repeating: " ", count: 2 + width + 2 + 9)
    let head = "  " + Self.pad(place, width) + "  " + paint(finding.severity)
    let doubt = finding.kind == .review ? say(" (look at it)", " (à vérifier)") : ""
    // The head's colours take no columns, so the text is wrapped behind a plain indent.
    let body = style.wrap(finding.message(language) + doubt, indent: indent)
    var text = head + "  " + body.drop { $0 == " " }
    text += style.paint("  " + finding.rule, .faint)
    guard explains else { return text }
    text += "\n" + style.wrap(finding.why(language), indent: indent)
    for law in finding.law {
      let date = law.inForce.map { say(", in force since \($0)", ", en vigueur depuis le \($0)") }
      text +=
        "\n"
        + style.wrap(
          law.cite + (date ?? "") + (law.url.map { " <\($0)>" } ?? ""), indent: indent,
          first: indent + "§ ")
    }
    text += "\n" + style.wrap(finding.remedy(language), indent: indent, first: indent + "→ ")
    for related in finding.related {
      text += "\n" + indent + say("see also ", "voir aussi ") + related.description
    }
    return text
  }

  private func place(_ location: SourceLocation, in flow: Flow) -> String {
    let numbers = [location.line, location.column].compactMap { $0.map(String.init) }
    let place = numbers.isEmpty ? "-" : numbers.joined(separator: ":")
    guard location.path != flow.path else { return place }
    let name = location.path.split(separator: "/").last.map(String.init) ?? location.path
    return "\(name):\(place)"
  }

  /// The rules that could not be checked, by what they lack.
  private func notChecked(_ reports: [LintReport]) -> String {
    var rules: [String: Set<String>] = [:]
    for item in reports.flatMap(\.notChecked) { rules[item.needs, default: []].insert(item.rule) }
    return rules.sorted { $0.key < $1.key }.map { needs, rules in
      let count = rules.count
      return style.wrap(
        say(
          "not checked, the source has no \(needs): \(rules.sorted().joined(separator: ", "))",
          "non vérifié, la source ne dit rien de « \(needs) » : \(rules.sorted().joined(separator: ", "))"
        ), indent: "  ", first: say("\(count) ", "\(count) "))
    }.joined(separator: "\n")
  }

  private func conclusion(_ summary: LintSummary) -> String {
    func count(_ number: Int, _ english: String, _ french: String) -> String {
      "\(number) " + say(english + (number == 1 ? "" : "s"), french + (number < 2 ? "" : "s"))
    }
    var line =
      [
        count(summary.errors, "error", "erreur"), count(summary.warnings, "warning", "alerte"),
        count(summary.notes, "note", "note"),
      ].joined(separator: ", ") + say(" on ", " sur ") + screens(summary.screens)
    if summary.reviews > 0 {
      line += say("; \(summary.reviews) to be looked at", " ; \(summary.reviews) à vérifier")
    }
    if summary.suppressed > 0 {
      line += say("; \(summary.suppressed) silenced", " ; \(summary.suppressed) en sourdine")
    }
    if summary.known > 0 {
      line += say("; \(summary.known) in the baseline", " ; \(summary.known) déjà connus")
    }
    if summary.unreadable > 0 {
      line += say("; \(summary.unreadable) unreadable", " ; \(summary.unreadable) illisibles")
    }
    let color: TextStyle.Color =
      summary.errors > 0 ? .red : summary.warnings > 0 ? .yellow : .green
    return style.paint(line, color)
  }

  private func screens(_ count: Int) -> String {
    "\(count) " + say(count == 1 ? "screen" : "screens", count < 2 ? "écran" : "écrans")
  }

  private func paint(_ severity: Severity) -> String {
    switch severity {
    case .error: style.paint(say("error  ", "erreur "), .red)
    case .warning: style.paint(say("warning", "alerte "), .yellow)
    case .note: style.paint("note   ", .faint)
    }
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .french ? french : english
  }

  private static func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return left ? blanks + text : text + blanks
  }
}
