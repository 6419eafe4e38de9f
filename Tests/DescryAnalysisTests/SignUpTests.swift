import Descry
import DescryCore
import Testing

@Suite struct SignUpTests {
  private static let begin = "2025-01-02 -31.20 CARTE CARREFOUR MARKET"

  private func evidence(_ lines: [String], of index: Int) -> Evidence? {
    let explanation = Account.explain(lines).statements[0].explanations[index]
    return ([explanation.best] + explanation.alternatives).lazy
      .filter { $0.subscription?.id == "amazon/prime" }.flatMap(\.evidence)
      .first { $0.family == .signUpOrder }
  }

  @Test func `an order on a quiet card says much, on a busy one little`() throws {
    let quiet = [
      Self.begin, "2025-03-01 -20.00 CARTE AMAZON EU SARL", "2025-03-31 -69.90 AMAZON PRIME*K28Q41",
    ]
    let orders = (0..<40).map {
      "\(Account.day("2025-01-03").adding(days: $0 * 2)) -\(20 + $0).30 CARTE AMAZON EU SARL"
    }
    let busy = [Self.begin] + orders + ["2025-03-31 -69.90 AMAZON PRIME*K28Q41"]
    let strong = try #require(evidence(quiet, of: 2)).likelihoodRatio
    let weak = try #require(evidence(busy, of: busy.count - 1)).likelihoodRatio
    #expect(strong > 4)
    #expect(weak < 1.5 && weak >= 1)
  }

  @Test func `no order lowers the odds, a short statement says nothing`() throws {
    let none = try #require(
      evidence([Self.begin, "2025-03-31 -69.90 AMAZON PRIME*K28Q41"], of: 1))
    #expect(none.likelihoodRatio < 1)
    let short = try #require(
      evidence(
        ["2025-03-20 -31.20 CARTE CARREFOUR MARKET", "2025-03-31 -69.90 AMAZON PRIME*K28Q41"],
        of: 1))
    #expect(short.likelihoodRatio == 1)
    #expect(short.says(.english).contains("not checked"))
  }

  @Test func `the order nearest to the trial's length is named`() {
    let finding = Account.explain([
      Self.begin, "2025-02-26 -10.00 CARTE AMAZON EU SARL",
      "2025-03-01 -20.00 CARTE AMAZON EU SARL",
      "2025-03-03 -30.00 CARTE AMAZON EU SARL", "2025-03-31 -69.90 AMAZON PRIME*K28Q41",
    ]).findings.first { $0.rule == "trial-converted" }
    #expect(finding?.transactions == ["3", "5"])
  }

  /// A card with deferred debit books a month's purchases on its last day: the printed days count.
  @Test(arguments: [("01/03", true), ("12/03", false)])
  func `the printed day of purchase counts, not that of booking`(printed: String, isFound: Bool) {
    let finding = Account.explain([
      Self.begin, "2025-03-31 -20.00 CARTE \(printed) AMAZON EU SARL",
      "2025-04-30 -69.90 CARTE 31/03 AMAZON PRIME*K28Q41",
    ]).findings.first { $0.rule == "trial-converted" }
    #expect((finding != nil) == isFound)
    if isFound { #expect(finding?.message(.english).contains("30 days before") == true) }
  }
}
