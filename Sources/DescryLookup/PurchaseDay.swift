public import DescryCore

extension ParsedDescriptor {
  /// The day of purchase that a card's line prints; nil when it prints none, or one that cannot be
  /// that of a line booked on `booked`.
  ///
  /// Banks book a purchase some days later, and those of a card with deferred debit all on one day at
  /// the month's end: only the printed day then tells when somebody paid.
  public func purchaseDay(booked: CalendarDate) -> CalendarDate? {
    guard rail == .card || rail == .cash else { return nil }
    let printed = date ?? dayAndMonth.flatMap { Self.last($0.day, $0.month, until: booked) }
    guard let printed, Self.delays.contains(printed.days(until: booked)) else { return nil }
    return printed
  }

  /// How many days after a purchase it is booked: a month of deferral and some days before it.
  private static let delays = 0...45

  private static func last(_ day: Int, _ month: Int, until end: CalendarDate) -> CalendarDate? {
    guard let this = CalendarDate(year: end.year, month: month, day: day) else { return nil }
    return this <= end ? this : CalendarDate(year: end.year - 1, month: month, day: day)
  }
}
