internal import DescryCore
internal import DescryRules

/// A rule with its checks made ready; a class, since it is handed about for every element.
final class CompiledRule: Sendable {
  let rule: DarkPatternRule
  let all: [any Check]
  let any: [any Check]
  let none: [any Check]
  let review: [any Check]
  let escalation: [any Check]
  /// Lists of which the element's own label must have a phrase; nil when the rule asks for none.
  let index: PhraseSelection?
  let inside: PageAreas
  let outside: PageAreas
  let roles: Set<ElementRole>

  init(_ rule: DarkPatternRule, _ phrases: PhraseIndex) {
    self.rule = rule
    func made(_ calls: [DarkPatternRule.CheckCall]) -> [any Check] {
      calls.compactMap { call in
        CheckRegistry.type(named: call.name)?.init(CheckParameters(call, phrases))
      }
    }
    all = made(rule.all)
    any = made(rule.any)
    none = made(rule.none)
    review = made(rule.review)
    escalation = made(rule.escalation?.any ?? [])
    index = all.lazy.compactMap { ($0 as? PhraseCheck)?.ownLists }.first
    inside = PageAreas(rule.selection.inside)
    outside = PageAreas(rule.selection.outside)
    roles = Set(rule.selection.roles)
  }

  /// Whether the rule looks at elements of a role, on a screen that tells roles or does not.
  func looks(at role: ElementRole, hasRoles: Bool) -> Bool {
    roles.isEmpty || roles.contains(role)
      || (rule.selection.readsBareText && !hasRoles && role == .text)
  }

  /// Whether the rule looks where an element stands, and at what cannot be seen if it cannot.
  func selects(_ id: Int, of view: ScreenView) -> Bool {
    guard rule.selection.seesHidden || view.elements[id].visibility.maySee else { return false }
    let areas = view.areas[id]
    return areas.isDisjoint(with: outside) && (inside.isEmpty || !areas.isDisjoint(with: inside))
  }

  /// Whether the rule looks at a screen of these stages.
  func selects(_ view: ScreenView) -> Bool {
    let selection = rule.selection
    if !view.stages.isDisjoint(with: selection.notStages) { return false }
    if selection.stages.isEmpty || !view.stages.isDisjoint(with: selection.stages) { return true }
    // Lines without roles have no headings or fields to tell the stage by.
    return selection.readsBareText && !view.hasRoles
  }

  /// What the rule says of a subject.
  func judge(_ subject: Subject, in flow: FlowView) -> Judgement {
    var observations: [Observation] = []
    var lacks: String?
    func take(_ found: [Observation]) {
      if observations.isEmpty {
        observations = found
      } else if let extra = found.first {
        observations = observations.map { $0.merging(extra) }
      }
    }
    for check in all {
      switch check.look(at: subject, in: flow) {
      case .no: return .pass
      case .yes(let found): take(found)
      case .unknown(let needs): lacks = lacks ?? needs
      }
    }
    if !any.isEmpty {
      var holds = false
      var lacking: String?
      for check in any where !holds {
        switch check.look(at: subject, in: flow) {
        case .no: break
        case .yes(let found):
          holds = true
          take(found)
        case .unknown(let needs): lacking = lacking ?? needs
        }
      }
      if !holds {
        guard let lacking else { return .pass }
        lacks = lacks ?? lacking
      }
    }
    for check in none where check.look(at: subject, in: flow).holds { return .pass }
    if let lacks { return .notChecked(needs: lacks) }
    if observations.isEmpty { observations = [Observation()] }
    let mustBeSeen = review.contains { check in
      if case .no = check.look(at: subject, in: flow) { false } else { true }
    }
    let isProved = escalation.contains { $0.look(at: subject, in: flow).holds }
    return .found(observations, isReview: mustBeSeen && !isProved, isEscalated: isProved)
  }

  /// What a rule says of one subject.
  enum Judgement {
    case pass
    case notChecked(needs: String)
    case found([Observation], isReview: Bool, isEscalated: Bool)
  }
}
