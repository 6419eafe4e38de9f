internal import DescryCore

/// `missing-terms`: some of these terms of a renewal are not said in a part of the screen.
///
/// They have to be said before the order (Directive 2011/83/EU, arts. 6(1) and 8(2); 15 U.S.C. 8403).
/// A right to cancel is not yet a way to do it. A bare line of text stands for itself: to what its
/// neighbours belong, nobody can tell.
struct MissingTermsCheck: Check {
  static let name = "missing-terms"

  private enum Term: String, CaseIterable {
    case price, period
    case firstCharge = "first-charge"
    case cancel

    var says: LocalizedText {
      switch self {
      case .price: LocalizedText(en: "the price", fr: "le prix")
      case .period: LocalizedText(en: "how often it is charged", fr: "la fréquence des débits")
      case .firstCharge:
        LocalizedText(en: "the day of the first charge", fr: "le jour du premier débit")
      case .cancel: LocalizedText(en: "how to cancel", fr: "comment résilier")
      }
    }
  }

  private let scope: Scope
  private let terms: [Term]
  private let price: PhraseSelection
  private let firstCharge: PhraseSelection
  private let cancel: PhraseSelection
  private let period: PhraseSelection

  init(_ parameters: CheckParameters) {
    scope = parameters.scope
    terms = parameters.texts("terms").compactMap(Term.init)
    price = parameters.known("told-price")
    firstCharge = parameters.known("told-first-charge")
    cancel = parameters.known("told-how-to-cancel")
    period = parameters.known("told-period")
  }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    let isBare = subject.screen.map { !flow.screens[$0].hasRoles } ?? false
    let scope = isBare ? .itself : scope
    let places = flow.places(scope, of: subject)
    func says(_ lists: PhraseSelection) -> Bool { places.contains { flow.has(lists, at: $0) } }
    let prices = flow.prices(scope, of: subject).map(\.price)
    let recurring = prices.filter { $0.every != nil || $0.kind == .recurring }
    let missing = terms.filter { term in
      switch term {
      case .price:
        !says(price)
          && !prices.contains { $0.amount > .zero && $0.kind != .shipping && $0.kind != .was }
      case .period: recurring.isEmpty && !says(period)
      case .firstCharge: !says(firstCharge)
      case .cancel: !says(cancel)
      }
    }
    guard !missing.isEmpty else { return .no }
    let english = missing.map(\.says.english).joined(separator: ", ")
    let french = missing.map(\.says.french).joined(separator: ", ")
    return .yes([
      Observation(
        price: recurring.first ?? prices.first,
        values: ["missing": LocalizedText(en: english, fr: french)])
    ])
  }
}

/// `paid-later`: nothing is due today, but something later.
struct PaidLaterCheck: Check {
  static let name = "paid-later"

  init(_ parameters: CheckParameters) {}

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let screen = subject.screen else { return .no }
    let prices = flow.screens[screen].screen.prices
    guard let later = prices.first(where: { $0.every != nil && $0.amount > .zero }) else {
      return .no
    }
    let isFree =
      prices.contains { ($0.kind == .total || $0.kind == .trial) && $0.amount.isZero }
      || prices.contains { $0.trialDays != nil }
    return isFree ? .yes([Observation(price: later)]) : .no
  }
}

/// `billed-otherwise`: the price is given for a shorter time than it is charged for, and what is
/// charged is not said, or said less visibly.
struct BilledOtherwiseCheck: Check {
  static let name = "billed-otherwise"
  private let yearly: PhraseSelection

  init(_ parameters: CheckParameters) { yearly = parameters.known("billed-yearly") }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    let view = flow.view(place)
    guard
      let shown = view.prices[place.id]?.first(where: { price in
        price.amount > .zero && (price.every.map { $0 < .quarter } ?? false)
      })
    else { return .no }
    let block = flow.places(.block, of: subject)
    guard block.contains(where: { flow.has(yearly, at: $0) }) else { return .no }
    let charged = block.first { other in
      (flow.view(other).prices[other.id] ?? []).contains { price in
        price.amount > shown.amount && (price.every == .year || price.every == nil)
          && price.kind != .was
      } && Look(of: other, in: flow).isFaint != true
    }
    return charged == nil ? .yes([Observation(price: shown)]) : .no
  }
}

/// `price-step`: a later price is higher, and set less visibly.
struct PriceStepCheck: Check {
  static let name = "price-step"
  private let then: PhraseSelection

  init(_ parameters: CheckParameters) { then = parameters.known("then-price") }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element, flow.has(then, at: place),
      let later = flow.view(place).prices[place.id]?.last(where: { $0.amount > .zero })
    else { return .no }
    let first = flow.places(.block, of: subject).first { other in
      other != place && Look(of: other, in: flow).isFaint != true
        && (flow.view(other).prices[other.id] ?? []).contains {
          $0.amount < later.amount && ![.was, .discount, .shipping, .fee].contains($0.kind)
        }
    }
    guard let first else { return .no }
    switch Look(of: place, in: flow).isFaint {
    case true?: return .yes([Observation(price: later, related: [flow.element(first).location])])
    case false?: return .no
    case nil: return .unknown(needs: "style")
    }
  }
}
