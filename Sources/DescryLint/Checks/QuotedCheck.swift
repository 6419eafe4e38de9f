internal import DescryCore
internal import DescryText

/// `quoted`: the text stands in quotation marks, as a customer's words or an example do.
///
/// Around a bare line they tell how it was copied, not who speaks.
struct QuotedCheck: Check {
  static let name = "quoted"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, flow.view(place).hasRoles else { return .no }
    let text = NormalizedText(flow.element(place).label).bytes
    guard let first = text.firstIndex(of: UInt8(ascii: "\"")),
      let last = text.lastIndex(of: UInt8(ascii: "\"")), last > first
    else { return .no }
    // One quoted word in a sentence of the shop's own does not make the sentence a quotation.
    return CheckResult(Double(last - first) >= 0.6 * Double(text.count))
  }
}
