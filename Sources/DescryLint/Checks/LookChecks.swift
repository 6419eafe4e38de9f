internal import DescryCore
internal import DescryRules

extension ElementStyle {
  /// How far text and background differ: the contrast ratio of WCAG 2.2, 1 to 21; nil when not known.
  var contrast: Double? {
    guard let color, let background else { return nil }
    // A translucent text shows its background through.
    let alpha = color.alpha * (opacity ?? 1)
    func over(_ channel: Double, _ behind: Double) -> Double {
      channel * alpha + behind * (1 - alpha)
    }
    let front = Color(
      red: over(color.red, background.red), green: over(color.green, background.green),
      blue: over(color.blue, background.blue))
    let (one, other) = (front.luminance, background.luminance)
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }
}

extension ElementStyle.Color {
  /// The relative luminance of WCAG 2.2, 0 to 1.
  var luminance: Double {
    func linear(_ channel: Double) -> Double {
      let value = min(255, max(0, channel)) / 255
      guard value > 0.04045 else { return value / 12.92 }
      // ((v + 0.055) / 1.055) ^ 2.4 = x² · x^0.4, and x^0.4 is the fifth root of x²: by Newton's
      // iteration, since the power function would need all of Foundation.
      let x = (value + 0.055) / 1.055
      let square = x * x
      var root = x
      for _ in 0..<24 { root = (4 * root + square / (root * root * root * root)) / 5 }
      return square * root
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}

/// `low-contrast`: text and background differ too little.
struct LowContrastCheck: Check {
  static let name = "low-contrast"
  private let limit: Double

  init(_ parameters: CheckParameters) { limit = parameters.number("below") ?? 3 }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    guard let contrast = flow.element(place).style?.contrast else {
      return .unknown(needs: "style")
    }
    guard contrast < limit else { return .no }
    let ratio = Look.tenths(contrast)
    return .yes([
      Observation(values: ["measure": LocalizedText(en: "\(ratio):1", fr: "\(ratio):1")])
    ])
  }
}

/// `small-text`: the font is too small.
struct SmallTextCheck: Check {
  static let name = "small-text"
  private let limit: Double

  init(_ parameters: CheckParameters) { limit = parameters.number("below") ?? 10 }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    guard flow.isShown(place) else { return .no }
    guard let size = flow.element(place).style?.fontSize else { return .unknown(needs: "style") }
    guard size < limit, size > 0 else { return .no }
    let pixels = "\(Look.tenths(size)) px"
    return .yes([Observation(values: ["measure": LocalizedText(en: pixels, fr: pixels)])])
  }
}

/// `faint`: it is set small, faint or folded away.
struct FaintCheck: Check {
  static let name = "faint"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    guard flow.isShown(place) else { return .no }
    switch Look(of: place, in: flow).isFaint {
    case true?: return .yes
    case false?: return .no
    case nil: return .unknown(needs: "style")
    }
  }
}

extension FlowView {
  /// Whether an element is folded away until somebody opens it.
  func isFolded(_ place: ElementPlace) -> Bool {
    let view = view(place)
    return view.screen.ancestors(of: place.id).contains {
      view.elements[$0].role == .disclosure && view.elements[$0].state.expanded == false
    }
  }

  /// Whether its looks say anything: what is not displayed at all is another state of the page, a
  /// message for errors or a dialog that is still closed, and no small print.
  func isShown(_ place: ElementPlace) -> Bool {
    element(place).visibility.maySee || isFolded(place)
  }
}

/// `unseen`: it is there, but cannot be seen until somebody unfolds it.
struct UnseenCheck: Check {
  static let name = "unseen"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    return CheckResult(flow.element(place).emphasis == .faint || flow.isFolded(place))
  }
}

/// `weaker-than`: it is made less visible than the control beside it that has a phrase of the lists.
struct WeakerThanCheck: Check {
  static let name = "weaker-than"
  private let lists: PhraseSelection

  init(_ parameters: CheckParameters) { lists = parameters.lists }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    let own = Look(of: place, in: flow)
    guard own.isKnown else { return .unknown(needs: "style") }
    for other in flow.controls(near: place) {
      let element = flow.element(other)
      guard element.role == .button || element.role == .link, flow.has(lists, at: other) else {
        continue
      }
      let reasons = own.weaknesses(beside: Look(of: other, in: flow))
      // A plain link beside a button is the custom of shops. Where consent is asked for, refusing
      // has to be as easy as accepting (GDPR art. 7(3)), and the form counts in full.
      let forms = reasons.count(where: \.isForm)
      let counted = flow.view(place).stages.contains(.consent) ? forms : min(1, forms)
      let others = reasons.lazy.filter { !$0.isForm }.reduce(0) { $0 + $1.weight }
      guard counted + others >= 2 else { continue }
      let says = LocalizedText(
        en: reasons.map(\.says.english).joined(separator: ", "),
        fr: reasons.map(\.says.french).joined(separator: ", "))
      let label = element.label
      return .yes([
        Observation(
          related: [element.location],
          values: ["measure": says, "other": LocalizedText(en: label, fr: label)])
      ])
    }
    return .no
  }
}
