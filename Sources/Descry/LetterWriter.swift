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
  /// `transactions` are those that the finding names, in its order; `explanation` is what the charge
  /// was explained as. `occasion` is another than the finding's own rule, as `refunded` where the
  /// money came back since.
  public func letters(
    for finding: Finding, _ transactions: [Transaction], explained explanation: Explanation?,
    on occasion: String? = nil
  ) -> [Letter] {
    let occasion = occasion ?? finding.rule
    var occasions: Set<String> = [occasion]
    // Only where the card is to be blocked anyway does anybody write of charges by a stranger.
    if finding.advice?.card == .block { occasions.insert("fraud") }
    let facts = CaseFacts(
      occasion, transactions, explained: explanation, book: book, policy: policy)
    return drafts(facts, transactions.map(\.id)) {
      $0.kind != .notice && !occasions.isDisjoint(with: $0.occasions)
    }
  }

  /// The notices for an event to come.
  public func notices(for event: ScheduledEvent) -> [Letter] {
    let occasion = event.isPossible ? "trial-possible" : event.kind.rawValue
    return drafts(CaseFacts(event, today: today), event.transactions) {
      $0.kind == .notice && $0.occasions.contains(occasion)
    }
  }

  private func drafts(
    _ facts: CaseFacts, _ transactions: [String], where fits: (LetterRule) -> Bool
  ) -> [Letter] {
    var facts = facts
    facts["today"] = PersonText.day(today)
    facts["days"] = .same("\(policy.patienceDays)")
    return book.letters.filter(fits).compactMap { rule in
      guard let subject = facts.fill(rule.subject) else { return nil }
      let paragraphs = rule.paragraphs.compactMap { facts.fill($0) }
      return Letter(
        rule: rule.id, kind: rule.kind, recipient: rule.recipient, subject: subject,
        body: LocalizedText(
          en: paragraphs.map { $0(.english) }.joined(separator: "\n\n"),
          fr: paragraphs.map { $0(.french) }.joined(separator: "\n\n")),
        transactions: transactions)
    }
  }
}
