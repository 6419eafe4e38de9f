public import DescryCore

/// Events to come as a calendar (RFC 5545, iCalendar), each an all-day event with a reminder.
public struct StatementCalendar: Sendable {
  let language: Language

  /// A renderer.
  public init(_ language: Language) { self.language = language }

  /// The calendar; `today` is its time stamp, so the same input gives the same bytes.
  public func render(_ events: [ScheduledEvent], today: CalendarDate) -> String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0",
      "PRODID:-//Descry//Descry//\(language.rawValue.uppercased())",
      "CALSCALE:GREGORIAN",
      "NAME:" + escape(language == .french ? "Abonnements" : "Subscriptions"),
    ]
    for event in events { lines += self.event(event, stamp: "\(basic(today))T000000Z") }
    lines.append("END:VCALENDAR")
    return lines.map { fold($0) + "\r\n" }.joined()
  }

  private func event(_ event: ScheduledEvent, stamp: String) -> [String] {
    let identity = [
      event.kind.rawValue, event.merchant.id ?? event.merchant.name, event.subscription?.id ?? "",
      event.transactions.first ?? "", "\(event.date)",
    ].joined(separator: "|")
    var lines = [
      "BEGIN:VEVENT", "UID:\(Self.hash(identity))@descry", "DTSTAMP:\(stamp)",
      "DTSTART;VALUE=DATE:\(basic(event.date))",
      "DTEND;VALUE=DATE:\(basic(event.date.adding(days: 1)))",
      "SUMMARY:" + escape(EventText(language).summary(event)),
      "DESCRIPTION:" + escape(EventText(language).details(event)), "TRANSP:TRANSPARENT",
    ]
    if let url = event.cancelURL { lines.append("URL:\(url)") }
    lines += [
      "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P3D",
      "DESCRIPTION:" + escape(EventText(language).summary(event)), "END:VALARM", "END:VEVENT",
    ]
    return lines
  }

  private func basic(_ date: CalendarDate) -> String { "\(date)".filter { $0 != "-" } }

  /// RFC 5545, 3.3.11.
  private func escape(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\", ";", ",": escaped += "\\\(character)"
      case "\n", "\r\n": escaped += "\\n"
      case "\r": break
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// Lines of at most 75 bytes, never cut inside a character (RFC 5545, 3.1).
  private func fold(_ line: String) -> String {
    var folded = ""
    var width = 0
    for character in line {
      let size = character.utf8.count
      if width + size > 75 {
        folded += "\r\n "
        width = 1
      }
      folded.append(character)
      width += size
    }
    return folded
  }

  /// FNV-1a: the same event has the same id in every export, so calendars update it.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
