public import DescryCore

extension JSON {
  /// What `descry lint --format json` prints.
  public static func lint(
    _ reports: [LintReport], summary: LintSummary, language: Language
  ) -> JSON {
    .object([
      ("flows", .array(reports.map { lint($0, language) })),
      (
        "summary",
        .object([
          ("flows", .number("\(summary.flows)")), ("screens", .number("\(summary.screens)")),
          ("elements", .number("\(summary.elements)")), ("errors", .number("\(summary.errors)")),
          ("warnings", .number("\(summary.warnings)")), ("notes", .number("\(summary.notes)")),
          ("reviews", .number("\(summary.reviews)")),
          ("suppressed", .number("\(summary.suppressed)")),
          ("known", .number("\(summary.known)")),
          ("unreadable", .number("\(summary.unreadable)")),
        ])
      ),
    ])
  }

  private static func lint(_ report: LintReport, _ language: Language) -> JSON {
    .known([
      ("path", .string(report.flow.path)),
      ("title", text(report.flow.title)),
      ("screens", .number("\(report.flow.screens.count)")),
      ("findings", .array(report.findings.map { finding($0, in: report.flow, language) })),
      (
        "notChecked",
        .array(
          report.notChecked.map {
            .object([("rule", .string($0.rule)), ("needs", .string($0.needs))])
          })
      ),
      ("rulesPassed", .number("\(report.passed)")),
    ])
  }

  /// One finding, as INTERFACE writes it.
  static func finding(_ finding: LintFinding, in flow: Flow, _ language: Language) -> JSON {
    .known([
      ("rule", .string(finding.rule)),
      ("pattern", .string(finding.pattern)),
      ("severity", .string(finding.severity.rawValue)),
      ("kind", .string(finding.kind.rawValue)),
      ("message", .string(finding.message(language))),
      ("why", .string(finding.why(language))),
      ("remedy", .string(finding.remedy(language))),
      ("law", .array(finding.law.map(law))),
      ("location", location(finding.location, screen: finding.screen, finding.selector)),
      ("evidence", evidence(finding, in: flow)),
      ("related", finding.related.isEmpty ? nil : .array(finding.related.map { location($0) })),
      ("fingerprint", .string(finding.fingerprint)),
    ])
  }

  private static func law(_ law: LintFinding.Law) -> JSON {
    .known([
      ("cite", .string(law.cite)), ("url", text(law.url)),
      ("inForce", law.inForce.map { .string("\($0)") }),
    ])
  }

  private static func location(
    _ place: SourceLocation, screen: Int? = nil, _ selector: String? = nil
  ) -> JSON {
    func number(_ value: Int?) -> JSON? { value.map { .number("\($0)") } }
    return .known([
      ("path", .string(place.path)), ("line", number(place.line)), ("column", number(place.column)),
      ("endLine", number(place.endLine)), ("endColumn", number(place.endColumn)),
      // Screens are counted from 1, as in reports for people.
      ("screen", screen.map { .number("\($0 + 1)") }), ("selector", text(selector)),
    ])
  }

  private static func evidence(_ finding: LintFinding, in flow: Flow) -> JSON {
    let price = finding.price.map { price -> JSON in
      .known([
        ("amount", .string("\(price.amount)")), ("currency", text(price.currency?.code)),
        ("every", text(price.every?.rawValue)),
      ])
    }
    let screenshot =
      flow.screens.indices.contains(finding.screen) ? flow.screens[finding.screen].screenshot : nil
    return .known([
      ("text", .string(finding.text)), ("price", price), ("screenshot", text(screenshot)),
    ])
  }
}
