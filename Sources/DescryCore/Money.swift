/// A currency by its ISO 4217 letters, as `EUR`.
public struct Currency: Sendable, Hashable, Comparable {
  /// The letters, the first one highest, in one number: every line of a statement has a currency.
  private let packed: UInt32

  /// The three upper-case letters.
  public var code: String {
    String(unsafeUninitializedCapacity: 3) { letters in
      letters.initializeElement(at: 0, to: UInt8(truncatingIfNeeded: packed >> 16))
      letters.initializeElement(at: 1, to: UInt8(truncatingIfNeeded: packed >> 8))
      letters.initializeElement(at: 2, to: UInt8(truncatingIfNeeded: packed))
      return 3
    }
  }

  /// Takes three letters in any case; nil for anything else.
  public init?(_ text: some StringProtocol) { self.init(String(text)) }

  /// Takes three letters in any case; nil for anything else.
  public init?(_ text: String) {
    var text = text
    guard let currency = text.withUTF8({ Currency(bytes: UnsafeRawBufferPointer($0)) }) else {
      return nil
    }
    self = currency
  }

  /// Takes three letters in any case, as a file has them; nil for anything else.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 3 else { return nil }
    var packed: UInt32 = 0
    for byte in bytes {
      guard Self.add(byte, to: &packed) else { return nil }
    }
    self.packed = packed
  }

  private init(_ first: Unicode.Scalar, _ second: Unicode.Scalar, _ third: Unicode.Scalar) {
    packed = first.value << 16 | second.value << 8 | third.value
  }

  private static func add(_ byte: UInt8, to packed: inout UInt32) -> Bool {
    let upper = byte & 0xDF
    guard UInt8(ascii: "A")...UInt8(ascii: "Z") ~= upper else { return false }
    packed = packed << 8 | UInt32(upper)
    return true
  }

  /// The euro.
  public static let eur = Currency("E", "U", "R")
  /// The pound sterling.
  public static let gbp = Currency("G", "B", "P")
  /// The United States dollar.
  public static let usd = Currency("U", "S", "D")

  /// How many decimals the currency's minor unit has (ISO 4217): 2, or 0 for the yen, 3 for the dinar.
  public var decimals: Int {
    switch code {
    case "JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "XPF", "PYG", "UGX", "RWF", "DJF", "GNF",
      "KMF", "BIF", "VUV":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }

  /// By their letters.
  public static func < (left: Currency, right: Currency) -> Bool {
    left.packed < right.packed
  }
}

extension Currency: CustomStringConvertible {
  /// The three letters.
  public var description: String { code }
}

/// An amount of a currency.
public struct Money: Sendable, Hashable {
  /// How much; negative when it leaves the account.
  public let amount: Amount
  /// Of what.
  public let currency: Currency

  /// An amount of a currency.
  public init(_ amount: Amount, _ currency: Currency) {
    self.amount = amount
    self.currency = currency
  }

  /// Reads `69.90 EUR`, as rule files write money; nil for any other form.
  public init?(_ text: some StringProtocol) { self.init(String(text)) }

  /// Reads `69.90 EUR`; see above.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    guard parts.count == 2, let amount = Amount(parts[0]), let currency = Currency(parts[1]) else {
      return nil
    }
    self.init(amount, currency)
  }

  /// The same amount without its sign.
  public var magnitude: Money { Money(amount.magnitude, currency) }
}

extension Money: CustomStringConvertible {
  /// As rule files write it: `69.90 EUR`.
  public var description: String { "\(amount) \(currency)" }
}
