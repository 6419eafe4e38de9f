import DescryCore

/// A line of the text of a PDF, laid out with blanks; places in it are columns of characters.
struct PDFLine {
  let number: Int
  /// One byte a character: those beyond Latin-1 become `?`, all kinds of blanks a blank.
  let bytes: [UInt8]
  private let scalars: [Unicode.Scalar]

  init(_ text: Substring, number: Int) {
    self.number = number
    scalars = Array(text.unicodeScalars)
    bytes = scalars.map { scalar in
      switch scalar.value {
      case 0xA0, 0x2007, 0x2009, 0x202F, 0x09, 0x0C: 0x20
      case 0x2212, 0x2013: UInt8(ascii: "-")
      case 0x20AC: UInt8(ascii: "E")
      case 0...0xFF: UInt8(scalar.value)
      default: UInt8(ascii: "?")
      }
    }
  }

  /// A stretch between blanks.
  struct Word {
    let from: Int
    let to: Int
  }

  /// The words, with where they stand.
  var words: [Word] {
    var words: [Word] = []
    var start: Int?
    for (index, byte) in bytes.enumerated() {
      if byte == 0x20 {
        if let from = start { words.append(Word(from: from, to: index)) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let from = start { words.append(Word(from: from, to: bytes.count)) }
    return words
  }

  /// The text of a range of columns, its blanks shrunk to one.
  func text(_ from: Int, _ to: Int) -> String {
    let from = max(0, from)
    guard from < to, from < scalars.count else { return "" }
    var text = String.UnicodeScalarView()
    for index in from..<min(to, scalars.count) {
      if bytes[index] == 0x20 {
        if let last = text.last, last != " " { text.append(" ") }
      } else {
        text.append(scalars[index])
      }
    }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The whole line in small letters, without accents, for comparing phrases.
  var key: String {
    var key = ""
    for byte in bytes {
      switch byte {
      case 0x41...0x5A: key.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      case 0xC8...0xCB, 0xE8...0xEB: key += "e"
      case 0xC0...0xC5, 0xE0...0xE5: key += "a"
      case 0xD2...0xD6, 0xF2...0xF6: key += "o"
      case 0xD9...0xDC, 0xF9...0xFC: key += "u"
      case 0xCC...0xCF, 0xEC...0xEF: key += "i"
      case 0xC7, 0xE7: key += "c"
      case 0x20: if key.last != " " { key += " " }
      default: key.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return key
  }

  // MARK: Money

  /// An amount with exactly two decimals, and where it stands.
  struct Money {
    let amount: Amount
    /// What a mark behind it says: `CR` is true, `DR` is false.
    let isCredit: Bool?
    let from: Int
    let to: Int
  }

  /// The amounts of the line, from left to right.
  func money(_ words: [Word]) -> [Money] {
    var found: [Money] = []
    var index = 0
    while index < words.count {
      // Thousands may be parted by blanks, signs and currencies stand apart: the longest wins.
      var length = min(6, words.count - index)
      while length > 0 {
        let last = index + length - 1
        let isTight = (index..<last).allSatisfy { words[$0 + 1].from - words[$0].to == 1 }
        if isTight, let money = money(words[index].from, words[last].to) {
          found.append(money)
          break
        }
        length -= 1
      }
      index += max(1, length)
    }
    return found
  }

  private func money(_ from: Int, _ to: Int) -> Money? {
    var body = Array(bytes[from..<to])
    var isCredit: Bool?
    for (suffix, credit) in [(" CR", true), (" DR", false), ("CR", true), ("DR", false)]
    where body.count > 4
      && String(decoding: body.suffix(suffix.utf8.count), as: UTF8.self)
        .uppercased() == suffix
    {
      body.removeLast(suffix.utf8.count)
      isCredit = credit
      break
    }
    let letters = body.filter { $0.isLetter || $0 == UInt8(ascii: "$") || $0 == 0xA3 }
    if !letters.isEmpty {
      guard letters.count <= 3, Self.symbols.contains(letters) else { return nil }
      body.removeAll { $0.isLetter || $0 == UInt8(ascii: "$") || $0 == 0xA3 }
    }
    while body.first == 0x20 { body.removeFirst() }
    while body.last == 0x20 { body.removeLast() }
    // Two decimals, whatever closes behind them.
    guard let digit = body.lastIndex(where: \.isDigit), digit >= 3, body[digit - 1].isDigit,
      body[digit - 2] == UInt8(ascii: ".") || body[digit - 2] == UInt8(ascii: ","),
      body[digit - 3].isDigit,
      let amount = body.withUnsafeBytes({ WrittenAmount.read($0) }), amount.scale == 2
    else { return nil }
    return Money(amount: amount, isCredit: isCredit, from: from, to: to)
  }

  /// Symbols and letters of currencies; the euro sign was made an E.
  private static let symbols: Set<[UInt8]> = Set(
    ["E", "$", "S$", "A$", "C$", "US$", "EUR", "USD", "GBP", "CHF", "SGD", "CAD", "AUD"]
      .map { Array($0.utf8) } + [[0xA3]])

  // MARK: Days

  /// The day that some words from `index` on write, and behind which word it ends.
  func day(_ words: [Word], at index: Int) -> (day: PDFDay, next: Int)? {
    guard index < words.count else { return nil }
    for length in stride(from: min(3, words.count - index), to: 0, by: -1) {
      let last = index + length - 1
      guard (index..<last).allSatisfy({ words[$0 + 1].from - words[$0].to <= 2 }) else { continue }
      if let day = PDFDay(Array(bytes[words[index].from..<words[last].to]), words: length) {
        return (day, last + 1)
      }
    }
    return nil
  }
}

/// A day as a statement prints it, often without its year.
struct PDFDay: Hashable {
  private enum Order { case dayFirst, monthFirst, open }

  private let parts: [Int]
  private let order: Order
  let hasYear: Bool
  /// Whether its mark is a point, which no country writes that puts the month first.
  let hasPoint: Bool

  init?(_ bytes: [UInt8], words: Int) {
    var text = bytes
    while text.last == UInt8(ascii: ".") || text.last == UInt8(ascii: ",") { text.removeLast() }
    guard (4...20).contains(text.count), text.contains(where: \.isDigit) else { return nil }
    let isNamed = text.contains(where: \.isLetter)
    // Numbers alone are a day only in one word with marks: `12 345` is none.
    if !isNamed {
      let marks = text.filter { !$0.isDigit }
      guard words == 1, (1...2).contains(marks.count), Set(marks).count == 1,
        let mark = marks.first,
        [UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ".")]
          .contains(mark)
      else { return nil }
      hasPoint = mark == UInt8(ascii: ".")
    } else {
      guard text[0].isDigit || words > 1 else { return nil }
      hasPoint = false
    }
    let separator: [UInt8] = isNamed ? [0x20] : [text.first { !$0.isDigit } ?? 0x2F]
    var day = text.withUnsafeBytes { CSVWrittenDay.read($0) }
    hasYear = day != nil
    if day == nil {
      day = (text + separator + Array("2000".utf8)).withUnsafeBytes { CSVWrittenDay.read($0) }
    }
    guard let day else { return nil }
    if day.widths.0 == 4 {
      (order, parts) = (.dayFirst, [day.parts.2, day.parts.1, day.parts.0])
      return
    }
    order =
      day.namedMonth == nil ? .open : day.namedMonth == 1 ? .dayFirst : .monthFirst
    let year = day.widths.2 == 4 ? day.parts.2 : WrittenDate.fullYear(day.parts.2)
    parts = [day.parts.0, day.parts.1, year]
  }

  /// The day, in an order, of its own year or else of the last one that is not behind `latest`.
  func date(dayFirst: Bool, latest: CalendarDate?) -> CalendarDate? {
    let isDayFirst = order == .open ? dayFirst : order == .dayFirst
    let day = isDayFirst ? parts[0] : parts[1]
    let month = isDayFirst ? parts[1] : parts[0]
    if hasYear { return CalendarDate(year: parts[2], month: month, day: day) }
    guard let latest else { return nil }
    for year in [latest.year, latest.year - 1] {
      if let date = CalendarDate(year: year, month: month, day: day), date <= latest {
        return date
      }
    }
    return nil
  }
}
