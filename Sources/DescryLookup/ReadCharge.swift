public import DescryCore

/// A charge whose line was read, and what else is known of it: all that an explanation depends on.
public struct ReadCharge: Sendable {
  /// The charge.
  public let charge: Charge
  /// What its line says.
  public let reading: LineReading
  /// What is known besides.
  public let context: LookupContext

  /// A charge whose line was read.
  public init(_ charge: Charge, _ reading: LineReading, _ context: LookupContext) {
    self.charge = charge
    self.reading = reading
    self.context = context
  }
}

extension LookupEngine {
  /// What a charge is whose line was read before.
  public func explain(_ read: ReadCharge) -> Explanation {
    explain(read.charge, as: read.reading, context: read.context)
  }
}
