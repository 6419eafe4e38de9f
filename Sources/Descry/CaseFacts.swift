internal import DescryCore
internal import DescryRules

/// What a case's own lines give to a letter, by the placeholder's name.
struct CaseFacts {
  private(set) var facts: [String: LocalizedText] = [:]

  subscript(name: String) -> LocalizedText? {
    get { facts[name] }
    set { facts[name] = newValue }
  }

  /// The facts of a finding's lines, in its order, and of what the charge was explained as.
  init(
    _ rule: String, _ transactions: [Transaction], explained explanation: Explanation?,
    book: RuleBook, policy: BankPolicy
  ) {
    let charges = transactions.filter { $0.amount.isNegative }
    let charge = charges.last ?? transactions.last
    facts["merchant"] = .same(explanation?.best.merchant?.name)
    facts["descriptor"] = .same(charge?.descriptor)
    if let charge {
      facts["amount"] = PersonText.money(charge.amount.magnitude, charge.currency)
      facts["date"] = PersonText.day(charge.date)
      if let currency = charge.currency,
        let limit = policy.goodwill(for: Money(charge.amount.magnitude, currency))
      {
        facts["goodwill"] = PersonText.money(limit.amount, limit.currency)
      }
    }
    if charges.count > 1, let first = charges.first {
      // Only here the first line is an order; elsewhere it is an earlier charge.
      let name = rule == "trial-converted" ? "order" : "former"
      facts["\(name)-amount"] = PersonText.money(first.amount.magnitude, first.currency)
      facts["\(name)-date"] = PersonText.day(first.date)
    }
    if let credit = transactions.last(where: { !$0.amount.isNegative }) {
      facts["credit-amount"] = PersonText.money(credit.amount.magnitude, credit.currency)
      facts["credit-date"] = PersonText.day(credit.date)
    }
    facts["charges"] = Self.list(charges)
    addSubscription(explanation, book)
  }

  /// The facts of an event to come.
  init(_ event: ScheduledEvent, today: CalendarDate) {
    facts["merchant"] = .same(event.merchant.name)
    facts["subscription"] = .same(event.name)
    facts["amount"] = event.amount.map { PersonText.money($0, event.currency) }
    facts["former-amount"] = event.formerAmount.map { PersonText.money($0, event.currency) }
    facts["date"] = PersonText.day(event.date)
    switch event.trialSign {
    case .check(let day):
      facts["check-date"] = PersonText.day(day)
      facts["check-amount"] = facts["former-amount"]
    case .checkout(let day, _): facts["checkout-date"] = PersonText.day(day)
    case nil: break
    }
    facts["when"] = Self.when(today.days(until: event.date))
    facts["every"] = PersonText.period(event.every)
    facts["cancel-page"] = .same(event.cancelURL)
    facts["cancel-path"] = event.cancelPath
  }

  /// The text with its facts; nil when it names one that the case does not have.
  func fill(_ text: LocalizedText) -> LocalizedText? {
    let (english, french) = (text(.english), text(.french))
    let names = LetterRule.placeholders(in: english) + LetterRule.placeholders(in: french)
    guard names.allSatisfy({ facts[$0] != nil }) else { return nil }
    return LocalizedText(
      en: english.filled(in: .english) { facts[String($0)]?(.english) },
      fr: french.filled(in: .french) { facts[String($0)]?(.french) })
  }

  /// What the charge is for sure, or what it may be: a letter must not claim the second.
  private mutating func addSubscription(_ explanation: Explanation?, _ book: RuleBook) {
    guard let explanation else { return }
    let isSure =
      explanation.outcome == .recognized && explanation.best.subscription != nil
    guard let hypothesis = explanation.subscribed, let name = hypothesis.subscription else {
      return
    }
    facts[isSure ? "subscription" : "possible-subscription"] = .same(name.name)
    guard let merchant = hypothesis.merchant?.id.flatMap({ book.merchant($0) }),
      let subscription = merchant.subscriptions.first(where: {
        name.id == "\(merchant.id)/\($0.id)"
      })
    else { return }
    facts["cancel-page"] = .same(subscription.cancellation?.url)
    facts["cancel-path"] = subscription.cancellation?.path
  }

  /// The charges, one on a line.
  private static func list(_ charges: [Transaction]) -> LocalizedText? {
    guard !charges.isEmpty else { return nil }
    func lines(_ language: Language) -> String {
      charges.map {
        "- \(PersonText.day($0.date, language)), "
          + "\(PersonText.money($0.amount.magnitude, $0.currency, language)), \($0.descriptor)"
      }.joined(separator: "\n")
    }
    return LocalizedText(en: lines(.english), fr: lines(.french))
  }

  private static func when(_ days: Int) -> LocalizedText {
    switch days {
    case 0: LocalizedText(en: "today", fr: "aujourd'hui")
    case 1: LocalizedText(en: "tomorrow", fr: "demain")
    default: LocalizedText(en: "in \(days) days", fr: "dans \(days) jours")
    }
  }
}

extension LocalizedText {
  /// The same in both languages: a name, an address.
  static func same(_ text: String) -> LocalizedText { LocalizedText(en: text, fr: text) }

  static func same(_ text: String?) -> LocalizedText? { text.map { same($0) } }
}
