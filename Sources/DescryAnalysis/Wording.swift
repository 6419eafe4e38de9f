internal import DescryCore

/// Words that several findings share.
enum Wording {
  /// How often, inside a sentence.
  static func every(_ period: BillingPeriod) -> LocalizedText {
    switch period {
    case .week: LocalizedText(en: "a week", fr: "par semaine")
    case .fortnight: LocalizedText(en: "a fortnight", fr: "par quinzaine")
    case .fourWeeks: LocalizedText(en: "every four weeks", fr: "toutes les quatre semaines")
    case .month: LocalizedText(en: "a month", fr: "par mois")
    case .twoMonths: LocalizedText(en: "every two months", fr: "tous les deux mois")
    case .quarter: LocalizedText(en: "a quarter", fr: "par trimestre")
    case .halfYear: LocalizedText(en: "every half-year", fr: "par semestre")
    case .year: LocalizedText(en: "a year", fr: "par an")
    }
  }
}
