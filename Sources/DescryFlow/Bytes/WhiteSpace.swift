/// White space as pages have it: ASCII blanks.
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

  /// The parts of a list that blanks part, as class names (HTML, "set of space-separated tokens").
  static func tokens(of text: String) -> [Substring] {
    text.utf8.split { $0 <= 0x20 }.map { Substring($0) }
  }
}
