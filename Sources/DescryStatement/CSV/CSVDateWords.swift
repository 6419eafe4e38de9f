import DescryCore

/// Why days are read in an order, in words.
extension CSVDateFormat {
  /// `dates are day/month/year: amounts have a decimal comma`.
  func because(en english: String, fr french: String) -> LocalizedText {
    let order: (en: String, fr: String) =
      switch self {
      case .dayFirst: ("day/month/year", "jour/mois/année")
      case .monthFirst: ("month/day/year", "mois/jour/année")
      case .yearFirst: ("year/month/day", "année/mois/jour")
      }
    return LocalizedText(
      en: "dates are \(order.en): \(english)", fr: "les dates sont \(order.fr) : \(french)")
  }
}

extension CSVDateOrder.Verdict {
  /// An order, with what shows it.
  static func decided(_ format: CSVDateFormat, en english: String, fr french: String) -> Self {
    .decided(format, format.because(en: english, fr: french))
  }
}

extension ReadingOptions.DateOrder {
  var format: CSVDateFormat {
    switch self {
    case .dmy: .dayFirst
    case .mdy: .monthFirst
    case .ymd: .yearFirst
    }
  }

  /// That the user said so.
  var says: LocalizedText {
    LocalizedText(
      en: "dates are \(rawValue), as said by the user",
      fr: "les dates sont \(rawValue), comme l'utilisateur l'a dit")
  }
}
