import DescryCore

/// The mark of a tick box or a radio button at the head of a line: `[x]`, `[ ]`, `(x)`, `( )`.
struct TranscriptBox {
  let role: ElementRole
  let isChecked: Bool
  /// How many bytes the mark takes.
  let length: Int

  /// Nil when the bytes begin with no such mark.
  init?(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return nil }
    let close: UInt8
    switch first {
    case UInt8(ascii: "["):
      role = .checkbox
      close = UInt8(ascii: "]")
    case UInt8(ascii: "("):
      role = .radio
      close = UInt8(ascii: ")")
    default: return nil
    }
    guard let end = bytes.prefix(8).firstIndex(of: close) else { return nil }
    let inside = String(decoding: bytes[1..<end], as: UTF8.self).filter { !$0.isWhitespace }
    switch inside {
    case "": isChecked = false
    case "x", "X", "*", "✓", "✔", "•", "o", "●": isChecked = true
    default: return nil
    }
    // `[x](https://…)` is a link and `()` a pair of brackets.
    if end + 1 < bytes.count, bytes[end + 1] > 0x20 { return nil }
    if end == 1, first == UInt8(ascii: "(") { return nil }
    length = end + 1
  }

  /// How many bytes a clock mark takes at the head of a line; nil when none stands there.
  static func clockLength(_ bytes: [UInt8]) -> Int? {
    for mark in ["⏱", "⏲", "⏰", "⏳", "⌛"] where bytes.starts(with: mark.utf8) {
      let count = mark.utf8.count
      // Variation selector 16 asks for the coloured form.
      return bytes[count...].starts(with: [0xEF, 0xB8, 0x8F]) ? count + 3 : count
    }
    return nil
  }
}

/// Marks behind the label of a box: `{disabled}`, `{required}`.
struct ControlMarks {
  /// The label without the marks.
  let bytes: [UInt8]
  private(set) var isDisabled = false
  private(set) var isRequired = false

  init(_ label: [UInt8]) {
    guard label.last == UInt8(ascii: "}"), let open = label.lastIndex(of: UInt8(ascii: "{")) else {
      bytes = label
      return
    }
    let words = String(decoding: label[(open + 1)..<(label.count - 1)], as: UTF8.self)
      .split { $0 == " " || $0 == "," }
    guard !words.isEmpty, words.allSatisfy({ $0 == "disabled" || $0 == "required" }) else {
      bytes = label
      return
    }
    isDisabled = words.contains("disabled")
    isRequired = words.contains("required")
    bytes = Array(label[..<open])
  }
}

/// Tells a labelled sum, `**Total :** 24,80 €`, from a turn of a chat.
enum SumLabel {
  static func isOne(_ label: String, before rest: [UInt8]) -> Bool {
    if PriceKind.named(PriceWords(label)) != nil { return true }
    let text = String(decoding: rest, as: UTF8.self)
    guard let price = PriceScanner.prices(in: text, standard: .eur).first else { return false }
    // A turn says more than an amount.
    return price.span.lowerBound <= 4 && text.utf8.count - price.span.upperBound <= 24
  }
}
