/// How often a plan or a recurring stream is charged.
public enum BillingPeriod: String, Sendable, Hashable, CaseIterable, Comparable {
  case week
  case fortnight
  case fourWeeks = "four-weeks"
  case month
  case twoMonths = "two-months"
  case quarter
  case halfYear = "half-year"
  case year

  /// How many charges a year of 365 days holds, for yearly costs.
  public var chargesPerYear: Int {
    switch self {
    case .week: 52
    case .fortnight: 26
    case .fourWeeks: 13
    case .month: 12
    case .twoMonths: 6
    case .quarter: 4
    case .halfYear: 2
    case .year: 1
    }
  }

  /// The day of the charge after one on `date`.
  public func next(after date: CalendarDate) -> CalendarDate {
    switch self {
    case .week: date.adding(days: 7)
    case .fortnight: date.adding(days: 14)
    case .fourWeeks: date.adding(days: 28)
    case .month: date.adding(months: 1)
    case .twoMonths: date.adding(months: 2)
    case .quarter: date.adding(months: 3)
    case .halfYear: date.adding(months: 6)
    case .year: date.adding(months: 12)
    }
  }

  /// The shorter period first.
  public static func < (left: BillingPeriod, right: BillingPeriod) -> Bool {
    left.chargesPerYear > right.chargesPerYear
  }
}
