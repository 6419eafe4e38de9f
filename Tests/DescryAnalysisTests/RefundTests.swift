import Descry
import DescryCore
import Testing

@Suite struct RefundTests {
  private func refunded(_ lines: [String]) -> [[String]] {
    Account.explain(lines).findings.filter { $0.rule == "refunded" }.map(\.transactions)
  }

  @Test func `a credit pays the latest charge of its amount back`() {
    #expect(
      refunded([
        "2025-01-02 -20.00 CARTE CHAUSSURES DU LAC", "2025-03-02 -20.00 CARTE CHAUSSURES DU LAC",
        "2025-03-09 20.00 AVOIR CHAUSSURES DU LAC",
      ]) == [["2", "3"]])
  }

  @Test func `one charge is paid back once`() {
    #expect(
      refunded([
        "2025-03-02 -20.00 CARTE CHAUSSURES DU LAC", "2025-03-09 20.00 AVOIR CHAUSSURES DU LAC",
        "2025-03-10 20.00 AVOIR CHAUSSURES DU LAC",
      ]) == [["1", "2"]])
  }

  @Test func `a part of a subscription goes to that subscription`() {
    #expect(
      refunded([
        "2025-03-02 -69.90 AMAZON PRIME*K28Q41", "2025-03-05 -99.00 CARTE AMAZON EU SARL",
        "2025-03-20 61.20 AMAZON PRIME*K28Q41",
      ]) == [["1", "3"]])
  }

  @Test func `another wording is found by amount and a word`() {
    let finding = Account.explain([
      "2025-03-02 -84.30 CARTE CHAUSSURES LEMAIRE LYON", "2025-03-20 84.30 LEMAIRE REMBOURSEMENT",
    ]).findings.first { $0.rule == "refunded" }
    #expect(finding?.transactions == ["1", "2"])
    #expect(finding?.message(.english).contains("under another name") == true)
  }

  @Test func `a refund before its charge is none`() {
    #expect(
      refunded([
        "2025-03-02 20.00 AVOIR CHAUSSURES DU LAC", "2025-03-09 -20.00 CARTE CHAUSSURES DU LAC",
      ]).isEmpty)
  }
}
