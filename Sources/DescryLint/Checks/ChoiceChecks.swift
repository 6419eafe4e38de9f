internal import DescryCore

extension FlowView {
  /// What choosing a control costs: the price in its label, else in its row.
  func price(ofChoice place: ElementPlace) -> FlowPrice? {
    let view = view(place)
    if let known = view.pricesOfChoices[place.id] { return known }
    let choice = { (price: FlowPrice) in price.kind != .was && price.kind != .total }
    let price =
      view.prices[place.id]?.first(where: choice)
      ?? view.row(of: place.id).lazy.compactMap { view.prices[$0]?.first(where: choice) }.first
    view.pricesOfChoices[place.id] = .some(price)
    return price
  }

  /// The other choices of its group that can be seen, with what they cost.
  func otherChoices(of place: ElementPlace) -> [(place: ElementPlace, price: FlowPrice?)] {
    view(place).group(of: place.id).lazy.filter { [self] id in
      id != place.id && view(place).elements[id].visibility.maySee
    }.map { id in
      let other = ElementPlace(screen: place.screen, id: id)
      return (other, price(ofChoice: other))
    }
  }
}

/// `dearer-than-another`: another choice of its group costs less.
struct DearerThanAnotherCheck: Check {
  static let name = "dearer-than-another"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, let own = flow.price(ofChoice: place) else { return .no }
    let cheaper = flow.otherChoices(of: place).first { other in
      other.price.map { $0.amount < own.amount && $0.every == own.every } ?? false
    }
    return cheaper == nil ? .no : .yes([Observation(price: own)])
  }
}

/// `dearest-choice`: all other choices of its group cost less.
struct DearestChoiceCheck: Check {
  static let name = "dearest-choice"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, let own = flow.price(ofChoice: place) else { return .no }
    let others = flow.otherChoices(of: place).compactMap(\.price)
    guard !others.isEmpty, others.allSatisfy({ $0.amount < own.amount && $0.every == own.every })
    else { return .no }
    return .yes([Observation(price: own)])
  }
}

/// `only-choice`: its group has no other choice.
struct OnlyChoiceCheck: Check {
  static let name = "only-choice"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    CheckResult(subject.element.map { flow.otherChoices(of: $0).isEmpty } ?? false)
  }
}

/// `among-alike`: all other choices of its group are of its kind, too.
///
/// Each has a phrase of the lists or a price with a period: whoever chooses among subscriptions has
/// not come for anything else.
struct AmongAlikeCheck: Check {
  static let name = "among-alike"
  private let lists: PhraseSelection

  init(_ parameters: CheckParameters) { lists = parameters.lists }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, flow.element(place).role != .checkbox else { return .no }
    let others = flow.otherChoices(of: place)
    return CheckResult(
      !others.isEmpty
        && others.allSatisfy { $0.price?.every != nil || flow.has(lists, at: $0.place) })
  }
}

/// `mixed-polarity`: a box near it means the opposite when ticked: one asks for advertising, the
/// other refuses it.
struct MixedPolarityCheck: Check {
  static let name = "mixed-polarity"
  private let inverted: PhraseSelection
  private let marketing: PhraseSelection

  init(_ parameters: CheckParameters) {
    inverted = parameters.known("inverted-consent")
    marketing = parameters.known("marketing")
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, flow.has(inverted, at: place) else { return .no }
    return CheckResult(
      flow.otherChoices(of: place).contains { other in
        let hits = flow.hits(other.place)
        return hits.has(marketing) && !hits.has(inverted)
      })
  }
}
