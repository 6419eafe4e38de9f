internal import DescryCore
internal import DescryText

/// `negated`: a negation stands before the phrase, in the same clause.
struct NegatedCheck: Check {
  static let name = "negated"
  private let lists: PhraseSelection
  private let negation: PhraseSelection

  init(_ parameters: CheckParameters) {
    lists = parameters.lists
    negation = parameters.known("negation")
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    let hits = flow.hits(place)
    guard let span = hits.span(lists), let normalized = hits.normalized else { return .no }
    // A clause begins behind a full stop, a semicolon or a dash; commas do not end a negation.
    let before = normalized.bytes[..<span.lowerBound]
    let start = before.lastIndex { ".;!?:".utf8.contains($0) }.map { $0 + 1 } ?? 0
    let clause = String(decoding: before[start...].suffix(60), as: UTF8.self)
    return CheckResult(flow.hits(clause).has(negation))
  }
}
