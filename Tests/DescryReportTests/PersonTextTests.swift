import DescryCore
import DescryReport
import Testing

@Suite struct PersonTextTests {
  @Test(arguments: [
    ("1234567.80 EUR", "1\u{202F}234\u{202F}567,80\u{A0}€", "€1,234,567.80"),
    ("-0.50 GBP", "-0,50\u{A0}£", "-£0.50"),
    ("12.00 CHF", "12,00\u{A0}CHF", "12.00\u{A0}CHF"),
    ("900 JPY", "900\u{A0}¥", "¥900"),
  ])
  func moneyIsWrittenAsPeopleWriteIt(money: String, french: String, english: String) throws {
    let money = try #require(Money(money))
    #expect(PersonText.money(money, .french) == french)
    #expect(PersonText.money(money, .english) == english)
  }

  @Test func daysAreWrittenAsPeopleWriteThem() throws {
    let day = try #require(CalendarDate("2026-08-01"))
    #expect(PersonText.day(day, .french) == "1er août 2026")
    #expect(PersonText.day(day, .english) == "1 August 2026")
  }
}
