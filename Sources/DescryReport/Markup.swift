extension String {
  /// The text for HTML and XML 1.0, inside an element or an attribute in quotes.
  ///
  /// Characters that XML cannot hold and controls that HTML should not are U+FFFD.
  var escapedMarkup: String {
    var escaped: [UInt8] = []
    escaped.reserveCapacity(utf8.count + 16)
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped += "&amp;".utf8
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "\""): escaped += "&quot;".utf8
      case UInt8(ascii: "'"): escaped += "&#39;".utf8
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"): escaped.append(byte)
      case 0...0x1F, 0x7F: escaped += "\u{FFFD}".utf8
      case 0xBE,
        0xBF where escaped.suffix(2) == [0xEF, 0xBF]:
        // U+FFFE and U+FFFF are no characters of XML.
        escaped[escaped.count - 1] = 0xBF
        escaped.append(0xBD)
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
