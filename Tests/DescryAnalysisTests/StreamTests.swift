import Descry
import DescryCore
import Testing

@testable import DescryAnalysis

@Suite struct StreamTests {
  @Test(arguments: [
    (BillingPeriod.month, ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]),
    (.month, ["2025-01-03", "2025-02-03", "2025-03-05", "2025-04-03"]),
    (.fourWeeks, ["2025-01-06", "2025-02-03", "2025-03-03", "2025-03-31", "2025-04-28"]),
    (.twoMonths, ["2025-01-10", "2025-03-10", "2025-05-12", "2025-07-10"]),
    (.quarter, ["2025-01-10", "2025-04-10", "2025-07-10", "2025-10-10"]),
    (.halfYear, ["2024-01-10", "2024-07-10", "2025-01-10"]),
    (.year, ["2023-06-12", "2024-06-12"]),
    (.week, ["2025-01-06", "2025-01-13", "2025-01-20", "2025-01-27", "2025-02-03"]),
    (.fortnight, ["2025-01-06", "2025-01-20", "2025-02-03", "2025-02-17", "2025-03-03"]),
  ])
  func `a rhythm is told by its days`(period: BillingPeriod, days: [String]) {
    let accounts = Account.explain(
      Account.charges("PRLV SEPA GIGAFIT FRANCE", days.map { ($0, "-29.90") }))
    #expect(accounts.streams.map(\.every) == [period])
    #expect(accounts.streams.first?.transactions.count == days.count)
  }

  @Test func `a stream survives a price step and missing months`() throws {
    let lines =
      Account.monthly("NETFLIX.COM", "-13.49", from: "2024-10-14", count: 3)
      + Account.monthly("NETFLIX.COM", "-14.99", from: "2025-03-14", count: 3)
    let stream = try #require(Account.explain(lines).streams.first)
    #expect(stream.transactions.count == 6)
    #expect(stream.steps.map(\.after) == [Account.amount("14.99")])
    #expect(stream.skipped == 2)
    #expect(stream.yearlyCost == Account.amount("179.88"))
    #expect(stream.next == CalendarDate("2025-06-14"))
  }

  @Test func `two accounts of one service are two streams`() {
    let lines =
      Account.monthly("NETFLIX.COM", "-14.99", from: "2025-05-03", count: 4)
      + Account.monthly("NETFLIX.COM", "-7.99", from: "2025-05-03", count: 4)
    let streams = Account.explain(lines).streams
    #expect(streams.count == 2)
    #expect(Set(streams.map(\.amount)) == [Account.amount("-14.99"), Account.amount("-7.99")])
  }

  @Test func `a subscription is found among orders`() {
    let lines =
      Account.monthly("AMAZON PRIME*K28Q41", "-6.99", from: "2025-01-12", count: 6)
      + Account.charges(
        "CARTE AMAZON EU SARL",
        [
          ("2025-01-20", "-23.90"), ("2025-02-02", "-11.00"), ("2025-02-03", "-65.15"),
          ("2025-03-30", "-7.49"), ("2025-05-01", "-18.00"),
        ])
    let streams = Account.explain(lines).streams
    #expect(streams.map(\.subscription?.id) == ["amazon/prime"])
    #expect(streams.first?.transactions.count == 6)
  }

  @Test func `energy is metered`() throws {
    let lines = Account.charges(
      "PRLV SEPA ELECTRICITE DE FRANCE",
      [
        ("2025-01-04", "-57.30"), ("2025-02-04", "-91.12"), ("2025-03-04", "-48.40"),
        ("2025-04-04", "-92.75"), ("2025-05-05", "-60.02"),
      ])
    let stream = try #require(Account.explain(lines).streams.first)
    #expect(stream.isMetered)
    #expect(
      stream.yearlyCost > Account.amount("800.00") && stream.yearlyCost < Account.amount("900.00"))
  }

  @Test func `an exchange rate moves an amount without ending the stream`() {
    let lines = Account.charges(
      "OPENAI *CHATGPT SUBSCR",
      [
        ("2025-01-08", "-22.41"), ("2025-02-08", "-22.87"), ("2025-03-08", "-21.96"),
        ("2025-04-08", "-21.12"),
      ])
    #expect(Account.explain(lines).streams.map(\.transactions.count) == [4])
  }

  @Test(arguments: [
    ("CARTE CARREFOUR MARKET", "-40.00"), ("RETRAIT DAB AGENCE GARE", "-50.00"),
    ("VIR SEPA LOYER", "-780.00"), ("CARTE TOTALENERGIES LYON", "-50.00"),
    ("CARTE BOULANGERIE MARTIN", "-5.00"), ("CARTE BRASSERIE DU PALAIS", "-15.00"),
    ("CASH WITHDRAWAL LLOYDS BANK", "-50.00"), ("SHELL FOUR OAKS", "-28.05"),
    ("TRANSFER TO SAVINGS ACCOUNT", "-100.00"), ("HILLTOP SERVICE STA", "-52.00"),
    ("ZELLE TO MARY SAMPLE", "-25.00"), ("GELDAUTOMAT FILIALE OST", "-50.00"),
  ])
  func `daily life is no subscription`(descriptor: String, amount: String) {
    let lines = Account.monthly(descriptor, amount, from: "2025-01-06", count: 8)
    #expect(Account.explain(lines).streams.isEmpty)
  }

  @Test func `a stream that stopped is ended`() {
    let lines =
      Account.monthly("NETFLIX.COM", "-13.49", from: "2024-01-14", count: 4)
      + ["2024-12-01 -12.00 CARTE LIBRAIRIE DU LAC"]
    let stream = Account.explain(lines).streams.first
    #expect(stream?.status == .ended)
    #expect(stream?.next == nil)
  }

  @Test func `one charge at a list price begins a stream`() {
    let stream = Account.explain(["2025-05-14 -14.99 NETFLIX.COM"]).streams.first
    #expect(stream?.status == .early)
    #expect(stream?.next == CalendarDate("2025-06-14"))
  }

  @Test func `an announced price is told`() {
    let lines = Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-14", count: 3)
    let announced = Account.explain(lines).streams.first?.announced.first
    #expect(announced?.after == Account.amount("14.99"))
    #expect(announced?.date == CalendarDate("2025-04-10"))
  }

  @Test func `a few missing months do not make two months of one`() {
    let all = Account.monthly("VIDBOXLY", "-6.99", from: "2024-01-07", count: 20)
    let some = all.enumerated().filter { ![2, 11].contains($0.offset) }.map(\.element)
    let streams = Account.explain(some).streams
    #expect(streams.map(\.every) == [.month])
    #expect(streams.map(\.transactions.count) == [18])
  }

  @Test(arguments: [("ITUNES.COM/BILL", 1), ("CARTE AMAZON EU SARL", 0)])
  func `two charges a year apart at other prices are a subscription only in an app store`(
    descriptor: String, count: Int
  ) {
    let streams = Account.explain(
      Account.charges(descriptor, [("2024-10-15", "-5.28"), ("2025-10-20", "-5.83")])
        + ["2025-11-03 -31.20 CARTE CARREFOUR MARKET"]
    ).streams
    #expect(streams.count == count)
    #expect(streams.allSatisfy { $0.every == .year && $0.status == .early })
  }

  @Test(arguments: [(["-40.00", "-44.00", "-44.00"], 1), (["-40.00", "-44.00", "-41.00"], 0)])
  func `a yearly price moves now and then, an outing costs another sum each year`(
    amounts: [String], count: Int
  ) {
    let days = ["2023-06-12", "2024-06-10", "2025-06-13"]
    let lines = Account.charges("LAKESIDE CHOIR", Array(zip(days, amounts)))
    #expect(Account.explain(lines).streams.count == count)
  }
}
