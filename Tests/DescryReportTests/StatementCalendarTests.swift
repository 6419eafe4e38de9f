import DescryCore
import DescryReport
import Testing

@Suite struct StatementCalendarTests {
  private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  private func renewal(name: String = "Exemple Vidéo, Plus") throws -> ScheduledEvent {
    ScheduledEvent(
      kind: .renewal, date: try day("2026-12-03"), merchant: CatalogueName(id: "ex", name: name),
      subscription: nil, amount: Amount("9.99"), currency: .eur, every: .month,
      transactions: ["a1"],
      cancelURL: "https://video.example/end",
      cancelPath: LocalizedText(en: "Account; then Cancel", fr: "Compte ; puis Résilier"))
  }

  @Test func anEventLastsItsDayAndWarnsBefore() throws {
    let text = StatementCalendar(.french).render([try renewal()], today: try day("2026-11-25"))
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
    #expect(text.hasSuffix("END:VCALENDAR\r\n"))
    #expect(text.contains("DTSTART;VALUE=DATE:20261203\r\n"))
    #expect(text.contains("DTEND;VALUE=DATE:20261204\r\n"))
    #expect(text.contains("TRIGGER:-P3D\r\n"))
    #expect(text.contains("SUMMARY:Exemple Vidéo\\, Plus se renouvelle : 9\\,99\u{A0}€\r\n"))
  }

  @Test func linesAreFoldedAtSeventyFiveBytesWithoutCuttingACharacter() throws {
    let name = String(repeating: "é", count: 90)
    let text = StatementCalendar(.english).render(
      [try renewal(name: name)], today: try day("2026-11-25"))
    // Swift takes "\r\n" for one character.
    for line in text.split(separator: "\r\n") { #expect(line.utf8.count <= 75) }
    #expect(text.replacing("\r\n ", with: "").contains(name))
  }

  @Test func theSameEventHasTheSameIdentityOnAnotherDay() throws {
    func uid(_ today: String) throws -> Substring? {
      StatementCalendar(.english).render([try renewal()], today: try day(today))
        .split(separator: "\r\n").first { $0.hasPrefix("UID:") }
    }
    #expect(try uid("2026-11-25") == uid("2026-11-26"))
  }
}
