import Descry
import DescryCore
import DescryRules
import Testing

@Suite struct FlowTrialTests {
  private static let merchant = """
    schema: merchant/1
    id: example-books
    name: Example Books
    category: books
    reviewed: 2026-11-01
    descriptors:
      - { id: web, form: "EXAMPLE BOOKS", unverified: true }
    subscriptions:
      - id: plus
        name: Example Books Plus
        plans:
          - { id: fr-yearly, country: FR, every: year, price: 49.90 EUR, unverified: true }
        trial: { days: 30, price: 0.00 EUR, converts-to: fr-yearly, unverified: true }
        cancel: { url: "https://books.example/end", source: "invented for this test" }
    tests:
      match: [ { descriptor: "EXAMPLE BOOKS 123", is: example-books } ]
      near-miss: [ { descriptor: "EXAMPLE BOOKSHOP", because: "a longer word" } ]
    """

  private func ends(
    _ delivery: String, merchant: String = "Example Books", today: String = "2026-03-10"
  ) throws -> [ScheduledEvent] {
    let text = """
      ---
      flow: Books
      lang: fr
      currency: EUR
      merchant: \(merchant)
      date: 2026-03-02
      ---
      # 1. Livraison
      (x) Livraison standard — 3,90 €
      \(delivery)
      ~ Puis 49,90 € par an prélevés sur votre carte.
      [[ Continuer ]]!
      > click "Continuer"
      """
    let flows = FlowSource.read(Array(text.utf8), name: "visit.flow.md").flows
    let book = try RuleBookLoader.load([
      RuleFile(path: "rules/merchants/e/example-books.yml", text: Self.merchant)
    ])
    let day = try #require(CalendarDate(today))
    return FlowTrials.ends(
      flows, in: [], book: book, today: day, until: day.adding(days: 60))
  }

  @Test func `a trial that was left ticked ends after its days`() throws {
    let event = try #require(ends("[x] Je profite de 30 jours d'essai de Club Plus").first)
    #expect("\(event.date)" == "2026-04-01")
    #expect(event.subscription?.id == "example-books/plus")
    #expect(event.amount == Amount("49.90"))
    #expect(event.every == .year)
    #expect(!event.isPossible)
    #expect(event.cancelURL == "https://books.example/end")
  }

  @Test func `a trial that was declined has no end`() throws {
    #expect(try ends("[ ] Je profite de 30 jours d'essai de Club Plus").isEmpty)
    #expect(
      try ends(
        "[x] Je profite de 30 jours d'essai de Club Plus\n> uncheck \"Je profite de 30 jours d'essai de Club Plus\""
      ).isEmpty)
  }

  @Test func `where no box tells it is only possible`() throws {
    let events = try ends("Livraison demain offerte avec vos 30 jours d'essai de Club Plus")
    #expect(events.map(\.isPossible) == [true])
  }

  @Test func `a merchant that nobody knows has a name all the same`() throws {
    let event = try #require(
      ends("[x] Je profite de 30 jours d'essai de Club Plus", merchant: "Librairie du Lac").first)
    #expect(event.name == "Librairie du Lac")
    #expect(event.amount == Amount("49.90"))
  }

  @Test func `what has ended is no news`() throws {
    #expect(
      try ends("[x] Je profite de 30 jours d'essai de Club Plus", today: "2026-04-01").isEmpty)
  }
}
