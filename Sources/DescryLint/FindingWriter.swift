internal import DescryCore
internal import DescryRules

/// Makes findings of what rules found: one a place, in order, with law, words and fingerprint.
struct FindingWriter {
  let flow: FlowView
  let laws: [String: Law]
  let jurisdictions: Set<String>
  let options: LintOptions

  func findings(_ hits: [LintRun.Hit]) -> [LintFinding] {
    var findings: [LintFinding] = []
    var seen: Set<[String]> = []
    var claims: [[String]: Int] = [:]
    for hit in hits {
      let finding = finding(hit)
      // A box and its label are two elements with one text; one finding is enough. Bare lines have
      // no labels: each stands for itself.
      let isBare = hit.subject.element.map { !flow.view($0).hasRoles } ?? false
      let own = isBare ? finding.element.map { String($0) } ?? "" : ""
      let key = [finding.rule, String(finding.screen), Self.plain(finding.text), own]
      guard seen.insert(key).inserted else { continue }
      // A claim that several screens repeat, be it with other numbers, is one claim.
      if finding.severity == .note {
        let claim = [finding.rule, Fingerprint.neutral(finding.text)]
        if let former = claims[claim], former != finding.screen { continue }
        claims[claim] = finding.screen
      }
      findings.append(finding)
    }
    findings.sort { Self.order($0) < Self.order($1) }
    findings = HarmGrouping(flow, hits).grouped(findings)
    var counts: [String: Int] = [:]
    for index in findings.indices {
      let print = fingerprint(findings[index])
      counts[print, default: 0] += 1
      let count = counts[print] ?? 1
      findings[index].fingerprint = count == 1 ? print : "\(print)-\(count)"
    }
    return findings
  }

  private static func order(_ finding: LintFinding) -> (Int, Int, Int, Int, String) {
    (
      finding.screen, finding.location.line ?? 0, finding.location.column ?? 0,
      finding.element ?? -1, finding.rule
    )
  }

  private func finding(_ hit: LintRun.Hit) -> LintFinding {
    let rule = hit.rule
    let place = hit.observation.place ?? hit.subject.element
    let screen = place?.screen ?? hit.observation.screen ?? hit.subject.screen ?? 0
    let element = place.map { flow.element($0) }
    let whole = flow.flow.screens.indices.contains(screen) ? flow.flow.screens[screen] : nil
    let text = Self.short(element?.label ?? whole?.title ?? flow.flow.title ?? "", to: 300)
    var values = hit.observation.values
    let quoted = Self.short(text, to: 90)
    values["text"] = values["text"] ?? LocalizedText(en: quoted, fr: quoted)
    let phrase = hit.observation.phrase ?? quoted
    values["phrase"] = values["phrase"] ?? LocalizedText(en: phrase, fr: phrase)
    if let price = hit.observation.price { values["price"] = values["price"] ?? price.written }
    let escalation = hit.isEscalated ? rule.escalation : nil
    // What a person still has to look at is no error yet.
    let most = hit.isReview ? Severity.warning : .error
    let severity = min(
      most,
      options.severities[rule.id] ?? escalation?.severity
        ?? options.severities[rule.family.rawValue] ?? rule.severity)
    return LintFinding(
      rule: rule.id, pattern: rule.family.rawValue, severity: severity,
      kind: hit.isReview ? .review : .violation,
      message: Self.fill(escalation?.message ?? rule.message, values),
      why: Self.fill(rule.why, values), remedy: Self.fill(rule.remedy, values), law: law(rule),
      screen: screen, element: place?.id,
      selector: element.flatMap { Selector.path(to: $0) },
      location: element?.location ?? whole?.location ?? SourceLocation(path: flow.flow.path),
      text: text, price: hit.observation.price, related: hit.observation.related, fingerprint: "")
  }

  /// The articles that apply where the flow is offered; all of them when none does.
  private func law(_ rule: DarkPatternRule) -> [LintFinding.Law] {
    let all = rule.law.compactMap { laws[$0] }
    let near = all.filter { Jurisdiction.applies($0.jurisdiction, in: jurisdictions) }
    return (near.isEmpty && options.jurisdictions.isEmpty ? all : near).map {
      LintFinding.Law(cite: $0.cite, url: $0.url, inForce: $0.inForce)
    }
  }

  private func fingerprint(_ finding: LintFinding) -> String {
    let title =
      flow.flow.screens.indices.contains(finding.screen)
      ? flow.flow.screens[finding.screen].title ?? "" : ""
    return Fingerprint.of(
      [finding.rule, Fingerprint.neutral(title), Fingerprint.neutral(finding.text)])
  }

  private static func plain(_ text: String) -> String { Fingerprint.plain(text) }

  private static func short(_ text: String, to count: Int) -> String {
    text.count <= count ? text : text.prefix(count - 1) + "…"
  }

  private static func fill(
    _ text: LocalizedText, _ values: [String: LocalizedText]
  ) -> LocalizedText {
    LocalizedText(
      en: fill(text.english) { values[$0]?.english },
      fr: fill(text.french) { values[$0]?.french })
  }

  /// The text with the values of its placeholders; one without a value stays.
  private static func fill(_ text: String, _ value: (String) -> String?) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      rest = rest[open...]
      if let close = rest.firstIndex(of: "}"),
        let value = value(String(rest[rest.index(after: open)..<close]))
      {
        filled += value
        rest = rest[rest.index(after: close)...]
      } else {
        filled += "{"
        rest = rest.dropFirst()
      }
    }
    return filled + rest
  }
}

extension FlowPrice {
  /// The price as a person writes it.
  var written: LocalizedText { Self.written(amount, currency, every) }

  /// An amount with its currency and period, in both languages.
  static func written(
    _ amount: Amount, _ currency: Currency?, _ every: BillingPeriod? = nil
  ) -> LocalizedText {
    let unit = currency.map { " \($0.code)" } ?? ""
    let plain = "\(amount)"
    let period = every?.spoken
    return LocalizedText(
      en: plain + unit + (period.map { " " + $0.english } ?? ""),
      fr: plain.replacing(".", with: ",") + unit + (period.map { " " + $0.french } ?? ""))
  }
}

extension BillingPeriod {
  /// The period as a person says it.
  fileprivate var spoken: LocalizedText {
    switch self {
    case .week: LocalizedText(en: "a week", fr: "par semaine")
    case .fortnight: LocalizedText(en: "every two weeks", fr: "toutes les deux semaines")
    case .fourWeeks: LocalizedText(en: "every four weeks", fr: "toutes les quatre semaines")
    case .month: LocalizedText(en: "a month", fr: "par mois")
    case .twoMonths: LocalizedText(en: "every two months", fr: "tous les deux mois")
    case .quarter: LocalizedText(en: "a quarter", fr: "par trimestre")
    case .halfYear: LocalizedText(en: "every six months", fr: "tous les six mois")
    case .year: LocalizedText(en: "a year", fr: "par an")
    }
  }
}
