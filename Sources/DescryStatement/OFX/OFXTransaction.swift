import DescryCore

/// The fields of one `STMTTRN`, as stretches of the file, until it closes; an empty one is none.
struct OFXTransaction {
  var offset = 0
  var isPending = false
  var type = UnsafeRawBufferPointer(start: nil, count: 0)
  var posted = UnsafeRawBufferPointer(start: nil, count: 0)
  var user = UnsafeRawBufferPointer(start: nil, count: 0)
  var available = UnsafeRawBufferPointer(start: nil, count: 0)
  var amount = UnsafeRawBufferPointer(start: nil, count: 0)
  var id = UnsafeRawBufferPointer(start: nil, count: 0)
  var name = UnsafeRawBufferPointer(start: nil, count: 0)
  var extendedName = UnsafeRawBufferPointer(start: nil, count: 0)
  var memo = UnsafeRawBufferPointer(start: nil, count: 0)
  var sic = UnsafeRawBufferPointer(start: nil, count: 0)
  var phone = UnsafeRawBufferPointer(start: nil, count: 0)
  var checkNumber = UnsafeRawBufferPointer(start: nil, count: 0)
  var reference = UnsafeRawBufferPointer(start: nil, count: 0)
  var currency = UnsafeRawBufferPointer(start: nil, count: 0)
  var originalCurrency = UnsafeRawBufferPointer(start: nil, count: 0)
  var rate = UnsafeRawBufferPointer(start: nil, count: 0)

  /// What keeps a row from being read.
  enum Refusal: String, Error {
    case date = "no day in DTPOSTED, as 20180703"
    case amount = "no amount in TRNAMT, as -49.90"
  }

  /// The transaction.
  ///
  /// - Throws: `Refusal`.
  func transaction(
    _ text: OFXText, currency statementCurrency: Currency?, mark: ReadingOptions.DecimalMark?,
    _ store: inout TextStore, _ descriptor: inout JoinedText
  ) throws(Refusal) -> Transaction {
    guard let date = day(posted) ?? day(user) ?? day(available) else { throw .date }
    guard let amount = WrittenAmount.read(self.amount, mark: mark) else { throw .amount }
    let symbol = Currency(bytes: currency)
    let payee = text.utf8(extendedName, &store)
    descriptor.clear()
    descriptor.join(payee.isEmpty ? text.utf8(name, &store) : payee)
    descriptor.join(text.utf8(memo, &store))
    if descriptor.isEmpty {
      descriptor.append(text.utf8(type, &store))
      descriptor.append(text.utf8(checkNumber, &store))
    }
    var transaction = Transaction(
      id: text.text(id) ?? "", date: date, amount: amount, currency: symbol ?? statementCurrency,
      descriptor: descriptor.string)
    transaction.valueDate = day(available)
    transaction.status = isPending ? .pending : .booked
    if let sic = text.text(sic), sic.utf8.count == 4, sic != "0000", sic.utf8.allSatisfy(\.isDigit)
    {
      transaction.mcc = sic
    }
    if let phone = text.text(phone) { transaction.phone = phone }
    transaction.reference = text.text(checkNumber) ?? text.text(reference)
    if let original = Currency(bytes: originalCurrency),
      original != statementCurrency
    {
      transaction.originalAmount = originalAmount(amount, original)
    }
    return transaction
  }

  private func day(_ bytes: UnsafeRawBufferPointer) -> CalendarDate? {
    if bytes.isEmpty { return nil }
    return WrittenDate.compact(bytes) ?? WrittenDate.iso(bytes)
  }

  /// The amount before conversion: `CURRATE` is the statement's currency over the other (OFX 5.2).
  private func originalAmount(_ amount: Amount, _ currency: Currency) -> Money? {
    guard let rate = WrittenAmount.read(rate, mark: nil), rate.units > 0,
      let numerator = amount.magnitude.rescaled(to: 9)?.units
    else { return nil }
    // numerator / 10^9 / (rate.units / 10^scale), rounded half up to the currency's decimals.
    var power: Int64 = 1
    for _ in 0..<(rate.scale + currency.decimals) {
      let (next, over) = power.multipliedReportingOverflow(by: 10)
      if over { return nil }
      power = next
    }
    let product = numerator.multipliedFullWidth(by: power)
    let (divisor, over) = rate.units.multipliedReportingOverflow(by: 1_000_000_000)
    guard !over, product.high >= 0, product.high < divisor else { return nil }
    let (units, rest) = divisor.dividingFullWidth(product)
    let rounded = rest >= divisor - rest ? units &+ 1 : units
    guard rounded >= 0 else { return nil }
    return Money(
      Amount(units: amount.isNegative ? -rounded : rounded, scale: currency.decimals), currency)
  }
}

/// Decodes OFX texts: alphabet, entities (also escaped twice), line breaks.
struct OFXText {
  let text: WrittenText

  func string(_ bytes: UnsafeRawBufferPointer) -> String {
    var string = text.string(bytes)
    guard bytes.next(UInt8(ascii: "&"), from: 0) != nil else { return string }
    // Some exports escape what was escaped before: `&amp;amp;`.
    for _ in 0..<2 where string.utf8.contains(UInt8(ascii: "&")) { string = Self.unescaped(string) }
    return string
  }

  /// The text in UTF-8: the bytes themselves wherever they are plain.
  func utf8(
    _ bytes: UnsafeRawBufferPointer, _ store: inout TextStore
  ) -> UnsafeRawBufferPointer {
    if bytes.next(UInt8(ascii: "&"), from: 0) == nil { return text.utf8(bytes, &store) }
    var string = string(bytes)
    return string.withUTF8 { store.copy(UnsafeRawBufferPointer($0)) }
  }

  func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    if bytes.isEmpty { return nil }
    let string = string(bytes)
    return string.isEmpty ? nil : string
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<mark]
      rest = rest[mark...]
      guard let end = rest.utf8.prefix(10).firstIndex(of: UInt8(ascii: ";")),
        let character = entity(rest[rest.utf8.index(after: mark)..<end])
      else {
        result += "&"
        rest = rest.dropFirst()
        continue
      }
      result.unicodeScalars.append(character)
      rest = rest[rest.utf8.index(after: end)...]
    }
    return result + rest
  }

  private static func entity(_ name: Substring) -> Unicode.Scalar? {
    switch name.lowercased() {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    case "nbsp": " "
    case let number where number.hasPrefix("#x"):
      UInt32(number.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    case let number where number.hasPrefix("#"):
      UInt32(number.dropFirst()).flatMap(Unicode.Scalar.init)
    default: nil
    }
  }
}
