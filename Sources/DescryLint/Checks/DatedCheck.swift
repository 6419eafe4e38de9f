internal import DescryCore

/// `dated`: a calendar date stands there.
struct DatedCheck: Check {
  static let name = "dated"
  private let scope: Scope
  private let dates: PhraseSelection

  init(_ parameters: CheckParameters) {
    scope = parameters.scope
    dates = parameters.known("date")
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    CheckResult(flow.places(scope, of: subject).contains { flow.has(dates, at: $0) })
  }
}
