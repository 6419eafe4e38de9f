public import DescryCore
public import DescryRules

/// Drafts letters, call scripts and notices from a case's own facts.
public struct LetterWriter: Sendable {
  private let book: RuleBook
  private let policy: BankPolicy
  private let today: CalendarDate

  /// A writer; `policy` is the bank's, else the rule book's.
  public init(_ book: RuleBook, policy: BankPolicy? = nil, today: CalendarDate) {
    self.book = book
    self.policy = policy ?? book.policy
    self.today = today
  }

  /// The drafts for a finding, in the order of the rule book.
  ///
  /// `transactions` are those that the finding names, in its order; `merchant` and `subscription`
  /// what the charge was explained as.
  public func letters(
    for finding: Finding, _ transactions: [Transaction], explained explanation: Explanation?
  ) -> [Letter] {
    let rules = book.letters.filter { $0.occasions.contains(finding.rule) && $0.kind != .notice }
    guard !rules.isEmpty else { return [] }
    var facts = Facts()
    let charges = transactions.filter { $0.amount.isNegative }
    let charge = charges.last ?? transactions.last
    facts["merchant"] = .same(explanation?.best.merchant?.name)
    facts["subscription"] = .same(explanation?.best.subscription?.name)
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
      facts["order-amount"] = PersonText.money(first.amount.magnitude, first.currency)
      facts["order-date"] = PersonText.day(first.date)
      facts["former-amount"] = PersonText.money(first.amount.magnitude, first.currency)
    }
    if let credit = transactions.last(where: { !$0.amount.isNegative }) {
      facts["credit-amount"] = PersonText.money(credit.amount.magnitude, credit.currency)
      facts["credit-date"] = PersonText.day(credit.date)
    }
    if let subscription = subscription(explanation) {
      facts["cancel-page"] = .same(subscription.cancellation?.url)
      facts["cancel-path"] = subscription.cancellation?.path
    }
    return drafts(rules, &facts, transactions.map(\.id))
  }

  /// The notices for an event to come.
  public func notices(for event: ScheduledEvent) -> [Letter] {
    let rules = book.letters.filter {
      $0.kind == .notice && $0.occasions.contains(event.kind.rawValue)
    }
    var facts = Facts()
    facts["merchant"] = .same(event.merchant.name)
    facts["subscription"] = .same(event.name)
    facts["amount"] = event.amount.map { PersonText.money($0, event.currency) }
    facts["former-amount"] = event.formerAmount.map { PersonText.money($0, event.currency) }
    facts["date"] = PersonText.day(event.date)
    facts["days"] = .same("\(today.days(until: event.date))")
    facts["every"] = PersonText.period(event.every)
    facts["cancel-page"] = .same(event.cancelURL)
    facts["cancel-path"] = event.cancelPath
    return drafts(rules, &facts, event.transactions)
  }

  private typealias Facts = [String: LocalizedText]

  private func drafts(
    _ rules: [LetterRule], _ facts: inout Facts, _ transactions: [String]
  ) -> [Letter] {
    facts["today"] = PersonText.day(today)
    if facts["days"] == nil { facts["days"] = .same("\(policy.patienceDays)") }
    return rules.compactMap { rule in
      guard let subject = Self.fill(rule.subject, facts) else { return nil }
      let paragraphs = rule.paragraphs.compactMap { Self.fill($0, facts) }
      return Letter(
        rule: rule.id, kind: rule.kind, recipient: rule.recipient, subject: subject,
        body: LocalizedText(
          en: paragraphs.map { $0(.english) }.joined(separator: "\n\n"),
          fr: paragraphs.map { $0(.french) }.joined(separator: "\n\n")),
        transactions: transactions)
    }
  }

  /// The text with its facts; nil when it names one that the case does not have.
  private static func fill(_ text: LocalizedText, _ facts: Facts) -> LocalizedText? {
    var english = text(.english)
    var french = text(.french)
    for name in Set(LetterRule.placeholders(in: english) + LetterRule.placeholders(in: french)) {
      guard let fact = facts[name] else { return nil }
      english = english.replacing("{\(name)}", with: fact(.english))
      french = french.replacing("{\(name)}", with: fact(.french))
    }
    return LocalizedText(en: english, fr: french)
  }

  private func subscription(_ explanation: Explanation?) -> Subscription? {
    guard let best = explanation?.best, let id = best.merchant?.id, let merchant = book.merchant(id)
    else { return nil }
    return merchant.subscriptions.first { best.subscription?.id == $0.fullID }
  }
}

extension LocalizedText {
  /// The same in both languages: a name, an address.
  fileprivate static func same(_ text: String) -> LocalizedText {
    LocalizedText(en: text, fr: text)
  }

  fileprivate static func same(_ text: String?) -> LocalizedText? { text.map { same($0) } }
}
