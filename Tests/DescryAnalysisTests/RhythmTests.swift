import DescryCore
import Testing

@testable import DescryAnalysis

@Suite struct RhythmTests {
  @Test(arguments: [
    (BillingPeriod.month, 28, 1), (.month, 31, 1), (.month, 35, 1), (.month, 61, 2),
    (.year, 355, 1), (.year, 376, 1), (.quarter, 92, 1), (.week, 7, 1), (.week, 14, 2),
  ])
  func `a gap is so many cycles`(period: BillingPeriod, days: Int, cycles: Int) {
    #expect(Rhythm.of(period).cycles(in: days) == cycles)
  }

  @Test(arguments: [
    (BillingPeriod.month, 20), (.month, 44), (.year, 330), (.year, 500), (.week, 4),
    (.quarter, 130),
    (.month, 0), (.week, 0), (.month, 100_000),
  ])
  func `a gap between cycles is none`(period: BillingPeriod, days: Int) {
    #expect(Rhythm.of(period).cycles(in: days) == nil)
  }
}
