internal import DescryCore

/// `length`: the label has so many words.
struct LengthCheck: Check {
  static let name = "length"
  private let least: Int
  private let most: Int

  init(_ parameters: CheckParameters) {
    least = parameters.integer("at-least") ?? 0
    most = parameters.integer("at-most") ?? .max
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    let words = flow.element(place).label.split { $0.isWhitespace }.count
    return CheckResult(words >= least && words <= most)
  }
}
