/// Joins the texts of neighbouring nodes as a person reads them.
///
/// Columns that only a style sheet sets apart (`<span>Total</span><span>27,40 €</span>`) get a blank
/// between them, the parts of one price (`<b>12</b><sup>99</sup>`) none.
struct TextJoin {
  private(set) var bytes: [UInt8] = []
  private var owner: Int?

  /// Whether nothing but blanks was added.
  var isEmpty: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0xC2 || $0 == 0xA0 } }

  /// Forgets what was added.
  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    owner = nil
  }

  /// Adds the text of a node that an element holds; gives where it begins in `bytes`.
  @discardableResult
  mutating func append(_ text: String, of element: Int) -> Int {
    if let owner, owner != element, needsBlank(before: text) { bytes.append(0x20) }
    owner = element
    let start = bytes.count
    for byte in text.utf8 {
      if byte <= 0x20 {
        if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
      } else {
        bytes.append(byte)
      }
    }
    return start
  }

  /// Adds a blank where a line ends.
  mutating func breakLine() { if let last = bytes.last, last != 0x20 { bytes.append(0x20) } }

  /// The text without blanks at its ends.
  var text: String {
    String(decoding: bytes.last == 0x20 ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }

  private func needsBlank(before text: String) -> Bool {
    guard let left = bytes.last, let right = text.utf8.first, left != 0x20, right > 0x20 else {
      return false
    }
    let leftDigit = left &- 0x30 < 10
    let rightDigit = right &- 0x30 < 10
    if leftDigit && rightDigit { return false }
    let leftLetter = left | 0x20 &- 0x61 < 26 || left >= 0x80
    let rightLetter = right | 0x20 &- 0x61 < 26
    // `Total` and `27`, `€` and `puis`, `3` and `articles`; but no blank inside a word.
    if leftLetter && rightDigit { return !endsInCurrency }
    if leftDigit && rightLetter { return true }
    if left >= 0x80 && rightLetter { return endsInCurrency }
    if leftLetter && right &- 0x41 < 26 { return left &- 0x61 < 26 }
    return
      (left == UInt8(ascii: ".") || left == UInt8(ascii: ":") || left == UInt8(ascii: ")")
      || left == UInt8(ascii: "%"))
      && rightLetter
  }

  /// Whether the last character is `€`, `£` or `¥`.
  private var endsInCurrency: Bool {
    bytes.suffix(3).elementsEqual([0xE2, 0x82, 0xAC])
      || bytes.suffix(2).elementsEqual([0xC2, 0xA3])
      || bytes.suffix(2).elementsEqual([0xC2, 0xA5])
  }
}
