import Descry
import DescryCore
import Testing

@Suite struct SplitOrderTests {
  private func split(_ statement: Statement) -> [Finding] {
    Account.explain([statement]).findings.filter { $0.rule == "split-order" }
  }

  private static let parcels = [
    "2025-03-06 -59.98 CARTE 06/03 LA REDOUTE", "2025-03-08 -24.99 CARTE 08/03 LA REDOUTE",
  ]

  @Test func `the sum may be pending`() throws {
    var statement = Account.statement(["2025-03-05 -84.97 CARTE 05/03 LA REDOUTE"] + Self.parcels)
    statement.transactions[0].status = .pending
    let finding = try #require(split(statement).first)
    #expect(finding.transactions == ["1", "2", "3"])
    #expect(finding.message(.english).contains("€84.97 together, the sum that is pending since"))
    #expect(finding.message(.french).contains("la somme en attente depuis le 5 mars 2025"))
  }

  @Test func `the sum may have been charged and taken back`() throws {
    let statement = Account.statement(
      ["2025-03-05 -84.97 CARTE 05/03 LA REDOUTE", "2025-03-06 84.97 AVOIR 06/03 LA REDOUTE"]
        + Self.parcels)
    #expect(split(statement).map(\.transactions) == [["1", "2", "3", "4"]])
  }

  @Test func `a credit for all parts is told once`() {
    let accounts = Account.explain(
      Self.parcels + ["2025-06-30 -3.00 CARTE LIBRAIRIE DU LAC"]
        + ["2025-03-28 84.97 AVOIR 28/03 LA REDOUTE"])
    #expect(accounts.findings.map(\.rule) == ["split-order"])
  }

  @Test func `nothing names the sum of two orders`() {
    #expect(split(Account.statement(Self.parcels)).isEmpty)
  }

  @Test func `where other charges make the sum too it is only possible`() throws {
    let statement = Account.statement(
      Self.parcels + [
        "2025-03-09 -34.99 CARTE 09/03 LA REDOUTE", "2025-03-09 -49.98 CARTE 09/03 LA REDOUTE",
        "2025-03-28 84.97 AVOIR 28/03 LA REDOUTE",
      ])
    let finding = try #require(split(statement).first)
    #expect(finding.message(.english).contains("may be one order"))
  }

  @Test func `a refund of one charge is no order in parts`() {
    let statement = Account.statement(
      ["2025-03-05 -84.97 CARTE 05/03 LA REDOUTE"] + Self.parcels
        + ["2025-03-28 84.97 AVOIR 28/03 LA REDOUTE"])
    #expect(split(statement).isEmpty)
  }

  @Test func `a reference is an order's only if no other charge bears it`() {
    let order = [
      "2025-03-06 -59.98 AMZN MKTP FR*K82LQ14R7", "2025-03-08 -24.99 AMZN MKTP FR*K82LQ14R7",
    ]
    #expect(split(Account.statement(order)).map(\.transactions) == [["1", "2"]])
    #expect(
      split(Account.statement(order + ["2025-05-08 -14.99 AMZN MKTP FR*K82LQ14R7"])).isEmpty)
    // The same sum under one number is a charge booked twice, if anything.
    #expect(
      split(
        Account.statement([
          "2025-03-06 -59.98 AMZN MKTP FR*K82LQ14R7", "2025-03-06 -59.98 AMZN MKTP FR*K82LQ14R7",
        ])
      ).isEmpty)
  }

  @Test func `cards, days and phones are no order's number`() {
    let lines = ["-21.40", "-13.59"].map {
      "2025-03-04 \($0) FACTURE CARTE DU 030325 LIBRAIRIE DU LAC CARTE 4974XXXXXXXX1234"
    }
    #expect(split(Account.statement(lines)).isEmpty)
    #expect(
      split(
        Account.statement(
          ["-21.40", "-13.59"].map { "2025-03-04 \($0) AMAZON.COM*PMT SVC 866-749-7545" })
      ).isEmpty)
  }

  @Test func `subscriptions are no parts`() {
    let statement = Account.statement([
      "2025-03-06 -6.99 AMAZON PRIME*K28Q41", "2025-03-08 -9.99 AMAZON MUSIC*K28Q42",
      "2025-03-20 16.98 AVOIR AMAZON EU SARL",
    ])
    #expect(split(statement).isEmpty)
  }
}
