internal import DescryCore
internal import DescryRules

/// One run of the rules over one flow.
struct LintRun {
  /// Something that a rule found.
  struct Hit {
    let rule: DarkPatternRule
    let subject: Subject
    let observation: Observation
    let isReview: Bool
    let isEscalated: Bool
  }

  /// What was found, in the order of the rules.
  private(set) var hits: [Hit] = []
  /// Rules that could not be checked.
  private(set) var notChecked: [LintReport.NotChecked] = []
  private var seen: Set<[String]> = []
  private var lastInBlock: [String: ElementPlace] = [:]
  private let flow: FlowView
  private let rules: [CompiledRule]

  init(_ flow: FlowView, rules: [CompiledRule]) {
    self.flow = flow
    self.rules = rules
  }

  mutating func judge() {
    var lacking = [Set<String>](repeating: [], count: rules.count)
    for (place, rule) in rules.enumerated() where rule.rule.selection.subject == .flow {
      judge(.flow, by: place, &lacking)
    }
    for (index, view) in flow.screens.enumerated() {
      let candidates = rules.indices.filter { place in
        let rule = rules[place]
        switch rule.rule.selection.subject {
        case .flow: return false
        case .step where index == 0: return false
        default: break
        }
        guard rule.selects(view) else { return false }
        let lacks = rule.rule.needs.filter { !view.screen.capabilities.contains($0) }
        for need in lacks { lacking[place].insert(Self.name(need)) }
        return lacks.isEmpty
      }
      for place in candidates where rules[place].rule.selection.subject != .element {
        judge(.screen(index), by: place, &lacking)
      }
      var ofElements = ElementRules(
        rules, places: candidates.filter { rules[$0].rule.selection.subject == .element },
        lists: flow.lists, on: view)
      for id in view.elements.indices {
        let place = ElementPlace(screen: index, id: id)
        let role = view.elements[id].role
        for candidate in ofElements.places(for: role, with: flow.hits(place))
        where rules[candidate].selects(id, of: view) {
          judge(.element(place), by: candidate, &lacking)
        }
      }
    }
    let found = Set(hits.map(\.rule.id))
    for (place, needs) in lacking.enumerated() where !found.contains(rules[place].rule.id) {
      notChecked += needs.sorted().map {
        LintReport.NotChecked(rule: rules[place].rule.id, needs: $0)
      }
    }
  }

  private mutating func judge(_ subject: Subject, by place: Int, _ lacking: inout [Set<String>]) {
    switch rules[place].judge(subject, in: flow) {
    case .pass: break
    case .notChecked(let needs): lacking[place].insert(needs)
    case .found(let observations, let isReview, let isEscalated):
      for observation in observations {
        if isKnown(rules[place].rule, subject, observation) { continue }
        hits.append(
          Hit(
            rule: rules[place].rule, subject: subject, observation: observation,
            isReview: isReview, isEscalated: isEscalated))
      }
    }
  }

  /// Whether the rule has its one finding of the block, screen or flow already.
  private mutating func isKnown(
    _ rule: DarkPatternRule, _ subject: Subject, _ observation: Observation
  ) -> Bool {
    guard let once = rule.selection.once else { return false }
    var key = [rule.id]
    let place = observation.place ?? subject.element
    let screen = place?.screen ?? observation.screen ?? subject.screen
    if once != .flow { key.append("\(screen ?? -1)") }
    if once == .block, let place {
      // Blocks of neighbours overlap where nothing groups them: a near finding is the same.
      if let last = lastInBlock[rule.id], last.screen == place.screen,
        flow.view(place).block(of: last.id).contains(place.id)
      {
        return true
      }
      lastInBlock[rule.id] = place
      return false
    }
    return !seen.insert(key).inserted
  }

  private static func name(_ need: Screen.Capabilities) -> String {
    Screen.Capabilities.names.first { $0.capability == need }?.name ?? "more"
  }
}
