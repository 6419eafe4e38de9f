/// An exact decimal number: `units` × 10^-`scale`.
///
/// Statements give two, three or (CAMT) five decimals; none of them may be rounded on the way, so
/// the scale that was written is kept. Two amounts are equal when their values are, whatever their
/// scales: `6.9` equals `6.90`.
///
/// Statements have millions of amounts: what is done to each is compiled into where it is done.
public struct Amount: Sendable, Hashable, Comparable {
  /// The digits as an integer, with the sign.
  public let units: Int64
  /// How many of the digits stand behind the decimal mark, 0 to 9.
  @inlinable public var scale: Int { Int(places) }
  @usableFromInline let places: Int8

  /// An amount of `units` × 10^-`scale`.
  @inlinable
  public init(units: Int64, scale: Int) {
    precondition((0...9).contains(scale), "an amount has at most nine decimals")
    self.units = units
    places = Int8(truncatingIfNeeded: scale)
  }

  /// Nothing.
  public static let zero = Amount(units: 0, scale: 0)

  /// Reads a plain decimal: an optional sign, digits, and at most one point with decimals behind it.
  ///
  /// Returns nil for anything else (blanks, grouping, exponents) and for what does not fit in 64 bits.
  public init?(_ text: some StringProtocol) { self.init(String(text)) }

  /// Reads a plain decimal; see above.
  public init?(_ text: String) {
    var digits: Int64 = 0
    var scale = 0
    var negative = false
    var sawDigit = false
    var sawPoint = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: negative = true
      case UInt8(ascii: "+") where index == 0: break
      case UInt8(ascii: ".") where !sawPoint: sawPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (tens, overflow) = digits.multipliedReportingOverflow(by: 10)
        let (sum, carried) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        if overflow || carried { return nil }
        digits = sum
        sawDigit = true
        if sawPoint { scale += 1 }
      default: return nil
      }
    }
    guard sawDigit, scale <= 9 else { return nil }
    self.init(units: negative ? -digits : digits, scale: scale)
  }

  /// Whether the amount is below zero.
  @inlinable public var isNegative: Bool { units < 0 }
  /// Whether the amount is nothing.
  @inlinable public var isZero: Bool { units == 0 }
  /// The amount without its sign.
  @inlinable public var magnitude: Amount { Amount(units: abs(units), scale: scale) }

  /// The same value with exactly `decimals` decimals, or nil if digits would be lost or overflow.
  public func rescaled(to decimals: Int) -> Amount? {
    if decimals == scale { return self }
    if decimals > scale {
      let (units, overflow) = units.multipliedReportingOverflow(by: Self.power(decimals - scale))
      return overflow ? nil : Amount(units: units, scale: decimals)
    }
    let factor = Self.power(scale - decimals)
    return units % factor == 0 ? Amount(units: units / factor, scale: decimals) : nil
  }

  /// The value as a floating-point number, for statistics only, never for money that is shown.
  public var approximate: Double { Double(units) / Double(Self.power(scale)) }

  /// The amount with the other sign.
  @inlinable
  public static prefix func - (amount: Amount) -> Amount {
    Amount(units: -amount.units, scale: amount.scale)
  }

  /// The exact sum, or nil when it does not fit.
  @inlinable
  public func adding(_ other: Amount) -> Amount? {
    guard places == other.places else { return addingRescaled(other) }
    let (sum, overflow) = units.addingReportingOverflow(other.units)
    return overflow ? nil : Amount(units: sum, scale: scale)
  }

  @usableFromInline
  func addingRescaled(_ other: Amount) -> Amount? {
    let scale = max(self.scale, other.scale)
    guard let left = rescaled(to: scale), let right = other.rescaled(to: scale) else { return nil }
    let (sum, overflow) = left.units.addingReportingOverflow(right.units)
    return overflow ? nil : Amount(units: sum, scale: scale)
  }

  /// Whether the values are equal, whatever the scales.
  @inlinable
  public static func == (left: Amount, right: Amount) -> Bool {
    left.places == right.places ? left.units == right.units : left.equalsRescaled(right)
  }

  @usableFromInline
  func equalsRescaled(_ other: Amount) -> Bool {
    let a = reduced
    let b = other.reduced
    return a.units == b.units && a.scale == b.scale
  }

  /// Hashes the value, whatever the scale.
  public func hash(into hasher: inout Hasher) {
    let reduced = reduced
    hasher.combine(reduced.units)
    hasher.combine(reduced.scale)
  }

  /// The smaller value first.
  public static func < (left: Amount, right: Amount) -> Bool {
    let scale = max(left.scale, right.scale)
    let (a, over) = left.units.multipliedReportingOverflow(by: power(scale - left.scale))
    let (b, under) = right.units.multipliedReportingOverflow(by: power(scale - right.scale))
    if over || under { return left.approximate < right.approximate }
    return a < b
  }

  /// The same value without trailing zeros behind the point.
  private var reduced: (units: Int64, scale: Int) {
    var units = units
    var scale = scale
    while scale > 0, units % 10 == 0 {
      units /= 10
      scale -= 1
    }
    return (units, scale)
  }

  private static func power(_ exponent: Int) -> Int64 {
    var value: Int64 = 1
    for _ in 0..<exponent { value *= 10 }
    return value
  }
}

extension Amount: CustomStringConvertible {
  /// The plain decimal with a point, as in JSON: `-49.90`.
  public var description: String {
    // At the most a sign, nineteen digits, a point and a nought before it.
    String(unsafeUninitializedCapacity: 24) { text in
      var reversed = 0
      var rest = units.magnitude
      // Written from the last digit on, then turned around.
      func put(_ byte: UInt8) {
        text.initializeElement(at: reversed, to: byte)
        reversed += 1
      }
      repeat {
        if reversed == scale, scale > 0 { put(UInt8(ascii: ".")) }
        put(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0 || reversed <= scale
      if units < 0 { put(UInt8(ascii: "-")) }
      for index in 0..<(reversed / 2) { text.swapAt(index, reversed - 1 - index) }
      return reversed
    }
  }
}
