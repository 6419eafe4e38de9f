import DescryCore

/// Decides in which order a column writes days, from the whole column.
struct CSVDateOrder {
  private var count = 0
  private var settled = 0
  private var firstBeyondTwelve = 0
  private var secondBeyondTwelve = 0
  private var differing = 0
  private var dots = 0
  private var slashes = 0
  private var firstParts = Parts()
  private var secondParts = Parts()
  private var dayFirstRun = Run()
  private var monthFirstRun = Run()
  private var example: CSVWrittenDay?
  /// Whether some day is written without zeros before its numbers and with a short year.
  private(set) var isUnpadded = false

  /// How often neighbouring rows go forwards and backwards, and how far.
  private struct Run {
    var first: CalendarDate?
    var last: CalendarDate?
    var up = 0
    var down = 0
    var jumps = 0
    var isPossible = true

    mutating func add(_ date: CalendarDate?) {
      guard let date else {
        isPossible = false
        return
      }
      step(to: date)
      if first == nil { first = date }
      last = date
    }

    /// Adds the neighbours of the rows that follow.
    mutating func add(_ next: Run) {
      isPossible = isPossible && next.isPossible
      guard let nextFirst = next.first else { return }
      step(to: nextFirst)
      up += next.up
      down += next.down
      jumps += next.jumps
      first = first ?? nextFirst
      last = next.last
    }

    private mutating func step(to date: CalendarDate) {
      guard let last else { return }
      if date > last { up += 1 } else if date < last { down += 1 }
      if abs(last.days(until: date)) > 45 { jumps += 1 }
    }

    var isMonotonic: Bool { isPossible && min(up, down) == 0 && up + down > 1 }
    var turns: Int { min(up, down) }
  }

  /// What numbers stand in one place, and whether they only go from one to the next.
  private struct Parts {
    private var seen: UInt32 = 0
    private var first: Int?
    private var last: Int?
    private(set) var hasLeap = false

    mutating func add(_ number: Int) {
      if (0...31).contains(number) { seen |= 1 << UInt32(number) }
      step(to: number)
      if first == nil { first = number }
      last = number
    }

    /// Adds the numbers of the rows that follow.
    mutating func add(_ next: Parts) {
      guard let nextFirst = next.first else { return }
      step(to: nextFirst)
      seen |= next.seen
      hasLeap = hasLeap || next.hasLeap
      first = first ?? nextFirst
      last = next.last
    }

    private mutating func step(to number: Int) {
      if let last, abs(number - last) > 1 { hasLeap = true }
    }

    var variety: Int { seen.nonzeroBitCount }
  }

  mutating func add(_ day: CSVWrittenDay) {
    count += 1
    let (first, second, _) = day.parts
    let widths = day.widths
    if widths.0 == 4 || day.namedMonth != nil {
      settled += 1
      return
    }
    if widths.2 == 2, widths.0 == 1 || widths.1 == 1, day.mark == UInt8(ascii: "/") {
      isUnpadded = true
    }
    if first > 12 { firstBeyondTwelve += 1 }
    if second > 12 { secondBeyondTwelve += 1 }
    // What follows in time, and all else, counts only while no number says more.
    guard firstBeyondTwelve == 0, secondBeyondTwelve == 0 else { return }
    if first != second { differing += 1 }
    firstParts.add(first)
    secondParts.add(second)
    if example == nil || first != second && differing == 1 { example = day }
    if day.mark == UInt8(ascii: ".") { dots += 1 }
    if day.mark == UInt8(ascii: "/") { slashes += 1 }
    dayFirstRun.add(day.date(.dayFirst))
    monthFirstRun.add(day.date(.monthFirst))
  }

  /// Adds what the rows that follow show.
  mutating func add(_ next: CSVDateOrder) {
    // What counts only while no number says more is of no use as soon as one of them does.
    if next.differing > 0, differing == 0 { example = next.example }
    example = example ?? next.example
    count += next.count
    settled += next.settled
    firstBeyondTwelve += next.firstBeyondTwelve
    secondBeyondTwelve += next.secondBeyondTwelve
    differing += next.differing
    dots += next.dots
    slashes += next.slashes
    firstParts.add(next.firstParts)
    secondParts.add(next.secondParts)
    dayFirstRun.add(next.dayFirstRun)
    monthFirstRun.add(next.monthFirstRun)
    isUnpadded = isUnpadded || next.isUnpadded
  }

  /// Whether the days whose order is open are written with slashes.
  var isSlashed: Bool { slashes > 0 }

  enum Verdict {
    case decided(CSVDateFormat, LocalizedText?)
    /// Neither reading is ruled out; the two readings of an example.
    case open(example: String, dayFirst: String, monthFirst: String)
    case contradictory
  }

  /// The order; `hint` is what stands in for evidence when the column itself shows none.
  func verdict(hint: CSVDateHint?) -> Verdict {
    guard count > settled else { return .decided(.dayFirst, nil) }
    switch (firstBeyondTwelve, secondBeyondTwelve) {
    case (let first, 0) where first > 0:
      return .decided(
        .dayFirst, en: "\(first) of \(count) have a first number above 12",
        fr: "\(first) sur \(count) ont un premier nombre au-dessus de 12")
    case (0, let second) where second > 0:
      return .decided(
        .monthFirst, en: "\(second) of \(count) have a second number above 12",
        fr: "\(second) sur \(count) ont un second nombre au-dessus de 12")
    case (0, 0): break
    case (let first, let second):
      // Two-digit years may come first: 18-07-03.
      return first == count - settled && second > 0
        ? .decided(
          .yearFirst, en: "every first number is above 12",
          fr: "chaque premier nombre est au-dessus de 12")
        : .contradictory
    }
    if differing == 0 { return .decided(.dayFirst, nil) }
    if dots == count - settled {
      return .decided(
        .dayFirst,
        LocalizedText(
          en: "dates are day.month.year: only they are written with points",
          fr: "les dates sont jour.mois.année : elles seules s'écrivent avec des points"))
    }
    if dayFirstRun.isMonotonic != monthFirstRun.isMonotonic {
      return dayFirstRun.isMonotonic
        ? .decided(
          .dayFirst, en: "only so do the rows follow in time",
          fr: "les lignes ne se suivent qu'ainsi")
        : .decided(
          .monthFirst, en: "only so do the rows follow in time",
          fr: "les lignes ne se suivent qu'ainsi")
    }
    // Two or three jumps happen in any file.
    let jumps = max(dayFirstRun.jumps, monthFirstRun.jumps) > 3
    if jumps, dayFirstRun.jumps * 2 < monthFirstRun.jumps, dayFirstRun.turns <= monthFirstRun.turns
    {
      return .decided(
        .dayFirst, en: "read otherwise, the rows jump by months",
        fr: "lues autrement, les lignes sautent de mois en mois")
    }
    if jumps, monthFirstRun.jumps * 2 < dayFirstRun.jumps, monthFirstRun.turns <= dayFirstRun.turns
    {
      return .decided(
        .monthFirst, en: "read otherwise, the rows jump by months",
        fr: "lues autrement, les lignes sautent de mois en mois")
    }
    // Rows of one month share its number. Rows of one day of every month would share theirs, but go
    // from month to month without a leap.
    let isInOrder = dayFirstRun.isMonotonic && monthFirstRun.isMonotonic
    if isInOrder, secondParts.variety == 1, firstParts.variety > 2, firstParts.hasLeap {
      return .decided(
        .dayFirst, en: "only so are all rows of one month",
        fr: "ainsi seulement toutes les lignes sont d'un même mois")
    }
    if isInOrder, firstParts.variety == 1, secondParts.variety > 2, secondParts.hasLeap {
      return .decided(
        .monthFirst, en: "only so are all rows of one month",
        fr: "ainsi seulement toutes les lignes sont d'un même mois")
    }
    if let hint { return .decided(hint.format, hint.says) }
    guard let example else { return .decided(.dayFirst, nil) }
    return .open(
      example: example.description,
      dayFirst: example.date(.dayFirst)?.description ?? "?",
      monthFirst: example.date(.monthFirst)?.description ?? "?")
  }
}
