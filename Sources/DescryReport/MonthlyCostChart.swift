internal import DescryCore

/// What subscriptions cost month by month, as bars (SVG), one chart a currency.
struct MonthlyCostChart: Sendable {
  let language: Language

  /// A month's total.
  struct Bar: Sendable, Hashable {
    let year: Int
    let month: Int
    var amount: Amount
  }

  /// The charges of all streams, summed by month; months without any stand with zero.
  static func bars(
    _ charges: [(date: CalendarDate, amount: Amount)]
  ) -> [Bar] {
    guard let first = charges.map(\.date).min(), let last = charges.map(\.date).max() else {
      return []
    }
    func index(_ date: CalendarDate) -> Int { date.year * 12 + date.month - 1 }
    // A century of months bounds what a wrong date can cost.
    let start = max(index(first), index(last) - 1_199)
    var bars = (start...index(last)).map { Bar(year: $0 / 12, month: $0 % 12 + 1, amount: .zero) }
    for charge in charges where index(charge.date) >= start {
      let place = index(charge.date) - start
      bars[place].amount =
        bars[place].amount.adding(charge.amount.magnitude) ?? bars[place].amount
    }
    return bars
  }

  func render(_ bars: [Bar], _ currency: Currency?) -> HTMLText {
    // The last three years: more bars than that cannot be read.
    let bars = bars.suffix(36)
    guard let most = bars.map(\.amount.approximate).max(), most > 0 else { return .none }
    let step = 22.0
    let height = 120.0
    let width = max(240, Double(bars.count) * step + 8)
    var parts: [HTMLText] = []
    for (place, bar) in bars.enumerated() {
      let tall = bar.amount.approximate / most * height
      let x = 4 + Double(place) * step
      let label =
        "\(PersonText.month(bar.year, bar.month, language)): "
        + PersonText.money(bar.amount, currency, language)
      parts.append(
        .tag(
          "rect",
          [
            ("class", "bar"), ("x", number(x)), ("y", number(height - tall + 4)),
            ("width", number(step - 6)), ("height", number(tall)),
          ], .tag("title", [], HTMLText(label))))
      // Labels need some bars between them: the ends, and each January that is not near one.
      let isLast = place == bars.count - 1 && place >= 5
      let isYear = bar.month == 1 && place >= 3 && place <= bars.count - 4
      if place == 0 || isYear || isLast {
        parts.append(
          .tag(
            "text",
            [
              ("x", number(isLast ? x + step - 6 : x)), ("y", number(height + 20)),
              ("class", isLast ? "axis end" : "axis"),
            ],
            HTMLText(
              isYear
                ? "\(bar.year)" : PersonText.month(bar.year, bar.month, language))))
      }
    }
    let name =
      language == .french
      ? "Coût des abonnements par mois, au plus \(PersonText.money(bars.map(\.amount).max() ?? .zero, currency, language))"
      : "Cost of subscriptions by month, at most \(PersonText.money(bars.map(\.amount).max() ?? .zero, currency, language))"
    return .tag(
      "figure", [],
      .tag(
        "svg",
        [
          ("viewBox", "0 0 \(number(width)) \(number(height + 26))"),
          ("width", number(width)), ("height", number(height + 26)), ("role", "img"),
          ("aria-label", name),
        ], .joined(parts)),
      .tag("figcaption", [], HTMLText(name)))
  }

  private func number(_ value: Double) -> String {
    "\(Amount(units: Int64((value * 10).rounded()), scale: 1))"
  }
}
