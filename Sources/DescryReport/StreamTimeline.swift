internal import DescryCore

/// The charges of one stream along the statement's days, as dots (SVG), with the next one hollow.
struct StreamTimeline: Sendable {
  let language: Language
  /// The days that all timelines of a report share, so that they can be compared.
  let from: CalendarDate
  /// See `from`.
  let to: CalendarDate

  func render(
    _ charges: [(date: CalendarDate, amount: Amount)], next: CalendarDate?, _ currency: Currency?
  ) -> HTMLText {
    let width = 560.0
    let days = max(1, Double(from.days(until: to)))
    func x(_ date: CalendarDate) -> String {
      number(8 + Double(from.days(until: min(max(date, from), to))) / days * (width - 16))
    }
    var parts: [HTMLText] = [
      .tag(
        "line",
        [("class", "rail"), ("x1", "8"), ("y1", "12"), ("x2", number(width - 8)), ("y2", "12")])
    ]
    var former: Amount?
    for charge in charges {
      let changed = former.map { $0 != charge.amount } ?? false
      former = charge.amount
      parts.append(
        .tag(
          "circle",
          [
            ("class", changed ? "dot changed" : "dot"), ("cx", x(charge.date)), ("cy", "12"),
            ("r", "5"),
          ],
          .tag(
            "title", [],
            HTMLText(
              "\(PersonText.day(charge.date, language)): "
                + PersonText.money(charge.amount, currency, language)))))
    }
    if let next {
      parts.append(
        .tag(
          "circle",
          [("class", "dot next"), ("cx", x(next)), ("cy", "12"), ("r", "4.5")],
          .tag("title", [], HTMLText(PersonText.day(next, language)))))
    }
    let name =
      language == .french
      ? "\(charges.count) débits du \(PersonText.day(charges.first?.date ?? from, language)) au \(PersonText.day(charges.last?.date ?? to, language))"
      : "\(charges.count) charges from \(PersonText.day(charges.first?.date ?? from, language)) to \(PersonText.day(charges.last?.date ?? to, language))"
    return .tag(
      "svg",
      [
        ("viewBox", "0 0 \(number(width)) 24"), ("class", "timeline"), ("role", "img"),
        ("aria-label", name),
      ], .joined(parts))
  }

  private func number(_ value: Double) -> String {
    "\(Amount(units: Int64((value * 10).rounded()), scale: 1))"
  }
}
