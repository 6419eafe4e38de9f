extension String {
  /// The text for HTML and XML 1.0, inside an element or an attribute in quotes.
  ///
  /// Characters that XML cannot hold and controls that HTML should not are U+FFFD.
  var escapedMarkup: String {
    var bytes: [UInt8] = []
    appendEscaped(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the text as `escapedMarkup` has it, in UTF-8.
  func appendEscaped(to result: inout [UInt8]) {
    var text = self
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices where Self.mayNeedEscape(bytes[index]) {
        guard let plain = Self.escape(bytes, index) else { continue }
        result.append(contentsOf: bytes[start..<index])
        result.append(contentsOf: plain.utf8)
        // U+FFFE and U+FFFF have three bytes.
        start = index + (bytes[index] == 0xEF ? 3 : 1)
      }
      result.append(contentsOf: bytes[start...])
    }
  }

  /// Whether a byte may begin something that cannot stay.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte < 0x28
      ? byte != UInt8(ascii: " ") && byte != UInt8(ascii: "\n")
      : byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == 0x7F || byte == 0xEF
  }

  /// What stands for the character that begins at a place; nil when it may stay.
  private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> String? {
    switch bytes[index] {
    case UInt8(ascii: "&"): return "&amp;"
    case UInt8(ascii: "<"): return "&lt;"
    case UInt8(ascii: ">"): return "&gt;"
    case UInt8(ascii: "\""): return "&quot;"
    case UInt8(ascii: "'"): return "&#39;"
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"): return nil
    case 0...0x1F, 0x7F: return "\u{FFFD}"
    case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
      return "\u{FFFD}"
    default: return nil
    }
  }
}
