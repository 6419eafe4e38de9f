internal import DescryCore
internal import DescryRules

/// Tells one harm once: drops what a stronger finding says too, and keeps where it was as related.
///
/// Two relations stand in the rules. `supersedes`: on the same text the other rule says less.
/// `absorbs`: within a block or a screen the other rule tells of the same harm.
struct HarmGrouping {
  private let flow: FlowView
  private let weaker: [String: [String]]
  private let absorbed: [String: DarkPatternRule.Absorption]

  init(_ flow: FlowView, _ hits: [LintRun.Hit]) {
    self.flow = flow
    weaker = Dictionary(hits.map { ($0.rule.id, $0.rule.supersedes) }) { first, _ in first }
    absorbed = Dictionary(
      hits.compactMap { hit in hit.rule.absorbs.map { (hit.rule.id, $0) } }
    ) { first, _ in first }
  }

  /// The findings that remain, in their order.
  func grouped(_ findings: [LintFinding]) -> [LintFinding] {
    absorbing(withoutSuperseded(findings))
  }

  private struct Place: Hashable {
    let rule: String
    let screen: Int
    let text: String
  }

  private func withoutSuperseded(_ findings: [LintFinding]) -> [LintFinding] {
    let texts = findings.map { Fingerprint.plain($0.text) }
    var superseded: Set<Place> = []
    for (finding, text) in zip(findings, texts) {
      for rule in weaker[finding.rule] ?? [] {
        superseded.insert(Place(rule: rule, screen: finding.screen, text: text))
      }
    }
    return zip(findings, texts).filter { finding, text in
      !superseded.contains(Place(rule: finding.rule, screen: finding.screen, text: text))
    }.map(\.0)
  }

  /// - Complexity: each finding of a rule that absorbs against those of its screen.
  private func absorbing(_ findings: [LintFinding]) -> [LintFinding] {
    guard !absorbed.isEmpty else { return findings }
    var findings = findings
    var gone: Set<Int> = []
    // The heaviest first, so that an error takes in a note and never the other way.
    let strong = findings.indices.filter { absorbed[findings[$0].rule] != nil }
      .sorted { (findings[$1].severity, $0) < (findings[$0].severity, $1) }
    let byScreen = Dictionary(grouping: findings.indices) { findings[$0].screen }
    for index in strong where !gone.contains(index) {
      guard let absorption = absorbed[findings[index].rule] else { continue }
      let reach = reach(of: findings[index], absorption)
      for other in byScreen[findings[index].screen] ?? [] where other != index {
        guard !gone.contains(other), absorption.rules.contains(findings[other].rule),
          findings[other].severity <= findings[index].severity,
          let element = findings[other].element, reach.contains(element)
        else { continue }
        gone.insert(other)
        findings[index].related += [findings[other].location] + findings[other].related
      }
    }
    return findings.indices.filter { !gone.contains($0) }.map { findings[$0] }
  }

  /// The elements of the screen within which a finding takes others in.
  ///
  /// Bare lines stand for themselves.
  private func reach(
    of finding: LintFinding, _ absorption: DarkPatternRule.Absorption
  ) -> Range<Int> {
    let view = flow.screens[finding.screen]
    guard view.hasRoles, let element = finding.element else { return 0..<0 }
    return absorption.scope == .screen ? 0..<view.elements.count : view.block(of: element)
  }
}
