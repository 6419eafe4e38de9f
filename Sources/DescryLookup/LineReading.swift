public import DescryCore
public import DescryPattern

/// What a line says by itself, before its amount and its day are weighed.
///
/// A merchant prints the same line again and again: one reading serves all its charges.
public final class LineReading: Sendable {
  /// The parts of the line.
  public let parsed: ParsedDescriptor
  let match: MerchantMatcher.Result
  let imitation: Evidence?

  init(_ parsed: ParsedDescriptor, _ match: MerchantMatcher.Result, imitation: Evidence?) {
    self.parsed = parsed
    self.match = match
    self.imitation = imitation
  }

  /// What a reading depends on.
  public struct Key: Sendable, Hashable {
    private let descriptor: String
    private let counterparty: String?
    private let creditorID: String?

    /// The key of a charge's line.
    public init(_ charge: Charge) {
      descriptor = charge.descriptor
      counterparty = charge.counterparty
      creditorID = charge.creditorID
    }
  }
}

/// The readings of lines that were seen before, up to a bound, so that a file of unrelated lines costs
/// no more than its lines.
public final class ReadingMemory {
  private let engine: LookupEngine
  private let scratch: MatchScratch
  private var readings: [LineReading.Key: (reading: LineReading, number: Int)] = [:]

  /// How many readings are remembered.
  public static let most = 20_000

  /// A memory that reads with an engine.
  public init(_ engine: LookupEngine, using scratch: MatchScratch) {
    self.engine = engine
    self.scratch = scratch
  }

  /// What a charge's line says by itself.
  public func reading(of charge: Charge) -> LineReading { numbered(charge).reading }

  /// What a charge's line says by itself, if it is remembered.
  public func remembered(_ charge: Charge) -> LineReading? {
    readings[LineReading.Key(charge)]?.reading
  }

  /// What a charge's line says by itself, and the number under which it is remembered; nil when it is
  /// not.
  public func numbered(_ charge: Charge) -> (reading: LineReading, number: Int?) {
    let key = LineReading.Key(charge)
    if let known = readings[key] { return known }
    let reading = engine.read(charge, using: scratch)
    return (reading, remember(reading, of: charge))
  }

  /// Remembers the reading of a charge's line that is not remembered yet; returns its number, or nil
  /// when there are too many.
  @discardableResult
  public func remember(_ reading: LineReading, of charge: Charge) -> Int? {
    guard readings.count < Self.most else { return nil }
    let number = readings.count
    readings[LineReading.Key(charge)] = (reading, number)
    return number
  }

  /// What the lines of charges say, with their numbers; `read` reads those that are not remembered,
  /// one charge for each line.
  public func numbered(
    _ charges: [Charge], by read: ([Charge]) -> [LineReading]
  ) -> [(reading: LineReading, number: Int?)] {
    /// Where the reading of a charge's line is: remembered, or among those to be read.
    enum Place {
      case known((reading: LineReading, number: Int))
      case next(Int)
    }
    var unread: [Charge] = []
    var places: [LineReading.Key: Int] = [:]
    let found = charges.map { charge -> Place in
      let key = LineReading.Key(charge)
      if let known = readings[key] { return .known(known) }
      if let place = places[key] { return .next(place) }
      places[key] = unread.count
      unread.append(charge)
      return .next(unread.count - 1)
    }
    let new = zip(unread, read(unread)).map { charge, reading in
      (reading: reading, number: remember(reading, of: charge))
    }
    return found.map {
      switch $0 {
      case .known(let known): (known.reading, known.number)
      case .next(let place): new[place]
      }
    }
  }
}
