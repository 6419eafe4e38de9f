internal import DescryCore
internal import DescryRules

/// `later-screen`: it stands on a screen behind the first one.
struct LaterScreenCheck: Check {
  static let name = "later-screen"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    CheckResult((subject.screen ?? 0) > 0)
  }
}

/// `last-screen`: it is or stands on the last screen.
struct LastScreenCheck: Check {
  static let name = "last-screen"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    CheckResult(subject.screen == flow.screens.count - 1)
  }
}

/// `screens`: the flow has so many screens.
struct ScreensCheck: Check {
  static let name = "screens"
  private let least: Int

  init(_ parameters: CheckParameters) { least = parameters.integer("at-least") ?? 1 }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    CheckResult(flow.screens.count >= least)
  }
}

/// `screens-with`: so many screens have a phrase of the lists.
struct ScreensWithCheck: Check {
  static let name = "screens-with"
  private let lists: PhraseSelection
  private let least: Int

  init(_ parameters: CheckParameters) {
    lists = parameters.lists
    least = parameters.integer("at-least") ?? 1
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    let found = flow.screens.indices.filter { screen in
      flow.places(.screen, of: .screen(screen)).contains { flow.has(lists, at: $0) }
    }
    guard found.count >= least, let first = found.first else { return .no }
    let count = "\(found.count)"
    return .yes([
      Observation(screen: first, values: ["steps": LocalizedText(en: count, fr: count)])
    ])
  }
}

/// `reached`: the flow has a screen of one of these.
struct ReachedCheck: Check {
  static let name = "reached"
  private let stages: Set<FlowStage>

  init(_ parameters: CheckParameters) {
    stages = Set(parameters.texts("is").compactMap(FlowStage.init))
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    CheckResult(flow.screens.contains { !$0.stages.isDisjoint(with: stages) })
  }
}

/// `exit-steps`: between the wish to leave and the end lie so many screens.
struct ExitStepsCheck: Check {
  static let name = "exit-steps"
  private let least: Int

  init(_ parameters: CheckParameters) { least = parameters.integer("at-least") ?? 1 }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    let leaving = flow.leavingScreens
    guard leaving.count >= least, let first = leaving.first else { return .no }
    let count = "\(leaving.count)"
    return .yes([
      Observation(screen: first, values: ["steps": LocalizedText(en: count, fr: count)])
    ])
  }
}

/// `longer-exit`: leaving takes more steps than joining did.
struct LongerExitCheck: Check {
  static let name = "longer-exit"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    let leaving = flow.leavingScreens
    let joining = flow.screens.indices.filter {
      !leaving.contains($0) && flow.screens[$0].stages.contains(.checkout)
    }
    guard !joining.isEmpty, leaving.count > joining.count, let first = leaving.first else {
      return .no
    }
    let (out, inward) = ("\(leaving.count)", "\(joining.count)")
    return .yes([
      Observation(
        screen: first,
        values: [
          "steps": LocalizedText(en: out, fr: out),
          "joining": LocalizedText(en: inward, fr: inward),
        ])
    ])
  }
}

extension FlowView {
  /// The screens from the first that is about leaving to the last.
  var leavingScreens: Range<Int> {
    let leaving = screens.indices.filter { screens[$0].stages.contains(.cancel) }
    guard let first = leaving.first, let last = leaving.last else { return 0..<0 }
    return first..<(last + 1)
  }
}
