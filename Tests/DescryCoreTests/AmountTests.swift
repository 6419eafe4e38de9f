import DescryCore
import Testing

@Suite("Amounts are exact decimals")
struct AmountTests {
  @Test(arguments: ["0", "-49.90", "6.9", "123456789.00001", "-0.05"])
  func printsWhatItRead(_ text: String) throws {
    #expect(try #require(Amount(text)).description == text)
  }

  @Test(arguments: ["", "-", ".", "1,5", "1 000", "1e3", "--1", "1.2.3", "99999999999999999999"])
  func refuses(_ text: String) {
    #expect(Amount(text) == nil)
  }

  @Test func equalityIgnoresTrailingZeros() {
    #expect(Amount("6.9") == Amount("6.90"))
    #expect(Amount("6.9")?.hashValue == Amount("6.90")?.hashValue)
    #expect(Amount("6.91") != Amount("6.90"))
  }

  @Test func sumsAcrossScales() throws {
    let sum = try #require(Amount("0.10")).adding(try #require(Amount("0.20001")))
    #expect(sum == Amount("0.30001"))
    #expect(try #require(Amount("-1.5")) < (try #require(Amount("-1.49"))))
  }

  @Test func rescalingNeverLosesDigits() throws {
    let amount = try #require(Amount("1.2345"))
    #expect(amount.rescaled(to: 2) == nil)
    #expect(amount.rescaled(to: 5)?.units == 123_450)
  }
}

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test func thereIsNoThirtiethOfFebruary() {
    #expect(CalendarDate(year: 2024, month: 2, day: 30) == nil)
    #expect(CalendarDate("2024-02-29") != nil)
    #expect(CalendarDate("2023-02-29") == nil)
    #expect(CalendarDate("2023-2-9") == nil)
  }

  @Test func dayNumbersRunOn() throws {
    var expected = try #require(CalendarDate("1899-12-31")).dayNumber
    for year in 1900...2100 {
      for month in 1...12 {
        for day in 1...CalendarDate.days(inMonth: month, of: year) {
          expected += 1
          let date = try #require(CalendarDate(year: year, month: month, day: day))
          try #require(date.dayNumber == expected)
          try #require(CalendarDate(dayNumber: expected) == date)
        }
      }
    }
    #expect(CalendarDate("1970-01-01")?.dayNumber == 0)
    #expect(CalendarDate("2026-11-24")?.weekday == 2)
  }

  @Test func monthsEndWhereTheyEnd() {
    #expect(CalendarDate("2024-01-31")?.adding(months: 1).description == "2024-02-29")
    #expect(CalendarDate("2024-03-31")?.adding(months: -13).description == "2023-02-28")
    #expect(CalendarDate("2018-06-10")?.adding(days: 30).description == "2018-07-10")
  }
}
