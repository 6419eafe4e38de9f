import Descry
import DescryCore
import Testing

@Suite struct DuplicateChargeTests {
  private func duplicates(_ lines: [String]) -> [Finding] {
    Account.explain(lines).findings.filter { $0.rule == "duplicate-charge" }
  }

  @Test func `a thousand equal charges on one day are one finding`() {
    let same = (0..<1_000).map { _ in "2025-01-14 -9.99 CARTE EDITIONS NORD" }
    let found = duplicates(same)
    #expect(found.count == 1)
    #expect(found.first?.transactions.count == 1_000)
    #expect(found.first?.severity == .warning)
    #expect(found.first?.message(.english).contains("1000 times") == true)
  }

  @Test func `numbers of sales do not hide a thousand equal charges`() {
    let found = duplicates((0..<1_000).map { "2025-01-14 -9.99 CARTE EDITIONS NORD \($0)" })
    #expect(found.map(\.transactions.count) == [1_000])
  }

  @Test func `a subscription charged twice in two days is a warning`() {
    let found = duplicates(
      Account.monthly("NETFLIX.COM", "-14.99", from: "2025-01-14", count: 3)
        + ["2025-03-15 -14.99 NETFLIX.COM", "2025-03-28 -31.20 CARTE CARREFOUR MARKET"])
    #expect(found.map(\.severity) == [.warning])
    #expect(found.map(\.transactions) == [["3", "4"]])
  }

  @Test func `orders with references of their own are separate`() {
    let found = duplicates([
      "2025-03-03 -9.99 AMZN MKTP FR*Q12KX81", "2025-03-03 -9.99 AMZN MKTP FR*M43TR07",
    ])
    #expect(found.isEmpty)
  }

  @Test func `one line twice at a shop is a note`() {
    let found = duplicates([
      "2025-03-03 -9.99 AMAZON EU SARL", "2025-03-03 -9.99 AMAZON EU SARL",
    ])
    #expect(found.map(\.severity) == [.note])
  }

  @Test func `a card on which much is bought twice gets notes`() {
    let names = ["EDITIONS NORD", "ATELIER GIVRE", "SALLE DES PINS", "FLEURS DU PORT"]
    let lines = names.enumerated().flatMap { place, name in
      [String](repeating: "2025-02-0\(place + 1) -41.30 CARTE \(name)", count: 2)
    }
    #expect(duplicates(lines).map(\.severity) == [.note, .note, .note, .note])
  }

  @Test func `what is bought twice again and again at one merchant is no mistake`() {
    let lines = (1...4).flatMap {
      [String](repeating: "2025-0\($0)-10 -25.00 CARTE ATELIER GIVRE", count: 2)
    }
    #expect(duplicates(lines).isEmpty)
  }

  @Test(arguments: [("-46.50", Severity.warning), ("-45.00", .note)])
  func `a round amount is more often two seats than a mistake`(amount: String, weight: Severity) {
    let found = duplicates(
      [String](repeating: "2025-03-03 \(amount) CARTE FLEURS DU PORT", count: 2))
    #expect(found.map(\.severity) == [weight])
  }

  @Test(
    arguments: [
      // A meal is seldom paid twice, but two tables may be.
      ("CARTE BRASSERIE DU PALAIS", "-84.30", [Severity.note]),
      ("CARTE CAFE DE LA GARE", "-2.20", []),
      // Rooms, seats and courses are bought for several people.
      ("CARTE HOTEL DES CELESTINS", "-128.40", []),
      ("CARTE BILLETTERIE DU STADE", "-46.50", [.note]),
      ("CARTE FORMATION NORD", "-146.50", [.note]),
      ("CARTE FLEURS DU PORT", "-2.60", [.note]),
    ] as [(String, String, [Severity])])
  func `what is bought for several is no mistake`(
    descriptor: String, amount: String, weights: [Severity]
  ) {
    let found = duplicates([String](repeating: "2025-03-03 \(amount) \(descriptor)", count: 2))
    #expect(found.map(\.severity) == weights)
  }

  @Test func `three of one kind are a purchase of three`() {
    let found = duplicates(
      [String](repeating: "2025-03-03 -46.50 CARTE FLEURS DU PORT", count: 3))
    #expect(found.map(\.severity) == [.note])
  }

  @Test func `equal parts of one order are no charge booked twice`() {
    let accounts = Account.explain([
      "2025-03-03 -46.50 CARTE 03/03 LA REDOUTE", "2025-03-03 -46.50 CARTE 03/03 LA REDOUTE",
      "2025-03-12 93.00 AVOIR 12/03 LA REDOUTE",
    ])
    #expect(accounts.findings.filter { $0.rule == "duplicate-charge" }.isEmpty)
    #expect(accounts.findings.map(\.rule).contains("split-order"))
  }
}
