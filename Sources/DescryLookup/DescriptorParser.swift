internal import DescryCore
internal import DescryPattern
internal import DescryRules
internal import DescryText

/// Tells the parts of a statement line apart.
struct DescriptorParser: Sendable {
  private let rails: PatternSet
  private let trailers: PatternSet
  private let places: PlaceSlot
  let names: NameCleaner

  init(places: Places) {
    self.places = PlaceSlot(places: places)
    rails = BankRails.railPatterns
    trailers = BankRails.trailers
    names = NameCleaner(places: places)
  }

  /// Parses a line; `today` gives dates without a year theirs.
  func parse(_ line: String, using scratch: MatchScratch) -> ParsedDescriptor {
    var parsed = ParsedDescriptor(NormalizedText(line))
    parsed.text.bytes.withUnsafeBufferPointer { bytes in
      readRail(bytes, into: &parsed, using: scratch)
      readPreludes(bytes, into: &parsed, using: scratch)
      readCreditor(bytes, into: &parsed, using: scratch)
      skipPlaceSlot(bytes, in: &parsed, using: scratch)
      readTrailers(bytes, into: &parsed, using: scratch)
      skipContactless(bytes, in: &parsed, using: scratch)
    }
    names.readContacts(&parsed, using: scratch)
    return parsed
  }

  private func readRail(
    _ bytes: UnsafeBufferPointer<UInt8>, into parsed: inout ParsedDescriptor,
    using scratch: MatchScratch
  ) {
    var matches: [PatternMatch] = []
    rails.matches(in: bytes, using: scratch, into: &matches)
    // A rail that leaves nothing is the merchant's own word ("CB" alone, "VIREMENT").
    let best = matches.filter { $0.span.upperBound < bytes.count }.max {
      ($0.span.upperBound, -$0.pattern) < ($1.span.upperBound, -$1.pattern)
    }
    guard let best else { return }
    let rail = BankRails.rails[best.pattern]
    parsed.core = best.span.upperBound..<bytes.count
    parsed.rail = rail.rail
    parsed.isCredit = rail.isCredit
    parsed.placeComesFirst = rail.placeComesFirst
    parsed.bankCountry = rail.country
    if let groups = try? rails.patterns[best.pattern].groups(["date"], in: bytes, using: scratch),
      let date = groups["date"]
    {
      readDate(parsed.text.string(date), into: &parsed)
    }
  }

  private func readPreludes(
    _ bytes: UnsafeBufferPointer<UInt8>, into parsed: inout ParsedDescriptor,
    using scratch: MatchScratch
  ) {
    // A line has the number, the day and the time once each, in any order.
    for _ in 0..<3 {
      let core = UnsafeBufferPointer(rebasing: bytes[parsed.core])
      guard let (prelude, span) = BankRails.prelude(of: core, using: scratch) else { return }
      let groups = try? prelude.groups(["tail", "date"], in: core, using: scratch)
      if let tail = groups?["tail"] {
        parsed.cardTail = String(decoding: core[tail], as: UTF8.self)
      }
      if let date = groups?["date"] {
        readDate(String(decoding: core[date], as: UTF8.self), into: &parsed)
      }
      parsed.core = (parsed.core.lowerBound + span.upperBound)..<parsed.core.upperBound
    }
  }

  private func readTrailers(
    _ bytes: UnsafeBufferPointer<UInt8>, into parsed: inout ParsedDescriptor,
    using scratch: MatchScratch
  ) {
    // Each trailer is taken off at the most a few times: a line ends somewhere.
    var rounds = 0
    var found = true
    while found, rounds < 6 {
      found = false
      rounds += 1
      let core = UnsafeBufferPointer(rebasing: bytes[parsed.core])
      var matches: [PatternMatch] = []
      trailers.matches(in: core, using: scratch, into: &matches)
      for match in matches where match.span.lowerBound > 0 {
        guard
          let groups = try? trailers.patterns[match.pattern].groups(
            ["all", "tail", "date", "amount", "currency", "cents"], in: core, using: scratch)
        else { continue }
        let span = match.span
        func text(_ name: String) -> String? {
          groups[name].map { String(decoding: core[$0], as: UTF8.self) }
        }
        if let tail = text("tail") { parsed.cardTail = tail }
        if let date = text("date") { readDate(date, into: &parsed) }
        if let amount = text("amount"), parsed.amount == nil {
          parsed.amount = Amount(amount.replacing(",", with: "."))
          parsed.currency = PastedLine.currency(text("currency"))
        }
        if let cents = text("cents").flatMap({ Int64($0) }), parsed.amount == nil {
          parsed.amount = Amount(units: cents, scale: 2)
          parsed.currency = .eur
        }
        parsed.core = parsed.core.lowerBound..<(parsed.core.lowerBound + span.lowerBound)
        found = true
        break
      }
    }
  }

  private func skipPlaceSlot(
    _ bytes: UnsafeBufferPointer<UInt8>, in parsed: inout ParsedDescriptor,
    using scratch: MatchScratch
  ) {
    guard parsed.placeComesFirst,
      let slot = places.slot(in: parsed.text, bytes, parsed.core, using: scratch)
    else { return }
    parsed.core = slot.end..<parsed.core.upperBound
    parsed.city = slot.city.map { parsed.text.string($0) }
    parsed.placeIsRead = true
  }

  private func skipContactless(
    _ bytes: UnsafeBufferPointer<UInt8>, in parsed: inout ParsedDescriptor,
    using scratch: MatchScratch
  ) {
    let core = UnsafeBufferPointer(rebasing: bytes[parsed.core])
    guard core.starts(with: "SC".utf8) else { return }
    if let span = try? BankRails.contactless.firstMatch(in: core, using: scratch) {
      parsed.core = (parsed.core.lowerBound + span.upperBound)..<parsed.core.upperBound
    }
  }

  private func readCreditor(
    _ bytes: UnsafeBufferPointer<UInt8>, into parsed: inout ParsedDescriptor,
    using scratch: MatchScratch
  ) {
    // Two letters, two digits, three of the business, six of the creditor at the least.
    guard PartBytes(bytes).longestWord >= 13 else { return }
    if let span = try? Self.creditor.firstMatch(in: bytes, using: scratch) {
      parsed.creditorID = parsed.text.string(span)
    }
  }

  /// EPC262-08: country, two check digits, three letters of the creditor's business, its number.
  private static let creditor = Pattern(
    #"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?:[A-Z]{3}|[0-9]{3})[A-Z0-9]{6,28}(?![A-Z0-9])"#)

  /// Reads a date; without a year only day and month are kept.
  private func readDate(_ text: String, into parsed: inout ParsedDescriptor) {
    let digits = text.utf8.filter(NormalizedText.isDigit).map { Int($0 - UInt8(ascii: "0")) }
    guard digits.count >= 4 else { return }
    let day = digits[0] * 10 + digits[1]
    let month = digits[2] * 10 + digits[3]
    guard (1...12).contains(month), (1...31).contains(day) else { return }
    switch digits.count {
    case 6:
      parsed.date = CalendarDate(year: 2000 + digits[4] * 10 + digits[5], month: month, day: day)
    case 8:
      let year = digits[4...].reduce(0) { $0 * 10 + $1 }
      parsed.date = CalendarDate(year: year, month: month, day: day)
    default:
      if parsed.dayAndMonth == nil { parsed.dayAndMonth = (day, month) }
    }
  }
}
