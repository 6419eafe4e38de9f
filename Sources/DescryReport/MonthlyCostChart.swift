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
  static func bars(_ charges: [(date: CalendarDate, amount: Amount)]) -> [Bar] {
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

  func write(_ bars: [Bar], _ currency: Currency?, to page: inout HTMLWriter) {
    // The last three years: more bars than that cannot be read.
    let bars = bars.suffix(36)
    guard let most = bars.map(\.amount).max(), most.approximate > 0 else { return }
    let step = 22.0
    let height = 120.0
    let width = max(240, Double(bars.count) * step + 8)
    let highest = PersonText.money(most, currency, language)
    let name = language.say(
      "Cost of subscriptions by month, at most \(highest)",
      "Coût des abonnements par mois, au plus \(highest)")
    page.element("figure") { page in
      page.element(
        "svg", ("viewBox", "0 0 \(number(width)) \(number(height + 26))"),
        ("width", number(width)), ("height", number(height + 26)), ("role", "img"),
        ("aria-label", name)
      ) { page in
        for (place, bar) in bars.enumerated() {
          let tall = bar.amount.approximate / most.approximate * height
          let x = 4 + Double(place) * step
          let month = PersonText.month(bar.year, bar.month, language)
          page.element(
            "rect", ("class", "bar"), ("x", number(x)), ("y", number(height - tall + 4)),
            ("width", number(step - 6)), ("height", number(tall))
          ) {
            $0.element(
              "title", text: "\(month): " + PersonText.money(bar.amount, currency, language))
          }
          // Labels need some bars between them: the ends, and each January that is not near one.
          let isLast = place == bars.count - 1 && place >= 5
          let isYear = bar.month == 1 && place >= 3 && place <= bars.count - 4
          guard place == 0 || isYear || isLast else { continue }
          page.element(
            "text", ("x", number(isLast ? x + step - 6 : x)), ("y", number(height + 20)),
            ("class", isLast ? "axis end" : "axis"), text: isYear ? "\(bar.year)" : month)
        }
      }
      page.element("figcaption", text: name)
    }
  }

  private func number(_ value: Double) -> String {
    "\(Amount(units: Int64((value * 10).rounded()), scale: 1))"
  }
}
