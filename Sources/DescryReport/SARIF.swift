public import DescryCore

/// Lint reports as SARIF 2.1.0 (OASIS), as code-scanning services read it.
public struct SARIF: Sendable {
  let cards: [LintRuleCard]
  let language: Language
  /// The program's version.
  let version: String

  /// A renderer; `cards` are all rules that ran.
  public init(_ cards: [LintRuleCard], language: Language, version: String) {
    self.cards = cards
    self.language = language
    self.version = version
  }

  /// The log.
  public func render(_ reports: [LintReport], unreadable: [Diagnostic] = []) -> JSON {
    let fired = Set(reports.flatMap { $0.findings + $0.suppressed.map(\.finding) }.map(\.rule))
    let named = cards.filter { fired.contains($0.id) }
    let index = Dictionary(
      uniqueKeysWithValues: named.enumerated().map { ($0.element.id, $0.offset) })
    let results = reports.flatMap { report in
      report.findings.map { result($0, in: report.flow, index, reason: nil) }
        + report.suppressed.map { result($0.finding, in: report.flow, index, reason: $0.reason) }
    }
    return .object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            (
              "tool",
              .object([
                (
                  "driver",
                  .object([
                    ("name", .string("descry")), ("version", .string(version)),
                    ("language", .string(language.rawValue)),
                    ("rules", .array(named.map(rule))),
                  ])
                )
              ])
            ),
            ("columnKind", .string("unicodeCodePoints")),
            ("invocations", .array([invocation(reports, unreadable)])),
            ("results", .array(results)),
          ])
        ])
      ),
    ])
  }

  private func rule(_ card: LintRuleCard) -> JSON {
    let law = card.law.map(\.cite).joined(separator: "; ")
    let help = card.remedy(language) + (law.isEmpty ? "" : "\n\n" + law)
    return .object([
      ("id", .string(card.id)),
      ("shortDescription", message(card.name(language))),
      ("fullDescription", message(String(card.why(language).prefix(1_024)))),
      (
        "help",
        .object([
          ("text", .string(help)),
          ("markdown", .string("**\(card.remedy(language))**\n\n\(card.why(language))\n\n\(law)")),
        ])
      ),
      ("defaultConfiguration", .object([("level", .string(level(card.severity)))])),
      (
        "properties",
        .object([
          ("tags", .array([.string("dark-pattern"), .string(card.pattern)])),
          (
            "problem.severity",
            .string(card.severity == .note ? "recommendation" : card.severity.rawValue)
          ),
        ])
      ),
    ])
  }

  private func result(
    _ finding: LintFinding, in flow: Flow, _ index: [String: Int], reason: String?
  ) -> JSON {
    let isReview = finding.kind == .review
    return .known([
      ("ruleId", .string(finding.rule)),
      ("ruleIndex", index[finding.rule].map { .number("\($0)") }),
      ("kind", .string(isReview ? "review" : "fail")),
      // SARIF 2.1.0, 3.27.10: a result that is no "fail" has the level "none".
      ("level", .string(isReview ? "none" : level(finding.severity))),
      ("message", message(finding.message(language))),
      ("locations", .array([location(finding.location, finding: finding, in: flow)])),
      (
        "relatedLocations",
        finding.related.isEmpty ? nil : .array(finding.related.map { location($0) })
      ),
      (
        "partialFingerprints",
        .object([("descryFinding/v1", .string(finding.fingerprint))])
      ),
      (
        "suppressions",
        reason.map {
          .array([
            .object([("kind", .string("inSource")), ("justification", .string($0))])
          ])
        }
      ),
      (
        "properties",
        .object([
          ("pattern", .string(finding.pattern)),
          ("law", .array(finding.law.map { .string($0.cite) })),
          ("remedy", .string(finding.remedy(language))),
        ])
      ),
    ])
  }

  private func location(
    _ place: SourceLocation, finding: LintFinding? = nil, in flow: Flow? = nil
  ) -> JSON {
    func number(_ value: Int?) -> JSON? { value.map { .number("\($0)") } }
    let region = place.line.map { line in
      JSON.known([
        ("startLine", .number("\(line)")), ("startColumn", number(place.column)),
        ("endLine", number(place.endLine ?? line)),
        ("endColumn", number(place.endColumn ?? place.column.map { $0 + 1 })),
        ("snippet", finding.map { .object([("text", .string($0.text))]) }),
      ])
    }
    let screen = finding.flatMap { finding in
      flow.flatMap { flow in
        flow.screens.indices.contains(finding.screen)
          ? flow.screens[finding.screen].title ?? "screen \(finding.screen + 1)" : nil
      }
    }
    return .known([
      (
        "physicalLocation",
        .known([
          (
            "artifactLocation",
            .object([("uri", .string(Self.uri(place.path)))])
          ),
          ("region", region),
        ])
      ),
      (
        "logicalLocations",
        screen.map { .array([.object([("name", .string($0)), ("kind", .string("screen"))])]) }
      ),
    ])
  }

  private func invocation(_ reports: [LintReport], _ unreadable: [Diagnostic]) -> JSON {
    let notes =
      unreadable.map { notification($0.message, "error", at: $0.location) }
      + reports.flatMap { report in
        report.notChecked.map {
          notification(
            "the rule \($0.rule) was not checked: the source has no \($0.needs)", "note",
            at: SourceLocation(path: report.flow.path))
        }
      }
    return .object([
      ("executionSuccessful", .bool(unreadable.isEmpty)),
      ("toolExecutionNotifications", .array(notes)),
    ])
  }

  private func notification(_ text: String, _ level: String, at place: SourceLocation) -> JSON {
    .object([
      ("level", .string(level)), ("message", message(text)),
      ("locations", .array([location(place)])),
    ])
  }

  private func message(_ text: String) -> JSON { .object([("text", .string(text))]) }

  private func level(_ severity: Severity) -> String { severity.rawValue }

  /// A path as a URI reference (RFC 3986): everything but unreserved characters and `/` escaped.
  private static func uri(_ path: String) -> String {
    var uri = ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar) || "-._~/".unicodeScalars.contains(scalar)
      if isPlain {
        uri.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return path.hasPrefix("/") ? "file://" + uri : uri
  }
}
