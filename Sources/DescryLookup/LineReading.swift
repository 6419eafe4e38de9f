public import DescryCore

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
