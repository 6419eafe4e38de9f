import DescryCore

/// What stands before the rows: the account, its currency.
struct CSVPreamble {
  private(set) var account: String?
  private(set) var currency: Currency?
  private(set) var balances = CSVBalances()
  /// The order of the days that it names, which is that of the rows.
  private(set) var dates = CSVDateOrder()
  /// Whether its last title says that the rows below are not booked.
  private(set) var isPending = false

  /// Reads a record that is neither header nor row.
  mutating func read(_ cells: [[UInt8]], _ text: WrittenText) {
    balances.read(cells, text)
    guard cells.count <= 12 else { return }
    for cell in cells {
      for word in cell.split(separator: UInt8(ascii: " ")) where word.count <= 11 {
        if let day = Array(word).withUnsafeBytes(CSVWrittenDay.read) { dates.add(day) }
      }
    }
    let texts = cells.map { $0.withUnsafeBytes(text.string) }
    if let isPending = Self.title(texts) { self.isPending = isPending }
    for (index, cell) in texts.enumerated() where !cell.isEmpty {
      let key = CSVHeader.key(cell)
      let isLabel = Self.accountLabels.contains { key.hasPrefix($0) }
      if isLabel, account == nil {
        let inside = cell.split(separator: ":", maxSplits: 1).dropFirst().first.map { String($0) }
        let value = (inside ?? (index + 1 < texts.count ? texts[index + 1] : ""))
          .filter { !$0.isWhitespace && $0 != "\"" && $0 != "=" }
        if value.contains(where: \.isNumber) { account = String(value.prefix(40)) }
      }
      if account == nil { account = Self.numbered(cell) }
      if account == nil, Self.isIBAN(cell) { account = cell.filter { !$0.isWhitespace } }
      for word in cell.split(whereSeparator: { !$0.isLetter }) where word.count == 3 {
        if currency == nil { currency = Self.currency(String(word)) }
      }
    }
  }

  /// What a line that holds one text alone says of the rows below: that they are pending or that they
  /// are booked; nil when it says neither.
  static func title(_ texts: [String]) -> Bool? {
    let filled = texts.filter { !$0.isEmpty }
    guard filled.count == 1, filled[0].utf8.count <= 60 else { return nil }
    return CSVWords.title(filled[0])
  }

  /// The currency that a word is: letters that are no currency's are not one.
  static func currency(_ word: some StringProtocol) -> Currency? {
    guard word.utf8.count == 3, let currency = Currency(word) else { return nil }
    return currencies.contains(currency.code) ? currency : nil
  }

  private static let currencies: Set<String> = [
    "EUR", "GBP", "USD", "CHF", "SEK", "DKK", "NOK", "PLN", "CAD", "AUD", "NZD", "CZK", "HUF",
    "RON", "BGN", "ISK", "JPY", "CNY", "HKD", "SGD", "INR", "BRL", "MXN", "ZAR", "TRY", "ILS",
    "AED", "SAR", "RUB", "UAH", "THB", "IDR", "MYR", "PHP", "KRW", "ARS", "CLP", "COP", "PEN",
    "MAD", "TND", "DZD", "XOF", "XAF", "XPF", "NGN", "KES", "EGP", "QAR", "KWD", "JOD", "BHD",
    "OMR", "LKR", "PKR", "BDT", "VND", "TWD", "RSD", "MKD", "ALL", "BAM", "MDL", "GEL", "KZT",
    "GHS", "UGX", "TZS", "RWF", "ETB", "UYU", "BOB", "PYG", "CRC", "DOP", "GTQ", "HRK", "FRF",
    "DEM", "LTL", "LVL", "EEK",
  ]

  private static let accountLabels = [
    "numerocompte", "numerodecompte", "comptenumero", "compten", "compte", "kontonummer", "konto",
    "iban", "account",
    "accountnumber", "accountname", "rekening", "girokonto", "kontoinhaber", "cuenta", "conto",
    "numero", "ndecompte",
  ]

  /// The number behind "n°" or its like: `Livret A n° 98765432109`.
  private static func numbered(_ text: String) -> String? {
    for sign in ["n°", "N°", "nº", "Nr.", "No."] {
      guard let found = text.firstRange(of: sign) else { continue }
      let number = text[found.upperBound...].drop { $0 == " " || $0 == ":" }
        .prefix { $0.isLetter || $0.isNumber || $0 == "*" }
      if number.count >= 5, number.contains(where: \.isNumber) { return String(number) }
    }
    return nil
  }

  private static func isIBAN(_ text: String) -> Bool {
    let plain = text.filter { !$0.isWhitespace }
    let letters = plain.prefix(2).allSatisfy { $0.isASCII && $0.isUppercase }
    return (15...34).contains(plain.count) && letters
      && plain.dropFirst(2).prefix(2).allSatisfy(\.isNumber)
      && plain.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
  }
}
