/// A currency by its ISO 4217 letters, as `EUR`.
public struct Currency: Sendable, Hashable, Comparable {
  /// The three upper-case letters.
  public let code: String

  /// Takes three letters in any case; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let code = text.uppercased()
    guard code.utf8.count == 3,
      code.utf8.allSatisfy({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 })
    else { return nil }
    self.code = code
  }

  private init(known code: String) { self.code = code }

  /// The euro.
  public static let eur = Currency(known: "EUR")
  /// The pound sterling.
  public static let gbp = Currency(known: "GBP")
  /// The United States dollar.
  public static let usd = Currency(known: "USD")

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
  public static func < (left: Currency, right: Currency) -> Bool { left.code < right.code }
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
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: " ")
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
