internal import DescryCore
internal import DescryText

extension FlowView {
  /// The elements of other screens that say the same but for their numbers.
  fileprivate func twins(of place: ElementPlace) -> [ElementPlace] {
    let own = Fingerprint.neutral(label(place))
    return screens.indices.lazy.filter { $0 != place.screen }.flatMap { screen in
      (self.screens[screen].byNeutralLabel[own] ?? []).map { ElementPlace(screen: screen, id: $0) }
    }
  }

  /// The first whole number in a text.
  fileprivate static func number(in text: String) -> Int? {
    text.split { !("0"..."9").contains($0) }.first { $0.count <= 9 }.flatMap { Int($0) }
  }
}

/// `same-number-again`: the number in the phrase is the same on another screen.
struct SameNumberAgainCheck: Check {
  static let name = "same-number-again"
  private let lists: PhraseSelection

  init(_ parameters: CheckParameters) { lists = parameters.lists }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, flow.has(lists, at: place),
      let number = FlowView.number(in: flow.label(place))
    else { return .no }
    let twin = flow.twins(of: place).first { other in
      other.screen < place.screen && flow.has(lists, at: other)
        && FlowView.number(in: flow.label(other)) == number
    }
    return twin.map { .yes([Observation(related: [flow.element($0).location])]) } ?? .no
  }
}

/// `number-contradicts`: a later screen gives a larger number of what there is less and less of.
struct NumberContradictsCheck: Check {
  static let name = "number-contradicts"
  private let lists: PhraseSelection

  init(_ parameters: CheckParameters) { lists = parameters.lists }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, flow.has(lists, at: place),
      let number = FlowView.number(in: flow.label(place))
    else { return .no }
    let twin = flow.twins(of: place).first { other in
      other.screen < place.screen && flow.has(lists, at: other)
        && (FlowView.number(in: flow.label(other)) ?? .max) < number
    }
    return twin.map { .yes([Observation(related: [flow.element($0).location])]) } ?? .no
  }
}

/// `timer-restarts`: the same timer shows no less on a later screen.
struct TimerRestartsCheck: Check {
  static let name = "timer-restarts"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, let left = Self.seconds(flow.label(place)), left > 0
    else { return .no }
    let twin = flow.twins(of: place).first { other in
      // Two looks within one second may show the same.
      let gap = flow.view(place).screen.time.flatMap { time in
        flow.view(other).screen.time.map { time - $0 }
      }
      return other.screen < place.screen && (gap ?? 60) >= 2
        && (Self.seconds(flow.label(other)) ?? .max) <= left
    }
    guard let twin else { return .no }
    let (former, now) = (
      Self.clock(flow.label(twin)), Self.clock(flow.label(place))
    )
    return .yes([
      Observation(
        related: [flow.element(twin).location],
        values: [
          "former": LocalizedText(en: former, fr: former), "now": LocalizedText(en: now, fr: now),
          "before": flow.name(ofScreen: twin.screen),
        ])
    ])
  }

  /// The numbers of a clock, as `04:59` or `2h 04m 59s`, as written.
  private static func clock(_ label: String) -> String {
    label.split(separator: " ").filter { $0.contains(where: \.isNumber) }.joined(separator: " ")
  }

  /// The seconds that a clock in a text shows; nil without one.
  static func seconds(_ label: String) -> Int? {
    let text = NormalizedText(label).bytes
    var numbers: [Int] = []
    var index = 0
    var joined = false
    while index < text.count, numbers.count < 4 {
      guard NormalizedText.isDigit(text[index]) else {
        index += 1
        continue
      }
      var value = 0
      let start = index
      while index < text.count, NormalizedText.isDigit(text[index]), index - start < 4 {
        value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
        index += 1
      }
      // Numbers of a clock follow each other closely, with ":" or a unit between.
      let mark = text[index...].prefix(2)
      let isPart = mark.first.map { ":HMSDJ".utf8.contains($0) } ?? false
      if numbers.isEmpty, !isPart, mark.first != UInt8(ascii: " ") { continue }
      if isPart { joined = true }
      numbers.append(value)
    }
    guard joined, !numbers.isEmpty else { return nil }
    return numbers.reduce(0) { $0 * 60 + $1 }
  }
}

/// `random-script`: a script draws the number or the timer by chance.
struct RandomScriptCheck: Check {
  static let name = "random-script"

  init(_ parameters: CheckParameters) {}

  private static let subjects = [
    "viewer", "viewing", "stock", "people", "visitor", "sold", "remaining", "customer", "personne",
    "restant", "timer", "countdown", "watching", "buyer",
  ]

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let screen = subject.screen else { return .no }
    let view = flow.screens[screen].screen
    guard view.capabilities.contains(.scripts) else { return .unknown(needs: "scripts") }
    for script in view.scripts {
      for place in script.ranges(of: "Math.random").prefix(50) {
        let start = script.index(place.lowerBound, offsetBy: -160, limitedBy: script.startIndex)
        let end = script.index(place.upperBound, offsetBy: 160, limitedBy: script.endIndex)
        let around = script[(start ?? script.startIndex)..<(end ?? script.endIndex)].lowercased()
        if Self.subjects.contains(where: { around.contains($0) }) { return .yes }
      }
    }
    return .no
  }
}
