import DescryCore

/// Finds the prices that a text spells: `49,90 €`, `€49.90`, `1 234,56 €`, `12€99`, `CHF 5.-`.
struct PriceScanner {
  /// A price as it stands in a text.
  struct Found {
    /// The bytes that spell amount and currency.
    var span: Range<Int>
    var amount: Amount
    var currency: Currency?
  }

  private struct Number {
    var end: Int
    var amount: Amount
    /// A currency that stands where the decimal mark would: `12€99`.
    var currency: PriceCurrency?
  }

  private let bytes: [UInt8]
  /// The currency that `$` or a bare amount means; nil when nothing says it.
  private let standard: Currency?

  /// The prices of a text, from left to right.
  ///
  /// - Parameters:
  ///   - text: the label of an element.
  ///   - standard: the flow's currency.
  static func prices(in text: String, standard: Currency?) -> [Found] {
    guard text.utf8.contains(where: { $0 &- 0x30 < 10 }) else { return [] }
    let scanner = PriceScanner(bytes: Array(text.utf8), standard: standard)
    return scanner.scan()
  }

  private init(bytes: [UInt8], standard: Currency?) {
    self.bytes = bytes
    self.standard = standard
  }

  private func scan() -> [Found] {
    var prices: [Found] = []
    var index = 0
    var floor = 0
    while index < bytes.count {
      guard isDigit(index) else {
        index += 1
        continue
      }
      guard let number = number(at: index) else {
        index = skipDigits(index)
        continue
      }
      if let price = price(number, from: index, floor: floor) {
        prices.append(price)
        floor = price.span.upperBound
        index = max(price.span.upperBound, number.end)
      } else {
        index = number.end
      }
    }
    return prices
  }

  private func price(_ number: Number, from start: Int, floor: Int) -> Found? {
    var begin = start
    var end = number.end
    var currency = number.currency
    if currency == nil, let after = PriceCurrency.after(bytes, end) {
      currency = after.currency
      end = after.end
    } else if currency == nil, let before = PriceCurrency.before(bytes, start),
      before.start >= floor
    {
      currency = before.currency
      begin = before.start
    }
    // The sign may stand before the symbol or behind it.
    let sign = sign(before: begin, floor: floor) ?? sign(before: start, floor: floor)
    guard isFree(before: begin, isSymbol: begin < start) else { return nil }
    if currency == nil {
      guard standard != nil, number.amount.scale == 2, isBareAmount(begin, end) else { return nil }
    }
    let amount = sign == nil ? number.amount : -number.amount
    return Found(
      span: (sign.map { min($0, begin) } ?? begin)..<end, amount: amount,
      currency: currency?.resolved(standard) ?? standard)
  }

  // MARK: - Numbers

  private func number(at start: Int) -> Number? {
    var index = skipDigits(start)
    guard index - start <= 12 else { return nil }
    var digits = Array(bytes[start..<index])
    // Groups of three, all parted by the same mark.
    if digits.count <= 3 {
      var mark: (Int, UInt8)?
      while let width = groupMark(at: index), mark == nil || mark?.1 == bytes[index + width - 1],
        digitCount(index + width) == 3, !(digits == [0x30])
      {
        // `1.234` and `1,234` group; a blank groups only what still ends as a price does.
        if width > 1 || bytes[index] == 0x20, !continuesPrice(index + width + 3) { break }
        mark = (width, bytes[index + width - 1])
        digits += bytes[(index + width)..<(index + width + 3)]
        index += width + 3
      }
      if let mark, mark.1 == UInt8(ascii: "."), index < bytes.count,
        bytes[index] == UInt8(ascii: "."), digitCount(index + 1) > 0
      {
        return nil
      }
    }
    var scale = 0
    var end = index
    var currency: PriceCurrency?
    if index < bytes.count, bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: ".") {
      let count = digitCount(index + 1)
      if count == 1 || count == 2 {
        digits += bytes[(index + 1)..<(index + 1 + count)]
        scale = count
        end = index + 1 + count
        // A version, a date or a section: 1.2.3.
        if end < bytes.count, bytes[end] == UInt8(ascii: "."), digitCount(end + 1) > 0 {
          return nil
        }
      } else if count == 0, let dash = dash(at: index + 1) {
        end = dash
      } else if count > 3 {
        return nil
      }
    } else if let inner = PriceCurrency.symbol(bytes, index), digitCount(inner.end) == 2 {
      digits += bytes[inner.end..<(inner.end + 2)]
      scale = 2
      end = inner.end + 2
      currency = inner.currency
    } else if digitCount(index) == 0, let cents = raisedCents(at: index) {
      digits += cents.digits
      scale = 2
      end = cents.end
    }
    guard digits.count <= 15, let units = Int64(String(decoding: digits, as: UTF8.self)) else {
      return nil
    }
    return Number(end: end, amount: Amount(units: units, scale: scale), currency: currency)
  }

  /// The width of a grouping mark: a point, a comma, an apostrophe, or one of the narrow blanks.
  private func groupMark(at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"), 0x20: return 1
    case 0xC2 where at(index + 1) == 0xA0: return 2
    case 0xE2 where at(index + 1) == 0x80 && [0xAF, 0x89, 0x99].contains(at(index + 2)): return 3
    default: return nil
    }
  }

  /// Whether decimals, another group or a currency follow.
  private func continuesPrice(_ index: Int) -> Bool {
    if digitCount(index) > 0 { return false }
    if at(index) == UInt8(ascii: ",") || at(index) == UInt8(ascii: "."), digitCount(index + 1) > 0 {
      return true
    }
    if let width = groupMark(at: index), digitCount(index + width) == 3 { return true }
    return PriceCurrency.after(bytes, index) != nil
  }

  /// `.-`, `,–`, `,--`: no cents, as Swiss and German prices write it.
  private func dash(at index: Int) -> Int? {
    if at(index) == 0x2D { return at(index + 1) == 0x2D ? index + 2 : index + 1 }
    if at(index) == 0xE2, at(index + 1) == 0x80, at(index + 2) == 0x93 || at(index + 2) == 0x94 {
      return index + 3
    }
    return nil
  }

  /// Cents in superscript digits: `12⁹⁹`.
  private func raisedCents(at index: Int) -> (digits: [UInt8], end: Int)? {
    var digits: [UInt8] = []
    var index = index
    while digits.count < 2 {
      if at(index) == 0xC2, let byte = at(index + 1), [0xB9, 0xB2, 0xB3].contains(byte) {
        digits.append(byte == 0xB9 ? 0x31 : byte == 0xB2 ? 0x32 : 0x33)
        index += 2
      } else if at(index) == 0xE2, at(index + 1) == 0x81, let byte = at(index + 2),
        byte == 0xB0 || 0xB4...0xB9 ~= byte
      {
        digits.append(0x30 + (byte - 0xB0))
        index += 3
      } else {
        return nil
      }
    }
    return (digits, index)
  }

  // MARK: - What stands around

  /// Where a minus sign stands directly before; nil when none does.
  private func sign(before index: Int, floor: Int) -> Int? {
    var start = index
    if start > floor, bytes[start - 1] == UInt8(ascii: "-") {
      start -= 1
    } else if start - 3 >= floor, bytes[(start - 3)..<start].elementsEqual([0xE2, 0x88, 0x92]) {
      start -= 3
    } else {
      return nil
    }
    // `10-15 €` is a range and `pré-12 €` a word.
    guard start > 0 else { return start }
    let before = bytes[start - 1]
    return before <= 0x20 || before == 0xA0 || before == UInt8(ascii: "(") ? start : nil
  }

  /// Whether no letter or digit stands directly before.
  private func isFree(before index: Int, isSymbol: Bool) -> Bool {
    guard index > 0 else { return true }
    let before = bytes[index - 1]
    if before &- 0x30 < 10 { return isSymbol }
    if before == UInt8(ascii: ".") || before == UInt8(ascii: ","), index > 1, isDigit(index - 2) {
      return false
    }
    if isSymbol { return true }
    return !(before | 0x20 &- 0x61 < 26) && before != UInt8(ascii: "#")
      && before != UInt8(ascii: "_")
  }

  /// Whether an amount without a currency stands as a price does: alone, or at the end of a row.
  private func isBareAmount(_ start: Int, _ end: Int) -> Bool {
    guard end == bytes.count || bytes[end...].allSatisfy({ $0 <= 0x20 }) else { return false }
    if start == 0 { return true }
    let before = bytes[..<start].reversed().drop { $0 <= 0x20 }
    guard let last = before.first else { return true }
    return last == UInt8(ascii: ":") || last == UInt8(ascii: "-") || last == 0x93 || last == 0x94
  }

  private func at(_ index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

  private func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] &- 0x30 < 10 }

  private func skipDigits(_ start: Int) -> Int {
    var index = start
    while isDigit(index) { index += 1 }
    return index
  }

  private func digitCount(_ start: Int) -> Int { skipDigits(start) - start }
}
