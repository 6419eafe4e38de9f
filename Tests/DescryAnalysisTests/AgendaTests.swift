import DescryAnalysis
import DescryCore
import DescryRules
import Testing

@Suite struct AgendaTests {
  private static let merchant = """
    schema: merchant/1
    id: example-video
    name: Example Video
    category: video
    reviewed: 2026-11-01
    descriptors:
      - { id: web, form: "EXAMPLE VIDEO", unverified: true }
    subscriptions:
      - id: plus
        name: Example Video Plus
        plans:
          - { id: fr-monthly, country: FR, every: month, price: 7.99 EUR, until: 2026-12-31, unverified: true }
          - { id: fr-monthly, country: FR, every: month, price: 9.99 EUR, from: 2027-01-01, unverified: true }
        trial: { days: 7, price: 1.00 EUR, converts-to: fr-monthly, unverified: true }
        cancel: { url: "https://video.example/end", source: "invented for this test" }
    tests:
      match: [ { descriptor: "EXAMPLE VIDEO 123", is: example-video } ]
      near-miss: [ { descriptor: "EXAMPLE VIDEOCLUB", because: "a longer word" } ]
    """

  private func agenda() throws -> Agenda {
    Agenda(
      try RuleBookLoader.load([
        RuleFile(path: "rules/merchants/e/example-video.yml", text: Self.merchant)
      ]))
  }

  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func stream(
    every: BillingPeriod = .month, next: String?, amount: String = "-7.99",
    status: RecurringStream.Status = .active, isMetered: Bool = false
  ) throws -> RecurringStream {
    let price = try #require(Money("7.99 EUR"))
    return RecurringStream(
      merchant: CatalogueName(id: "example-video", name: "Example Video"),
      subscription: CatalogueName(id: "example-video/plus", name: "Example Video Plus"),
      plan: PlanName(id: "example-video/plus/fr-monthly", every: .month, price: price),
      every: every, isMetered: isMetered, amount: try #require(Amount(amount)), currency: .eur,
      transactions: ["a", "b"], first: try day("2026-09-30"), last: try day("2026-10-30"),
      next: try next.map(day), yearlyCost: try #require(Amount("95.88")), status: status)
  }

  @Test func renewalsAndAnnouncedPricesComeInOrder() throws {
    let events = try agenda().events(
      [try stream(next: "2026-11-30")], today: try day("2026-11-25"),
      until: try day("2027-01-31"))
    #expect(
      events.map { "\($0.date) \($0.kind.rawValue) \($0.amount?.description ?? "?")" } == [
        "2026-11-30 renewal 7.99", "2026-12-30 renewal 7.99",
        "2027-01-01 price-change 9.99", "2027-01-30 renewal 9.99",
      ])
    #expect(events[2].formerAmount == Amount("7.99"))
    #expect(events[0].cancelURL == "https://video.example/end")
  }

  @Test func aStreamThatEndedOrIsOverdueAnnouncesNothingPast() throws {
    let today = try day("2026-11-25")
    let later = try day("2026-12-31")
    let ended = try stream(next: nil, status: .ended)
    #expect(try agenda().events([ended], today: today, until: later).isEmpty)
    let overdue = try agenda().events(
      [try stream(next: "2026-10-30")], today: today, until: try day("2026-11-30"))
    #expect(overdue.map(\.date) == [try day("2026-11-30")])
  }

  @Test func aMeteredRenewalNamesNoAmount() throws {
    let events = try agenda().events(
      [try stream(next: "2026-11-30", isMetered: true)], today: try day("2026-11-25"),
      until: try day("2026-12-01"))
    #expect(events.map(\.amount) == [nil])
  }

  @Test func aPaidTrialEndsAfterItsDays() throws {
    let transaction = Transaction(
      id: "t", date: try day("2026-11-22"), amount: try #require(Amount("-1.00")), currency: .eur,
      descriptor: "EXAMPLE VIDEO 123")
    let explanation = Explanation(
      outcome: .recognized, confidence: .certain,
      best: Hypothesis(
        kind: .subscription, merchant: CatalogueName(id: "example-video", name: "Example Video"),
        subscription: CatalogueName(id: "example-video/plus", name: "Example Video Plus"), prior: 1),
      advice: Advice(card: .keep))
    let events = try agenda().trialEnds(
      [transaction], [explanation], today: try day("2026-11-25"), until: try day("2026-12-09"))
    #expect(events.map(\.date) == [try day("2026-11-29")])
    #expect(events.first?.amount == Amount("7.99"))
    #expect(events.first?.formerAmount == Amount("1.00"))
  }

  @Test(
    arguments: [
      ("0.00", [] as [String], ["2026-12-20"]), ("-1.00", [], ["2026-12-20"]),
      // Whoever pays already only changed the card.
      ("0.00", ["-15.99"], []),
      // More than a unit is a charge.
      ("-15.99", [], []), ("1.00", [], []),
    ] as [(String, [String], [String])])
  func aCheckOfTheCardMayBeginAFreeTrial(
    amount: String, others: [String], ends: [String]
  ) throws {
    let book = try RuleBookLoader.load([
      RuleFile(
        path: "rules/merchants/e/example-video.yml",
        text: Self.merchant.replacing("days: 7, price: 1.00 EUR", with: "days: 30, price: 0.00 EUR")
      )
    ])
    let lines = try ([amount] + others).enumerated().map { number, amount in
      Transaction(
        id: "\(number)", date: try day(number == 0 ? "2026-11-20" : "2026-10-20"),
        amount: try #require(Amount(amount)), currency: .eur, descriptor: "EXAMPLE VIDEO 123")
    }
    let explanation = Explanation(
      outcome: .recognized, confidence: .certain,
      best: Hypothesis(
        kind: .subscription, merchant: CatalogueName(id: "example-video", name: "Example Video"),
        subscription: CatalogueName(id: "example-video/plus", name: "Example Video Plus"), prior: 1),
      advice: Advice(card: .keep))
    let events = Agenda(book).trialEnds(
      lines, lines.map { _ in explanation }, today: try day("2026-11-25"),
      until: try day("2027-01-31"))
    #expect(events.map { "\($0.date)" } == ends)
    #expect(events.allSatisfy { $0.isPossible && $0.kind == .trialEnd })
  }
}
