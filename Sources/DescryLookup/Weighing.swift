internal import DescryCore
internal import DescryRules
internal import DescryText
internal import Glibc

/// Weighs the ways in which a line can have come about.
///
/// Priors come from what the line names; each is multiplied by the ratios of what is seen. See `rules/evidence/` for every number.
struct Weighing: Sendable {
  private let weights: Weights

  init(_ book: RuleBook) { weights = Weights(book) }

  /// All hypotheses with their posteriors, the most probable first.
  func hypotheses(
    _ charge: Charge, _ parsed: ParsedDescriptor, _ match: MerchantMatcher.Result,
    lookalike: Evidence?, context: LookupContext
  ) -> [Hypothesis] {
    var hypotheses = priors(charge, parsed, match)
    var total = 0.0
    for index in hypotheses.indices {
      let weight = weigh(
        &hypotheses[index], charge, parsed, match, lookalike: lookalike, context: context)
      hypotheses[index].probability = weight
      total += weight
    }
    for index in hypotheses.indices {
      hypotheses[index].probability = total > 0 ? hypotheses[index].probability / total : 0
    }
    return hypotheses.sorted {
      ($0.probability, $1.subscription?.id ?? "", $1.kind.rawValue)
        > ($1.probability, $0.subscription?.id ?? "", $0.kind.rawValue)
    }
  }

  // MARK: Priors

  private func priors(
    _ charge: Charge, _ parsed: ParsedDescriptor, _ match: MerchantMatcher.Result
  ) -> [Hypothesis] {
    let fraud = weights.fraud
    let isCredit = Self.isCredit(charge, parsed)
    var hypotheses: [Hypothesis] = []
    var rest = 1 - fraud

    if let merchant = match.merchant {
      let right = weights.share(merchant.manner.rawValue) * rest
      hypotheses += products(merchant, share: right, isCredit: isCredit, parsed)
      rest -= right
    }
    // Where the catalogue knows nobody, the name is what the line itself says.
    let name = match.merchant == nil ? parsed.name.map { CatalogueName(name: $0) } : nil
    hypotheses.append(
      Hypothesis(
        kind: match.merchant == nil ? Self.kind(parsed, isCredit: isCredit) : .other,
        merchant: name, prior: rest))
    hypotheses.append(Hypothesis(kind: .other, merchant: name, prior: fraud, isFraud: true))
    return hypotheses
  }

  /// Whether money comes back, as the line or the sign says.
  static func isCredit(_ charge: Charge, _ parsed: ParsedDescriptor) -> Bool {
    parsed.isCredit || (charge.isSigned && (charge.amount?.units ?? -1) > 0)
  }

  /// What an unnamed line is, by its rail.
  private static func kind(_ parsed: ParsedDescriptor, isCredit: Bool) -> ChargeKind {
    switch parsed.rail {
    case .cash: .cash
    case .fee: .fee
    case .transfer: .transfer
    case .card where isCredit: .refund
    case .card: .purchase
    case .cheque, .loan, .directDebit, nil: .other
    }
  }

  private func products(
    _ match: MerchantMatcher.Match, share right: Double, isCredit: Bool, _ parsed: ParsedDescriptor
  ) -> [Hypothesis] {
    let merchant = match.merchant
    let name = CatalogueName(id: merchant.id, name: merchant.name)
    let named = match.form?.subscriptions ?? []
    let subscriptions =
      named.isEmpty
      ? merchant.subscriptions : merchant.subscriptions.filter { named.contains($0.id) }
    let subscribed: Double
    if subscriptions.isEmpty || parsed.rail == .cash {
      subscribed = 0
    } else {
      subscribed = weights.share(Self.productShare(match, parsed.rail))
    }
    // The rule's first subscription is the most common one; the others share in turn (Zipf).
    let ranks = subscriptions.indices.map { 1 / Double($0 + 1) }
    let sum = ranks.reduce(0, +)
    var hypotheses = zip(subscriptions, ranks).map { subscription, rank in
      Hypothesis(
        kind: isCredit ? .refund : .subscription, merchant: name,
        subscription: CatalogueName(id: subscription.fullID, name: subscription.name),
        prior: right * subscribed * rank / sum)
    }
    hypotheses.append(
      Hypothesis(
        kind: Self.kind(match.form?.kind, isCredit: isCredit, parsed.rail),
        merchant: name, prior: right * (1 - subscribed)))
    return hypotheses
  }

  /// What a line of a merchant is when it is no subscription: what its form says, but money that comes
  /// in is no purchase.
  private static func kind(
    _ form: ChargeKind?, isCredit: Bool, _ rail: ParsedDescriptor.Rail?
  ) -> ChargeKind {
    if isCredit, form == nil || form == .purchase { return .refund }
    return form ?? (rail == .cash ? .cash : .purchase)
  }

  /// The measured share of subscriptions among such lines of a merchant, by its id.
  static func productShare(
    _ match: MerchantMatcher.Match, _ rail: ParsedDescriptor.Rail?
  ) -> String {
    if match.form?.subscriptions.isEmpty == false { return "form-names-subscription" }
    if match.form?.kind != nil { return "form-names-other-kind" }
    // Whoever collects by mandate collects again.
    if rail == .directDebit, match.merchant.purchases == .usual { return "direct-debit" }
    return switch match.merchant.purchases {
    case .none: "purchases-none"
    case .rare: "purchases-rare"
    case .usual: "purchases-usual"
    }
  }

  // MARK: Evidence

  /// Gives a hypothesis its evidence; returns its prior times the ratios.
  private func weigh(
    _ hypothesis: inout Hypothesis, _ charge: Charge, _ parsed: ParsedDescriptor,
    _ match: MerchantMatcher.Result, lookalike: Evidence?, context: LookupContext
  ) -> Double {
    let isBrief = context.detail == .brief
    var items: [Evidence] = []
    if let merchant = match.merchant, !isBrief,
      hypothesis.merchant?.id == merchant.merchant.id
    {
      items.append(descriptorEvidence(merchant, parsed))
    }
    if let id = hypothesis.subscription?.id, let merchant = match.merchant,
      let subscription = merchant.merchant.subscriptions.first(where: { $0.fullID == id })
    {
      let price = priceEvidence(
        subscription, of: merchant, charge, parsed, into: &hypothesis, isBrief: isBrief)
      if let price { items.append(price) }
      if context.isAskedAbout, let asked = weights.asked { items.append(asked) }
    }
    if hypothesis.isFraud, let lookalike { items.append(lookalike) }
    for item in context.history where Self.speaks(item.subject, of: hypothesis) {
      items.append(item.evidence)
    }
    let strongest = Self.strongest(items)
    // Whoever wants it brief reads of the evidence only the signs of fraud.
    hypothesis.evidence = isBrief && !hypothesis.isFraud ? [] : strongest
    return strongest.reduce(hypothesis.prior) { $0 * $1.likelihoodRatio }
  }

  private static func speaks(_ subject: HistoryEvidence.Subject, of hypothesis: Hypothesis) -> Bool
  {
    switch subject {
    case .subscription(let id): hypothesis.subscription?.id == id
    case .purchase(let id): hypothesis.subscription == nil && hypothesis.merchant?.id == id
    case .refund: hypothesis.kind == .refund
    case .fraud: hypothesis.isFraud
    }
  }

  /// Inside a family only the strongest item counts: two views of one fact are not two facts.
  private static func strongest(_ items: [Evidence]) -> [Evidence] {
    guard items.count > 1 else { return items }
    return Evidence.Family.allCases.compactMap { family in
      var best: Evidence?
      for item in items where item.family == family {
        guard let known = best, abs(log(known.likelihoodRatio)) >= abs(log(item.likelihoodRatio))
        else {
          best = item
          continue
        }
      }
      return best
    }
  }

  /// The form itself is in the prior, so its ratio is 1; it is listed because it is what is seen.
  private func descriptorEvidence(
    _ match: MerchantMatcher.Match, _ parsed: ParsedDescriptor
  ) -> Evidence {
    let seen = String(decoding: parsed.text.bytes[match.span], as: UTF8.self)
    let means = match.form?.means
    return Evidence(
      family: .descriptor,
      says: LocalizedText(
        en: "\"\(seen)\" is how \(match.merchant.name) prints its charges"
          + (means.map { ": \($0(.english))" } ?? ""),
        fr: "« \(seen) » est la façon dont \(match.merchant.name) libelle ses débits"
          + (means.map { " : \($0(.french))" } ?? "")),
      likelihoodRatio: 1, rule: "merchants/\(match.merchant.id)", source: match.form?.source,
      span: parsed.text.originalRange(match.span))
  }

  private func priceEvidence(
    _ subscription: Subscription, of match: MerchantMatcher.Match, _ charge: Charge,
    _ parsed: ParsedDescriptor, into hypothesis: inout Hypothesis, isBrief: Bool
  ) -> Evidence? {
    let price = PriceEvidence(
      subscription, amount: charge.amount ?? parsed.amount,
      currency: charge.currency ?? parsed.currency, date: charge.date ?? parsed.date,
      country: match.form?.country ?? charge.country ?? parsed.bankCountry)
    guard let price, let ratio = weights.price(price.fit) else { return nil }
    if price.fit != .differs {
      hypothesis.plan = PlanName(
        id: "\(subscription.fullID)/\(price.plan.id)", every: price.plan.every,
        price: price.plan.price)
    }
    // A price that nobody published, or not for that time, says less: half of its weight of evidence.
    let isWeak =
      price.plan.isUnverified
      || price.isUndated(on: charge.date ?? parsed.date, reviewed: match.merchant.reviewed)
    let value = isWeak ? ratio.ratio.squareRoot() : ratio.ratio
    if isBrief { return Evidence(family: .price, says: .nothing, likelihoodRatio: value, rule: "") }
    return Evidence(
      family: .price, says: price.says, likelihoodRatio: value,
      rule: "merchants/\(match.merchant.id)", source: price.plan.source ?? ratio.measuredOn)
  }
}
