public import DescryCore
public import DescryPattern

/// What a line says by itself, before its amount and its day are weighed.
///
/// A merchant prints the same line again and again: one reading serves all its charges.
public struct LineReading: Sendable {
  let parsed: ParsedDescriptor
  let match: MerchantMatcher.Result
  let imitation: Evidence?

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
public struct ReadingMemory {
  private let engine: LookupEngine
  private let scratch: MatchScratch
  private var readings: [LineReading.Key: LineReading] = [:]

  private static let most = 20_000

  /// A memory that reads with an engine.
  public init(_ engine: LookupEngine, using scratch: MatchScratch) {
    self.engine = engine
    self.scratch = scratch
  }

  /// What a charge's line says by itself.
  public mutating func reading(of charge: Charge) -> LineReading {
    let key = LineReading.Key(charge)
    if let reading = readings[key] { return reading }
    let reading = engine.read(charge, using: scratch)
    if readings.count < Self.most { readings[key] = reading }
    return reading
  }
}
