import Descry
import DescryCore
import Testing

@Suite struct BadInputTests {
  @Test func `a missing currency is no obstacle`() {
    let lines = Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-14", count: 3)
    let stream = Account.explain(lines, currency: nil).streams.first
    #expect(stream?.transactions.count == 3)
    #expect(stream?.currency == nil)
  }

  @Test func `dates out of order are put in order`() {
    let lines = Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-14", count: 4)
    let forwards = Account.explain(lines).streams
    let backwards = Account.explain(Array(lines.reversed())).streams
    #expect(forwards.map(\.first) == backwards.map(\.first))
    #expect(backwards.first?.transactions == ["4", "3", "2", "1"])
  }

  @Test func `overlapping files count once`() {
    let lines = Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-14", count: 4)
    let whole = Account.statement(lines, account: "A")
    var late = Account.statement(lines, account: "A", file: "late.csv")
    late.transactions.removeFirst(2)
    let accounts = Account.explain([whole, late])
    #expect(accounts.repeated == 2)
    #expect(accounts.streams.map(\.transactions.count) == [4])
    #expect(accounts.findings.allSatisfy { $0.rule != "duplicate-charge" })
    #expect(accounts.statements.map(\.explanations.count) == [4, 2])
  }

  @Test func `two accounts stay apart`() {
    let lines = Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-14", count: 4)
    let accounts = Account.explain([
      Account.statement(lines, account: "A"), Account.statement(lines, account: "B"),
    ])
    #expect(accounts.repeated == 0)
    #expect(accounts.streams.map(\.account) == ["A", "B"])
    #expect(accounts.findings.allSatisfy { $0.rule != "duplicate-subscription" })
  }

  @Test func `a statement of one line, and of none`() {
    #expect(Account.explain(["2025-01-14 -12.00 CARTE LIBRAIRIE DU LAC"]).streams.isEmpty)
    let accounts = Account.explain([Account.statement([])])
    #expect(accounts.streams.isEmpty && accounts.findings.isEmpty)
    #expect(accounts.statements.count == 1)
  }

  @Test func `a year with a hole joins what is left`() {
    let lines =
      Account.monthly("NETFLIX.COM", "-13.49", from: "2024-01-14", count: 4)
      + Account.monthly("NETFLIX.COM", "-13.49", from: "2024-08-14", count: 4)
    let streams = Account.explain(lines).streams
    #expect(streams.flatMap(\.transactions).count == 8)
  }

  @Test func `zero amounts are no charges`() {
    let lines = Account.monthly("NETFLIX.COM", "0.00", from: "2025-01-14", count: 4)
    #expect(Account.explain(lines).streams.isEmpty)
  }

  @Test func `a thousand charges on one day`() {
    let lines = (0..<1_000).map { "2025-01-14 -9.99 CARTE EDITIONS NORD \($0)" }
    let accounts = Account.explain(lines)
    #expect(accounts.streams.isEmpty)
    #expect(accounts.statements[0].explanations.count == 1_000)
  }

  @Test func `amounts and days at the ends of what can be written`() {
    var statement = Account.statement([
      "0001-01-01 -9223372036854775807 CARTE ANCIEN",
      "9999-12-31 -9223372036854775807 CARTE ANCIEN",
      "9999-12-31 9223372036854775807 AVOIR ANCIEN", "9999-12-31 -0.01 NETFLIX.COM",
      "9999-12-31 -14.99 NETFLIX.COM",
    ])
    statement.transactions[0].amount = Amount(units: .min + 1, scale: 9)
    #expect(Account.explain([statement]).statements[0].explanations.count == 5)
  }

  @Test func `a reverted line never was charged`() {
    var statement = Account.statement(
      Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-14", count: 3))
    for index in statement.transactions.indices { statement.transactions[index].status = .reverted }
    #expect(Account.explain([statement]).streams.isEmpty)
  }

  @Test func `a currency that is missing on some lines only splits nothing else`() {
    var statement = Account.statement(
      Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-14", count: 6)
        + ["2025-06-20 -20.00 CARTE LIBRAIRIE DU LAC"])
    statement.transactions[2].currency = nil
    let accounts = Account.explain([statement])
    #expect(accounts.statements[0].explanations.count == 7)
    #expect(accounts.streams.contains { $0.currency == .eur && $0.transactions.count >= 5 })
  }

  @Test func `zero and tiny lines among charges stay lines`() {
    let accounts = Account.explain(
      ["2025-01-10 0.00 NETFLIX.COM"]
        + Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-14", count: 4)
        + ["2025-03-01 0.00 CARTE CARREFOUR MARKET", "2025-03-01 0.00 AVOIR CARREFOUR MARKET"])
    #expect(accounts.statements[0].explanations.count == 7)
    #expect(accounts.streams.map(\.transactions.count) == [4])
    #expect(accounts.findings.allSatisfy { $0.severity == .note })
  }

  @Test func `a thousand charges on one day hide no subscription`() {
    let same = (0..<1_000).map {
      "2025-03-14 -\(10 + $0 % 89).\(10 + $0 % 87) CARTE AMAZON EU SARL"
    }
    let accounts = Account.explain(
      same + Account.monthly("AMAZON PRIME*K28Q41", "-6.99", from: "2025-01-14", count: 4))
    #expect(accounts.streams.map(\.subscription?.id) == ["amazon/prime"])
    #expect(accounts.findings.allSatisfy { $0.severity < .error })
  }
}
