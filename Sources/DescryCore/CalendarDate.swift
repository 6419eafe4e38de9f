/// A day of the Gregorian calendar, without a time or a time zone, as a bank books it.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// Year, month and day in the order of time: statements hold millions of days.
  @usableFromInline let packed: UInt32

  /// The year, 1 to 9999.
  @inlinable public var year: Int { Int(packed >> 9) }
  /// The month, 1 to 12.
  @inlinable public var month: Int { Int(packed >> 5 & 0x0F) }
  /// The day of the month, from 1.
  @inlinable public var day: Int { Int(packed & 0x1F) }

  /// A day, or nil when there is no such day (30 February).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    self.init(checked: year, month, day)
  }

  private init(checked year: Int, _ month: Int, _ day: Int) {
    // Arithmetic may leave the years that a text can write; it stops at their ends.
    let year = min(max(year, 0), 0x7F_FFFF)
    packed = UInt32(truncatingIfNeeded: year << 9 | month << 5 | day)
  }

  /// Reads `YYYY-MM-DD`; nil for any other form.
  public init?(_ text: some StringProtocol) { self.init(String(text)) }

  /// Reads `YYYY-MM-DD`; nil for any other form.
  public init?(_ text: String) {
    var text = text
    guard let (year, month, day) = text.withUTF8(Self.parts) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func parts(_ bytes: UnsafeBufferPointer<UInt8>) -> (Int, Int, Int)? {
    guard bytes.count == 10 else { return nil }
    var (year, month, day) = (0, 0, 0)
    for (index, byte) in bytes.enumerated() {
      if index == 4 || index == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let digit = Int(byte) - 0x30
      guard 0...9 ~= digit else { return nil }
      switch index {
      case ..<4: year = year * 10 + digit
      case ..<7: month = month * 10 + digit
      default: day = day * 10 + digit
      }
    }
    return (year, month, day)
  }

  /// The day with this number; see `dayNumber`.
  ///
  /// The inverse of Howard Hinnant's `days_from_civil`.
  public init(dayNumber: Int) {
    let z = dayNumber + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    self.init(
      checked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  /// Days since 1970-01-01, negative before.
  ///
  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  public var dayNumber: Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
  public var weekday: Int { ((dayNumber + 3) % 7 + 7) % 7 + 1 }

  /// The day so many days later (earlier when negative).
  public func adding(days: Int) -> CalendarDate { CalendarDate(dayNumber: dayNumber + days) }

  /// The same day so many months later, or the month's last day when it has no such day.
  public func adding(months: Int) -> CalendarDate {
    let index = year * 12 + (month - 1) + months
    let year = index >= 0 ? index / 12 : (index - 11) / 12
    let month = index - year * 12 + 1
    return CalendarDate(checked: year, month, min(day, Self.days(inMonth: month, of: year)))
  }

  /// How many days `other` is later than this day.
  public func days(until other: CalendarDate) -> Int { other.dayNumber - dayNumber }

  /// How many days a month has.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether both are the same day.
  @inlinable
  public static func == (left: CalendarDate, right: CalendarDate) -> Bool {
    left.packed == right.packed
  }

  /// The earlier day first.
  @inlinable
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.packed < right.packed
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    // Years of five digits come from arithmetic alone; they are rare enough for the slow way.
    guard year <= 9_999 else { return "\(year)-\(Self.two(month))-\(Self.two(day))" }
    return String(unsafeUninitializedCapacity: 10) { text in
      func put(_ number: Int, at place: Int, digits: Int) {
        var rest = number
        for offset in (0..<digits).reversed() {
          text.initializeElement(at: place + offset, to: UInt8(0x30 + rest % 10))
          rest /= 10
        }
      }
      put(year, at: 0, digits: 4)
      text.initializeElement(at: 4, to: UInt8(ascii: "-"))
      put(month, at: 5, digits: 2)
      text.initializeElement(at: 7, to: UInt8(ascii: "-"))
      put(day, at: 8, digits: 2)
      return 10
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
