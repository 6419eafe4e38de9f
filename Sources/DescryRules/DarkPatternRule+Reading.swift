package import DescryCore

extension Schema {
  private static let select = [
    Field(
      "what", .choice(DarkPatternRule.Subject.allCases.map(\.rawValue)), required: true,
      "what the rule is put to"),
    Field(
      "roles", .list(.choice(ElementRole.allCases.map(\.rawValue) + ["control", "tickable"])),
      "the roles of elements; `control` and `tickable` stand for several"),
    Field(
      "outside", .list(.choice(PageArea.allCases.map(\.rawValue))),
      "areas that it leaves alone; without it navigation, footer and quoted"),
    Field(
      "inside", .list(.choice(PageArea.allCases.map(\.rawValue))), "areas in which alone it looks"),
    Field(
      "stages", .list(.choice(FlowStage.allCases.map(\.rawValue))),
      "stages of a flow on which alone it looks"),
    Field(
      "not-stages", .list(.choice(FlowStage.allCases.map(\.rawValue))),
      "stages that it leaves alone"
    ),
    Field("bare-text", .flag, "whether it also reads lines whose roles nobody knows"),
    Field(
      "once", .choice(DarkPatternRule.Once.allCases.map(\.rawValue)),
      "within what one finding is enough"),
    Field("hidden", .flag, "whether it also looks at what cannot be seen"),
  ]

  private static let example = [
    Field("flow", .text, "a transcript; ↓ stands before each place"),
    Field("html", .text, "a page; ↓ stands before each place"),
    Field("because", .text, "why a near miss is none"),
  ]

  /// `dark-pattern/1`.
  package static let darkPattern = Schema(
    "dark-pattern/1", "What to look for in a checkout flow.",
    [
      Field(
        "family", .choice(DarkPatternRule.Family.allCases.map(\.rawValue)), required: true,
        "the family in the taxonomy"),
      Field(
        "taxonomy", .list(.integer(1...46), atLeast: 1), required: true,
        "rows of the table in dark-patterns/README.md"),
      Field("name", .localized, required: true, "what the pattern is called"),
      Field(
        "status", .choice(["experimental", "stable"]), required: true, "how well it is borne out"),
      Field(
        "severity", .choice(["note", "warning", "error"]), required: true, "how much it weighs"),
      Field("select", .record(select), required: true, "where it looks"),
      Field(
        "needs",
        .list(.choice(["live-state", "style", "geometry", "actions", "roles", "scripts"])),
        "what the source must tell"),
      Field("all", .list(.check), "checks that must all hold"),
      Field("any", .list(.check), "checks of which one must hold"),
      Field("none", .list(.check), "checks of which none may hold"),
      Field("review", .list(.check), "checks that make a finding one for a person to look at"),
      Field(
        "escalate",
        .record([
          Field("severity", .choice(["warning", "error"]), required: true, "the weight then"),
          Field("any", .list(.check, atLeast: 1), required: true, "any of these raises it"),
          Field("message", .localized, "what to say then"),
        ]), "what raises the weight"),
      Field("supersedes", .list(.id), "rules whose findings at the same place say less"),
      Field(
        "absorbs",
        .record([
          Field("in", .choice(["block", "screen"]), required: true, "how far it reaches"),
          Field(
            "rules", .list(.id, atLeast: 1), required: true,
            "rules that tell of the same harm there"),
        ]), "findings nearby that become related places of this one's"),
      Field("message", .localized, required: true, "what is found, with {placeholders}"),
      Field("why", .localized, required: true, "why it harms"),
      Field("remedy", .localized, required: true, "what to change"),
      Field("law", .list(.id), "ids of law/"),
      Field("statutory", .flag, "true when it applies only under the law that it names"),
      Field(
        "references", .list(.text, atLeast: 1), required: true, "where the pattern is described"),
      Field("reviewed", .date, "when somebody last looked at it"),
      Field(
        "examples",
        .record([
          Field("fires", .list(.record(example), atLeast: 1), required: true, "samples with ↓"),
          Field(
            "near-miss", .list(.record(example), atLeast: 1), required: true, "samples without"),
        ]), required: true, "samples that test and explain it"),
    ])
}

extension DarkPatternRule {
  init?(_ node: RuleNode, path: String, problems: inout RuleFileDiagnostics) {
    guard let id = node.text("id"), let family = node.text("family").flatMap(Family.init),
      let name = node.localized("name"),
      let severity = node.text("severity").flatMap(Severity.init),
      let select = node["select"], let subject = select.text("what").flatMap(Subject.init),
      let message = node.localized("message"), let why = node.localized("why"),
      let remedy = node.localized("remedy")
    else { return nil }
    self.id = id
    self.path = path
    self.family = family
    self.name = name
    self.severity = severity
    self.message = message
    self.why = why
    self.remedy = remedy
    taxonomy = node.texts("taxonomy").compactMap { Int($0) }
    isStable = node.text("status") == "stable"
    selection = Selection(select, subject: subject)
    needs = node.texts("needs").compactMap(Screen.Capabilities.init(name:))
    all = Self.calls(node["all"])
    any = Self.calls(node["any"])
    none = Self.calls(node["none"])
    review = Self.calls(node["review"])
    escalation = node["escalate"].flatMap { node in
      node.text("severity").flatMap(Severity.init).map {
        Escalation(
          severity: $0, any: Self.calls(node["any"]), message: node.localized("message"))
      }
    }
    supersedes = node.texts("supersedes")
    absorbs = node["absorbs"].flatMap { node in
      node.text("in").flatMap(Once.init).map { Absorption(scope: $0, rules: node.texts("rules")) }
    }
    law = node.texts("law")
    isStatutory = node.flag("statutory")
    references = node.texts("references")
    let samples = node["examples"]
    examples =
      (samples?.items("fires") ?? []).compactMap { Example($0, fires: true, problems: &problems) }
      + (samples?.items("near-miss") ?? []).compactMap {
        Example($0, fires: false, problems: &problems)
      }
    let lists = (all + any + none + review + (escalation?.any ?? [])).flatMap { call in
      call.parameters.items("lists").map { Mention(kind: .phrases, node: $0) }
    }
    mentions =
      node.items("law").map { Mention(kind: .law, node: $0) } + lists
      + (node.items("supersedes") + (node["absorbs"]?.items("rules") ?? []))
      .map { Mention(kind: .rule, node: $0) }
    if all.isEmpty, any.isEmpty {
      problems.add(.missingKey, "a rule has checks under 'all' or 'any'", at: node, width: 1)
    }
  }

  private static func calls(_ node: RuleNode?) -> [CheckCall] {
    (node?.items ?? []).compactMap { item in
      if let name = item.text {
        let none = RuleNode(value: .record([]), line: item.line, column: item.column)
        return CheckCall(name: name, parameters: none, line: item.line)
      }
      guard let (key, parameters) = item.pairs.first, let name = key.text else { return nil }
      return CheckCall(name: name, parameters: parameters, line: item.line)
    }
  }
}

extension DarkPatternRule.Selection {
  fileprivate init(_ node: RuleNode, subject: DarkPatternRule.Subject) {
    self.subject = subject
    roles = node.texts("roles").flatMap { name -> [ElementRole] in
      switch name {
      case "control": ElementRole.allCases.filter(\.isControl)
      case "tickable": ElementRole.allCases.filter(\.isTickable)
      default: ElementRole(rawValue: name).map { [$0] } ?? []
      }
    }
    inside = node.texts("inside").compactMap(PageArea.init)
    outside =
      node["outside"] == nil && inside.isEmpty
      ? [.navigation, .footer, .quoted] : node.texts("outside").compactMap(PageArea.init)
    stages = node.texts("stages").compactMap(FlowStage.init)
    notStages = node.texts("not-stages").compactMap(FlowStage.init)
    readsBareText = node.flag("bare-text")
    seesHidden = node.flag("hidden")
    once = node.text("once").flatMap(DarkPatternRule.Once.init)
  }
}

extension DarkPatternRule.Example {
  fileprivate init?(_ node: RuleNode, fires: Bool, problems: inout RuleFileDiagnostics) {
    guard let source = node["flow"] ?? node["html"], let text = source.text,
      node["flow"] == nil || node["html"] == nil
    else {
      problems.add(.missingKey, "an example is a 'flow' or a page of 'html'", at: node, width: 1)
      return nil
    }
    isHTML = node["html"] != nil
    line = node.line
    because = fires ? nil : node.text("because")
    // A mark alone on its line stands before the next line; one within a line before the rest of it.
    var lines: [String] = []
    var places: [Int] = []
    for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard row.contains("↓") else {
        lines.append(String(row))
        continue
      }
      places.append(lines.count + 1)
      let rest = row.replacing("↓", with: "")
      if !rest.trimmingBlanks.isEmpty { lines.append(String(rest)) }
    }
    self.text = lines.joined(separator: "\n")
    self.places = places
    if fires, places.isEmpty {
      problems.add(.missingKey, "an example that fires has ↓ before the place", at: node, width: 1)
    } else if !fires, !places.isEmpty {
      problems.add(.contradiction, "a near miss has no ↓", at: node, width: 1)
    } else if !fires, because == nil {
      problems.add(
        .missingKey, "a near miss has the key 'because': why it is none", at: node, width: 1)
    }
  }
}

extension Screen.Capabilities {
  /// A capability by the name that rules and reports give it.
  package init?(name: String) {
    guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
    self = known.capability
  }

  /// The capabilities with their names.
  package static let names: [(name: String, capability: Screen.Capabilities)] = [
    ("live-state", .liveState), ("style", .style), ("geometry", .geometry), ("actions", .actions),
    ("roles", .roles), ("scripts", .scripts),
  ]
}
