/// Folds white space as a page shows it.
enum WhiteSpace {
  /// The text with every run of ASCII blanks as one blank and none at the ends; no-break spaces stay.
  static func folded(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte <= 0x20 {
        if let last = text.last, last != 0x20 { text.append(0x20) }
      } else {
        text.append(byte)
      }
    }
    if text.last == 0x20 { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text with every run of ASCII blanks as one blank and none at the ends.
  static func folded(_ text: String) -> String { folded(text.utf8) }
}
