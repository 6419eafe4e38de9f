import Descry
import DescryCore
import Testing

/// Bills that a person pays: the days wander, a month is paid late and two at once.
@Suite struct HandPaidBillTests {
  private func streams(_ lines: [String]) -> [RecurringStream] {
    Account.explain(lines, country: "GB", currency: Currency("GBP")).streams
  }

  @Test func `wandering days of one bill are one monthly stream`() throws {
    let bills = Account.charges(
      "VODAFONE",
      [
        ("2025-01-07", "-211.58"), ("2025-01-29", "-196.70"), ("2025-03-09", "-203.28"),
        ("2025-04-14", "-198.48"), ("2025-05-06", "-215.37"), ("2025-06-19", "-208.92"),
        ("2025-07-10", "-230.46"), ("2025-09-08", "-425.62"), ("2025-10-17", "-207.15"),
        ("2025-11-11", "-213.74"),
      ])
    let found = streams(bills)
    #expect(found.map(\.every) == [.month])
    #expect(try #require(found.first).transactions.count >= 9)
  }

  @Test func `top-ups whenever they are needed are no bill`() {
    let days = [
      "2025-01-03", "2025-01-05", "2025-01-29", "2025-02-02", "2025-02-03", "2025-04-20",
      "2025-04-22", "2025-06-30", "2025-07-01", "2025-07-19", "2025-09-30",
    ]
    let sums = ["-10.00", "-25.00", "-5.00", "-14.99", "-85.00"]
    let found = streams(
      Account.charges(
        "EE LIMITED 4283", days.enumerated().map { ($1, sums[$0 % sums.count]) }))
    #expect(found.filter { $0.every <= .twoMonths }.isEmpty, "\(found)")
  }

  @Test func `days that wander do not make a shop's orders a bill`() {
    let orders = Account.charges(
      "ATELIER GIVRE",
      [
        ("2025-01-07", "-41.58"), ("2025-01-29", "-46.70"), ("2025-03-09", "-43.28"),
        ("2025-04-14", "-48.48"), ("2025-05-06", "-45.37"), ("2025-06-19", "-42.92"),
        ("2025-07-10", "-40.46"), ("2025-08-08", "-45.62"),
      ])
    #expect(streams(orders).isEmpty)
  }
}
