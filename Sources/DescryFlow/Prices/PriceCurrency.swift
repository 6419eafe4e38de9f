import DescryCore

/// A currency as prices write it.
enum PriceCurrency {
  case known(Currency)
  /// `$`: the dollar of the shop's country.
  case dollar
  /// `kr`: the crown of the shop's country.
  case crown

  /// The currency, given that of the flow.
  func resolved(_ standard: Currency?) -> Currency? {
    switch self {
    case .known(let currency): return currency
    case .dollar:
      let dollars = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "ARS", "COP", "TWD"]
      if let standard, dollars.contains(standard.code) { return standard }
      return .usd
    case .crown:
      if let standard, ["SEK", "NOK", "DKK", "ISK"].contains(standard.code) { return standard }
      return nil
    }
  }

  /// A symbol at an index, and the index behind it.
  static func symbol(_ bytes: [UInt8], _ index: Int) -> (currency: PriceCurrency, end: Int)? {
    guard index < bytes.count, firstBytes[Int(bytes[index])] else { return nil }
    for (mark, currency) in symbols where bytes[index] == mark[0] {
      if bytes[index...].starts(with: mark) { return (currency, index + mark.count) }
    }
    return nil
  }

  /// A currency behind an amount, with or without a blank.
  static func after(_ bytes: [UInt8], _ index: Int) -> (currency: PriceCurrency, end: Int)? {
    let start = skipBlank(bytes, index)
    if let symbol = symbol(bytes, start) {
      // `3 $5` is a number and a price.
      if start > index, symbol.end < bytes.count, bytes[symbol.end] &- 0x30 < 10 { return nil }
      return symbol
    }
    var end = start
    while end < bytes.count, bytes[end] | 0x20 &- 0x61 < 26 || bytes[end] == UInt8(ascii: ".") {
      if bytes[end] == UInt8(ascii: ".") {
        if String(decoding: bytes[start..<end], as: UTF8.self).lowercased() == "fr" { end += 1 }
        break
      }
      end += 1
    }
    guard end > start, end - start <= 8,
      end >= bytes.count || bytes[end] < 0x80 || bytes[end] == 0xC2 || bytes[end] == 0xE2
    else { return nil }
    let word = String(decoding: bytes[start..<end], as: UTF8.self)
    // `12 fr` is no price, `12 Fr.` is.
    if word.lowercased().hasPrefix("fr"), word.first == "f", word.utf8.count < 4 { return nil }
    guard let currency = words[word.lowercased()] ?? code(word) else { return nil }
    return (currency, end)
  }

  /// A currency before an amount, with or without a blank, and where it begins.
  static func before(_ bytes: [UInt8], _ index: Int) -> (currency: PriceCurrency, start: Int)? {
    var end = index
    // A sign may stand between: `€ -5,00`.
    if end > 0, bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
    if end > 0, bytes[end - 1] == 0x20 {
      end -= 1
    } else if end >= 2, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 {
      end -= 2
    }
    if end > 0, lastBytes[Int(bytes[end - 1])] {
      for (mark, currency) in symbols where end >= mark.count {
        guard bytes[(end - mark.count)..<end].elementsEqual(mark) else { continue }
        return (currency, end - mark.count)
      }
    }
    var start = end
    while start > 0, bytes[start - 1] | 0x20 &- 0x61 < 26, end - start < 4 { start -= 1 }
    if start > 0, bytes[start - 1] >= 0x80 || bytes[start - 1] | 0x20 &- 0x61 < 26 { return nil }
    var word = String(decoding: bytes[start..<end], as: UTF8.self)
    if word.isEmpty, end > 3, bytes[end - 1] == UInt8(ascii: ".") {
      start = end - 3
      word = String(decoding: bytes[start..<(end - 1)], as: UTF8.self)
      guard word == "Fr" else { return nil }
    }
    guard
      let currency = code(word)
        ?? (word == "Fr" || word == "Rs" || word == "kr" ? words[word.lowercased()] : nil)
    else { return nil }
    return (currency, start)
  }

  private static func skipBlank(_ bytes: [UInt8], _ index: Int) -> Int {
    guard index < bytes.count else { return index }
    if bytes[index] == 0x20 { return index + 1 }
    if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return index + 2 }
    if bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
      bytes[index + 2] == 0xAF || bytes[index + 2] == 0x89
    {
      return index + 3
    }
    return index
  }

  private static func code(_ word: String) -> PriceCurrency? {
    codes.contains(word) ? Currency(word).map { .known($0) } : nil
  }

  private static func known(_ code: String) -> PriceCurrency {
    Currency(code).map { .known($0) } ?? .dollar
  }

  /// The codes that shops of the languages that are read print beside amounts.
  private static let codes: Set<String> = [
    "EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
    "RON",
    "BGN", "JPY", "CNY", "INR", "BRL", "MXN", "SGD", "HKD", "ZAR", "TRY", "MAD", "TND", "XAF",
    "XOF",
    "XPF", "ISK", "KRW", "ILS", "AED", "SAR",
  ]

  private static let symbols: [([UInt8], PriceCurrency)] = [
    ("€", known("EUR")), ("£", known("GBP")), ("US$", known("USD")), ("CA$", known("CAD")),
    ("C$", known("CAD")), ("AU$", known("AUD")), ("A$", known("AUD")), ("NZ$", known("NZD")),
    ("HK$", known("HKD")), ("S$", known("SGD")), ("R$", known("BRL")), ("$", .dollar),
    ("¥", known("JPY")), ("₹", known("INR")), ("₺", known("TRY")), ("₩", known("KRW")),
    ("zł", known("PLN")), ("Kč", known("CZK")),
  ].map { (Array($0.0.utf8), $0.1) }

  /// By byte, whether a symbol begins with it: most bytes begin none.
  private static let firstBytes = (0..<256).map { byte in
    symbols.contains { $0.0.first == UInt8(byte) }
  }
  private static let lastBytes = (0..<256).map { byte in
    symbols.contains { $0.0.last == UInt8(byte) }
  }

  private static let words: [String: PriceCurrency] = [
    "euro": known("EUR"), "euros": known("EUR"), "dollars": .dollar, "dollar": .dollar,
    "pounds": known("GBP"), "kr": .crown, "zl": known("PLN"), "fr": known("CHF"),
    "fr.": known("CHF"), "francs": known("CHF"), "rs": known("INR"), "eur": known("EUR"),
    "usd": known("USD"), "gbp": known("GBP"), "chf": known("CHF"),
  ]
}
