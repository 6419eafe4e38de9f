import Descry
import DescryCore
import DescryStatement
import Testing

@Suite struct StoryTests {
  private func explain(_ name: String) throws -> ExplainedAccounts {
    let path = "\(Account.root)/corpus/\(name)"
    return Account.explain(try StatementFile.read(path: path))
  }

  private func ids(_ accounts: ExplainedAccounts, _ date: String) -> [String] {
    accounts.statements.flatMap(\.statement.transactions).filter { "\($0.date)" == date }.map(\.id)
  }

  @Test func `the director's charge points at the order a month before`() throws {
    let accounts = try explain("statements/csv/director.csv")
    let finding = try #require(accounts.findings.first { $0.rule == "trial-converted" })
    #expect(finding.transactions == ids(accounts, "2018-06-11") + ids(accounts, "2018-07-11"))
    #expect(finding.message(.french).contains("Amazon Prime"))
    let advice = try #require(finding.advice)
    #expect(advice.card != .block)
    #expect(!advice.ask.isEmpty && !advice.steps.isEmpty)
    let charge = try #require(accounts.statements[0].explanations.last)
    #expect(charge.outcome != .unknown)
    let hypotheses = [charge.best] + charge.alternatives
    #expect(hypotheses.contains { $0.subscription?.id == "amazon/prime" })
    #expect(accounts.statements[0].explanations.allSatisfy { $0.advice.card != .block })
  }

  @Test func `the refund closes the director's case`() throws {
    let accounts = try explain("statements/csv/director-refunded.csv")
    let refunded = try #require(accounts.findings.first { $0.rule == "refunded" })
    #expect(refunded.transactions == ids(accounts, "2018-07-11") + ids(accounts, "2018-07-19"))
    let trial = try #require(accounts.findings.first { $0.rule == "trial-converted" })
    #expect(trial.severity == .note)
    #expect(trial.message(.english).contains("the case is closed"))
    #expect(accounts.streams.allSatisfy { $0.merchant.id != "amazon" || $0.status == .ended })
    #expect(accounts.findings.allSatisfy { $0.severity == .note })
  }

  @Test(arguments: ["FR", nil])
  func `the stolen card is to be blocked, and why`(country: String?) throws {
    let path = "\(Account.root)/corpus/statements/csv/stolen-card.csv"
    let accounts = Account.explain(try StatementFile.read(path: path), country: country)
    let testing = try #require(accounts.findings.first { $0.rule == "card-testing" })
    #expect(testing.severity == .error)
    #expect(testing.advice?.card == .block)
    #expect(!testing.against.isEmpty)
    #expect(testing.transactions.count == 5)
    let families = Set(testing.evidence.map(\.family)).filter(\.isFraudSign)
    #expect(families.count >= 2)
    let names = accounts.statements[0].explanations.map { $0.best.merchant?.name }
    #expect(names.contains("Zephyrbyte Apps"))
    // What is known stays what it is.
    for (line, explanation) in zip(
      accounts.statements[0].statement.transactions, accounts.statements[0].explanations)
    where line.date < Account.day("2025-03-17") {
      #expect(explanation.advice.card != .block)
    }
  }

  @Test(arguments: ["GB", "US"])
  func `a home shows in where the card was used`(home: String) {
    let life =
      home == "GB"
      ? ["TESCO STORES 3345 LEEDS", "GREGGS 0231 LEEDS", "BOOTS 1122 LEEDS"]
      : [
        "WHOLEFDS MKT 10234 AUSTIN TX", "SOUTHWES 5262412345 DALLAS TX",
        "CVS/PHARMACY #01122 AUSTIN TX",
      ]
    let accounts = Account.explain(
      life.enumerated().map { "2025-02-0\($0 + 1) -18.25 \($1)" } + [
        "2025-03-17 -1.00 QUILLON GIVING FUND VILNIUS LT",
        "2025-03-17 -0.99 ZEPHYRBYTE APPS SOFIA BG",
        "2025-03-17 -1.50 OLVEDA MEDIA NICOSIA CY", "2025-03-18 -849.00 KRYNOX LUXTRADE JAKARTA ID",
        "2025-03-18 -500.00 VELTRIQ GIFT CODES LAGOS NG",
      ], country: nil, currency: nil)
    let alarms = accounts.findings.filter {
      $0.rule == "card-testing" || $0.rule == "first-foreign-burst"
    }
    #expect(alarms.count == 2)
    // Two findings on one card never say two things of it.
    #expect(alarms.allSatisfy { $0.advice?.card == .block && $0.severity == .error })
  }

  @Test func `one sign alone blocks nothing`() {
    let accounts = Account.explain([
      "2025-02-01 -31.20 CARTE CARREFOUR MARKET",
      "2025-03-03 -1.00 CARTE QUILLON GIVING FUND",
      "2025-03-03 -0.87 CARTE ZEPHYRBYTE APPS",
      "2025-03-04 -1.32 CARTE OLVEDA MEDIA",
    ])
    #expect(accounts.findings.contains { $0.rule == "card-testing" })
    #expect(accounts.findings.allSatisfy { $0.advice?.card != .block && $0.severity != .error })
  }

  @Test(arguments: ["ordinary-life.csv", "english-year.csv"])
  func `ordinary life is quiet`(name: String) throws {
    let accounts = try explain("quiet/\(name)")
    #expect(accounts.findings.filter { $0.severity > .note } == [])
    #expect(accounts.streams.filter { $0.subscription != nil } == [])
    #expect(accounts.streams == [])
  }

  @Test func `alerts hold on their own examples`() {
    let tester = AlertTester(Account.engine)
    #expect(tester.failures == [])
    #expect(tester.count >= 26)
  }
}
