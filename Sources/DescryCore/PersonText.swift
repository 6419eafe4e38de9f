/// Money, days and periods as a person of a language writes them: one wording for all that speaks.
public enum PersonText {
  /// `49,90 €` in French, `€49.90` in English; currencies without a common sign keep their letters.
  public static func money(_ money: Money, _ language: Language) -> String {
    let plain = grouped(money.amount.magnitude.description, language)
    let minus = money.amount.isNegative ? "-" : ""
    let sign = signs[money.currency.code]
    switch language {
    case .french: return "\(minus)\(plain)\u{A0}\(sign ?? money.currency.code)"
    case .english:
      return sign.map { "\(minus)\($0)\(plain)" } ?? "\(minus)\(plain)\u{A0}\(money.currency.code)"
    }
  }

  /// An amount whose currency may not be known.
  public static func money(_ amount: Amount, _ currency: Currency?, _ language: Language) -> String
  {
    if let currency { return money(Money(amount, currency), language) }
    return (amount.isNegative ? "-" : "") + grouped(amount.magnitude.description, language)
  }

  /// `3 juillet 2018` in French, `3 July 2018` in English.
  public static func day(_ date: CalendarDate, _ language: Language) -> String {
    let month = (language == .french ? frenchMonths : englishMonths)[date.month - 1]
    let day = language == .french && date.day == 1 ? "1er" : "\(date.day)"
    return "\(day) \(month) \(date.year)"
  }

  /// An amount in both languages; see `money`.
  public static func money(_ amount: Amount, _ currency: Currency?) -> LocalizedText {
    LocalizedText(
      en: money(amount, currency, .english), fr: money(amount, currency, .french))
  }

  /// A day in both languages; see `day`.
  public static func day(_ date: CalendarDate) -> LocalizedText {
    LocalizedText(en: day(date, .english), fr: day(date, .french))
  }

  /// A day or a span of days, as an adverb: `on 3 March 2025`, `from 3 March 2025 to 5 March 2025`.
  public static func span(_ first: CalendarDate, _ last: CalendarDate) -> LocalizedText {
    let (from, to) = (day(first), day(last))
    guard first != last else {
      return LocalizedText(en: "on \(from(.english))", fr: "le \(from(.french))")
    }
    return LocalizedText(
      en: "from \(from(.english)) to \(to(.english))", fr: "du \(from(.french)) au \(to(.french))")
  }

  /// How often in both languages; see `period`.
  public static func period(_ period: BillingPeriod) -> LocalizedText {
    LocalizedText(en: self.period(period, .english), fr: self.period(period, .french))
  }

  /// How often, behind an amount: `a month`.
  public static func period(_ period: BillingPeriod, _ language: Language) -> String {
    let french = language == .french
    return switch period {
    case .week: french ? "par semaine" : "a week"
    case .fortnight: french ? "par quinzaine" : "a fortnight"
    case .fourWeeks: french ? "toutes les quatre semaines" : "every four weeks"
    case .month: french ? "par mois" : "a month"
    case .twoMonths: french ? "tous les deux mois" : "every two months"
    case .quarter: french ? "par trimestre" : "a quarter"
    case .halfYear: french ? "par semestre" : "every half year"
    case .year: french ? "par an" : "a year"
    }
  }

  /// `de Netflix`, `d'Amazon`: French for whose or of what something is.
  public static func de(_ name: String) -> String {
    "de {name}".filled(in: .french) { _ in name }
  }

  /// `juil. 2018`, to stand under a bar of a chart.
  public static func month(_ year: Int, _ month: Int, _ language: Language) -> String {
    let name = (language == .french ? shortFrenchMonths : shortEnglishMonths)[month - 1]
    return "\(name) \(year)"
  }

  private static func grouped(_ plain: String, _ language: Language) -> String {
    let digits = plain.utf8
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
    var left = digits.distance(from: digits.startIndex, to: point)
    var text = ""
    for digit in digits[..<point] {
      text.unicodeScalars.append(Unicode.Scalar(digit))
      left -= 1
      if left > 0, left.isMultiple(of: 3) { text += language == .french ? "\u{202F}" : "," }
    }
    guard point < digits.endIndex else { return text }
    return text + (language == .french ? "," : ".") + plain[digits.index(after: point)...]
  }

  private static let signs = [
    "EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "INR": "₹", "KRW": "₩", "ILS": "₪",
  ]
  private static let frenchMonths = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let shortFrenchMonths = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
  ]
  private static let shortEnglishMonths = [
    "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
