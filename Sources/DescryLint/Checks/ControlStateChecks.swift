internal import DescryCore

/// `preticked`: the page ticks it by itself.
struct PretickedCheck: Check {
  static let name = "preticked"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    let element = flow.element(place)
    return CheckResult(element.role.isTickable && element.state.isPreticked)
  }
}

/// `left-ticked`: nobody unticked it afterwards.
struct LeftTickedCheck: Check {
  static let name = "left-ticked"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    guard flow.view(place).screen.capabilities.contains(.actions) else {
      return .unknown(needs: "actions")
    }
    return CheckResult(
      !flow.flow.actions.contains {
        $0.kind == .uncheck && $0.screen == place.screen && $0.element == place.id
      })
  }
}

/// `disabled`: it cannot be operated.
struct DisabledCheck: Check {
  static let name = "disabled"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    CheckResult(subject.element.map { flow.element($0).state.isDisabled } ?? false)
  }
}

/// `required`: it must be filled in or ticked.
struct RequiredCheck: Check {
  static let name = "required"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    CheckResult(subject.element.map { flow.element($0).state.isRequired } ?? false)
  }
}
