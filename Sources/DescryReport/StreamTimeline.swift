internal import DescryCore

/// The charges of one stream along the statement's days, as dots (SVG), with the next one hollow.
struct StreamTimeline: Sendable {
  let language: Language
  /// The days that all timelines of a report share, so that they can be compared.
  let from: CalendarDate
  /// See `from`.
  let to: CalendarDate

  func write(
    _ charges: [Transaction], next: CalendarDate?, _ currency: Currency?, to page: inout HTMLWriter
  ) {
    let width = 560.0
    let days = max(1, Double(from.days(until: to)))
    func x(_ date: CalendarDate) -> String {
      number(8 + Double(from.days(until: min(max(date, from), to))) / days * (width - 16))
    }
    page.element(
      "svg", ("viewBox", "0 0 \(number(width)) 24"), ("class", "timeline"), ("role", "img"),
      ("aria-label", name(charges))
    ) { page in
      page.element(
        "line", ("class", "rail"), ("x1", "8"), ("y1", "12"), ("x2", number(width - 8)),
        ("y2", "12"), text: "")
      var former: Amount?
      for charge in charges {
        page.markup("<circle class=\"dot")
        if former.map({ $0 != charge.amount }) == true { page.markup(" changed") }
        former = charge.amount
        page.markup("\" cx=\"")
        page.text(x(charge.date))
        page.markup("\" cy=\"12\" r=\"5\"><title>")
        page.text(PersonText.day(charge.date, language))
        page.markup(": ")
        page.text(PersonText.money(charge.amount, currency, language))
        page.markup("</title></circle>")
      }
      if let next {
        page.element(
          "circle", ("class", "dot next"), ("cx", x(next)), ("cy", "12"), ("r", "4.5")
        ) { $0.element("title", text: PersonText.day(next, language)) }
      }
    }
  }

  private func name(_ charges: [Transaction]) -> String {
    let first = PersonText.day(charges.first?.date ?? from, language)
    let last = PersonText.day(charges.last?.date ?? to, language)
    guard charges.count != 1 else {
      return language.say("1 charge on \(first)", "1 débit le \(first)")
    }
    return language.say(
      "\(charges.count) charges from \(first) to \(last)",
      "\(charges.count) débits du \(first) au \(last)")
  }

  private func number(_ value: Double) -> String {
    "\(Amount(units: Int64((value * 10).rounded()), scale: 1))"
  }
}
