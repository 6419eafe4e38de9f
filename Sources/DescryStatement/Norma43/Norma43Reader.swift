import DescryCore

/// Reads the Spanish statement of 80 columns (AEB/CECA, "Información normalizada de cuenta
/// corriente", Norma 43, 2012).
struct Norma43Reader: StatementReader {
  /// Norma 43.
  var format: Statement.Format { .norma43 }

  /// Whether the first record is an account's header with its dates and balance.
  func recognizes(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var records = FixedRecords(bytes.stretch(0, 1024), width: 80)
    guard let first = records.next(), first.columns(1, 2).number == 11, first.width <= 84 else {
      return false
    }
    return first.day(21, dayFirst: false) != nil && first.day(27, dayFirst: false) != nil
      && first.columns(33, 47).number != nil
  }

  /// Reads every account of the file, in one pass.
  func read(
    _ bytes: UnsafeRawBufferPointer, options: ReadingOptions, into ledger: Ledger
  ) throws {
    var reading = Norma43Reading(ledger)
    var records = FixedRecords(bytes, width: 80)
    while let line = records.next() {
      try reading.read(line, at: records.line)
      ledger.pass(records.offset)
    }
    try reading.finish()
    try ledger.close()
  }
}

/// The numbers of ISO 4217 that stand in Norma 43 files.
enum CurrencyNumber {
  /// The currency of a number of three digits, or of the letters that some banks write instead.
  static func currency(_ bytes: UnsafeRawBufferPointer) -> Currency? {
    guard let number = bytes.number else {
      return Currency(String(decoding: bytes, as: UTF8.self))
    }
    return numbers[number].flatMap { Currency($0) }
  }

  /// ISO 4217, list one, as of 2024.
  private static let numbers: [Int: String] = [
    12: "DZD", 32: "ARS", 36: "AUD", 68: "BOB", 124: "CAD", 152: "CLP", 156: "CNY", 170: "COP",
    188: "CRC", 203: "CZK", 208: "DKK", 214: "DOP", 320: "GTQ", 344: "HKD", 348: "HUF", 352: "ISK",
    356: "INR", 376: "ILS", 392: "JPY", 410: "KRW", 484: "MXN", 504: "MAD", 554: "NZD", 578: "NOK",
    604: "PEN", 643: "RUB", 702: "SGD", 710: "ZAR", 752: "SEK", 756: "CHF", 764: "THB", 784: "AED",
    788: "TND", 826: "GBP", 840: "USD", 858: "UYU", 946: "RON", 949: "TRY", 975: "BGN", 978: "EUR",
    980: "UAH", 985: "PLN", 986: "BRL", 724: "ESP",
  ]
}
