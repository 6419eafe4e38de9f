internal import DescryCore
internal import DescryLookup
internal import DescryRules

/// What linted checkouts say of the charges that followed from them: here the three jobs meet.
struct FlowEvidence {
  private let flows: [LintReport]
  private let book: RuleBook

  init(_ flows: [LintReport], book: RuleBook) {
    self.flows = flows
    self.book = book
  }

  /// The evidence for a charge whose amount stands as a recurring price in a flow of its merchant.
  func items(for transaction: Transaction, _ explanation: Explanation) -> [HistoryEvidence] {
    guard let ratio = book.ratio("flow", "price-in-flow"),
      let merchant = explanation.best.merchant?.id.flatMap({ book.merchant($0) })
    else { return [] }
    for report in flows {
      guard let match = FlowCharges.match(report.flow, transaction, explanation),
        match.price.every != nil
      else { continue }
      return subjects(merchant, transaction).map { subscription in
        HistoryEvidence(
          subject: .subscription(subscription.fullID),
          evidence: Evidence(
            family: .flow, says: says(report, match), likelihoodRatio: ratio.ratio,
            rule: "evidence/flow", source: ratio.measuredOn))
      }
    }
    return []
  }

  /// The subscriptions with such a price, else all that the merchant has: its price may be newer than
  /// the catalogue.
  private func subjects(_ merchant: Merchant, _ transaction: Transaction) -> [Subscription] {
    let priced = merchant.subscriptions.filter { subscription in
      subscription.plans.contains {
        $0.price.amount == transaction.amount.magnitude
          && (transaction.currency == nil || transaction.currency == $0.price.currency)
      }
    }
    return priced.isEmpty ? merchant.subscriptions : priced
  }

  private func says(_ report: LintReport, _ match: FlowCharges.Match) -> LocalizedText {
    let flow = report.flow
    let place = "\(flow.path):\(location(flow, match)?.line.map(String.init) ?? "?")"
    let quoted = flow.screens[match.screen].elements[match.price.element].label
    let days = flow.date.map { $0.days(until: match.transaction.date) }
    let hidden = report.findings.first {
      $0.screen == match.screen && ["hidden-subscription", "preselection"].contains($0.pattern)
    }
    return LocalizedText(
      en: "the checkout shows this price on screen \(match.screen + 1): “\(quoted)” (\(place))"
        + (days.map { "; the charge came \($0) days later" } ?? "")
        + (hidden.map { "; the linter says: \($0.message(.english))" } ?? ""),
      fr: "le parcours montre ce prix à l'écran \(match.screen + 1) : « \(quoted) » (\(place))"
        + (days.map { " ; le débit est venu \($0) jours après" } ?? "")
        + (hidden.map { " ; l'analyse du parcours dit : \($0.message(.french))" } ?? ""))
  }

  private func location(_ flow: Flow, _ match: FlowCharges.Match) -> SourceLocation? {
    flow.screens[match.screen].elements[match.price.element].location
  }
}
