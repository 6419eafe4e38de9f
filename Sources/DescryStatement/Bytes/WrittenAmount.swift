import DescryCore

/// An amount as banks write it: signs on either side, parentheses, grouping, point or comma.
enum WrittenAmount {
  /// What a single mark with exactly three digits behind it means.
  enum Thousand {
    /// `1,000` is one, with three decimals.
    case decimals
    /// `1,000` is a thousand.
    case grouping
  }

  /// Reads an amount; nil when anything in it is not part of one.
  static func read(
    _ bytes: UnsafeRawBufferPointer, mark: ReadingOptions.DecimalMark? = nil,
    thousand: Thousand = .decimals
  ) -> Amount? {
    if let plain = plain(bytes, mark) { return plain }
    var body = bytes.trimmed
    var negative = false
    if body.count > 2, body[0] == UInt8(ascii: "("), body[body.count - 1] == UInt8(ascii: ")") {
      negative = true
      body = body.stretch(1, body.count - 1).trimmed
    }
    var signs = 0
    if let sign = sign(body.at(0)) {
      signs += 1
      if sign { negative.toggle() }
      body = body.stretch(from: 1).trimmed
    } else if body.stretch(0, 3).elementsEqual([0xE2, 0x88, 0x92]) {
      signs += 1
      negative.toggle()
      body = body.stretch(from: 3).trimmed
    }
    if let sign = sign(body.at(body.count - 1)) {
      signs += 1
      if sign { negative.toggle() }
      body = body.stretch(0, body.count - 1).trimmed
    }
    guard signs <= 1, !body.isEmpty, let point = decimals(body, mark, thousand) else { return nil }
    return digits(body, point: point, negative: negative)
  }

  /// Reads what nearly all amounts are: digits, a mark, and one or two digits more.
  ///
  /// Nil for any other form, which may be an amount all the same.
  private static func plain(
    _ bytes: UnsafeRawBufferPointer, _ mark: ReadingOptions.DecimalMark?
  ) -> Amount? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    var index = isNegative ? 1 : 0
    // Up to fifteen digits do not overflow.
    guard bytes.count - index <= 16 else { return nil }
    var units: Int64 = 0
    var point = bytes.count
    while index < bytes.count {
      let byte = bytes[index]
      if byte.isDigit {
        units = units &* 10 &+ Int64(byte & 0x0F)
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), point == bytes.count,
        index > (isNegative ? 1 : 0)
      {
        point = index
      } else {
        return nil
      }
      index &+= 1
    }
    let decimals = bytes.count &- point &- 1
    guard decimals == 1 || decimals == 2 else { return nil }
    if let mark, (mark == .comma) != (bytes[point] == UInt8(ascii: ",")) { return nil }
    return Amount(units: isNegative ? -units : units, scale: decimals)
  }

  private static func sign(_ byte: UInt8?) -> Bool? {
    switch byte {
    case UInt8(ascii: "-"): true
    case UInt8(ascii: "+"): false
    default: nil
    }
  }

  /// Where the decimal mark stands, or the length when there is none; nil when the marks make no sense.
  private static func decimals(
    _ body: UnsafeRawBufferPointer, _ mark: ReadingOptions.DecimalMark?, _ thousand: Thousand
  ) -> Int? {
    var points = 0
    var commas = 0
    var last = -1
    for (index, byte) in body.enumerated() {
      if byte == UInt8(ascii: ".") {
        points += 1
      } else if byte == UInt8(ascii: ",") {
        commas += 1
      } else {
        continue
      }
      last = index
    }
    guard last >= 0 else { return body.count }
    let lastIsComma = body[last] == UInt8(ascii: ",")
    let isDecimal: Bool
    if points > 0, commas > 0 {
      guard (lastIsComma ? commas : points) == 1 else { return nil }
      isDecimal = true
    } else if points + commas > 1 {
      isDecimal = false
    } else if let mark {
      isDecimal = (mark == .comma) == lastIsComma
    } else {
      isDecimal = thousand == .decimals || body.count - last - 1 != 3 || last == 0
    }
    return isDecimal ? last : body.count
  }

  private static func digits(
    _ body: UnsafeRawBufferPointer, point: Int, negative: Bool
  ) -> Amount? {
    var units: Int64 = 0
    var scale = 0
    var group = -1
    var sawDigit = false
    var index = 0
    while index < body.count {
      let byte = body[index]
      if byte.isDigit {
        sawDigit = true
        // Zeros beyond the ninth decimal say nothing; another digit there cannot be kept.
        if index > point, scale == 9 {
          guard byte == UInt8(ascii: "0") else { return nil }
        } else {
          let (tens, over) = units.multipliedReportingOverflow(by: 10)
          let (sum, carry) = tens.addingReportingOverflow(Int64(byte & 0x0F))
          guard !over, !carry else { return nil }
          units = sum
          if index > point { scale += 1 }
        }
        if group >= 0, index < point { group += 1 }
      } else if index == point {
        guard group < 0 || group == 3 else { return nil }
      } else if let width = grouping(body, index), index < point {
        guard sawDigit, group < 0 || group == 3 || group == 2 else { return nil }
        group = 0
        index += width - 1
      } else {
        return nil
      }
      index += 1
    }
    guard sawDigit, point < body.count || group < 0 || group == 3 else { return nil }
    return Amount(units: negative ? -units : units, scale: scale)
  }

  /// How many bytes a grouping mark takes here: point, comma, apostrophe, blank, or a hard blank.
  private static func grouping(_ body: UnsafeRawBufferPointer, _ index: Int) -> Int? {
    switch body[index] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: " "), 0xA0: 1
    case 0xC2 where body.at(index + 1) == 0xA0: 2
    case 0xE2
    where body.at(index + 1) == 0x80 && (body.at(index + 2) == 0xAF || body.at(index + 2) == 0x99):
      3
    default: nil
    }
  }
}
