/// Turns the bytes of a field into text.
struct WrittenText: Sendable {
  /// The eight-bit alphabet of fields that are not UTF-8.
  enum Alphabet: Sendable {
    case windows1252, windows1250, latin9
  }

  var alphabet = Alphabet.windows1252

  /// Decodes a field: UTF-8 wherever it is that, whatever the header says, else the alphabet.
  ///
  /// Line ends and other controls within it become blanks.
  func string(_ bytes: UnsafeRawBufferPointer) -> String {
    let trimmed = bytes.trimmed
    if trimmed.isPlain { return trimmed.string }
    var all: UInt8 = 0
    var hasControls = false
    for byte in trimmed {
      all |= byte
      if byte < 0x20 { hasControls = true }
    }
    if hasControls {
      return trimmed.map { $0 < 0x20 ? 0x20 : $0 }.withUnsafeBytes { decoded($0, all) }
    }
    return decoded(trimmed, all)
  }

  private func decoded(_ bytes: UnsafeRawBufferPointer, _ all: UInt8) -> String {
    if all < 0x80 || UTF8Check.isValid(bytes) {
      return bytes.string
    }
    return String(String.UnicodeScalarView(bytes.map(scalar)))
  }

  /// Decodes a field, or nil when there is nothing in it.
  func text(_ bytes: UnsafeRawBufferPointer?) -> String? {
    guard let bytes else { return nil }
    let text = string(bytes)
    return text.isEmpty ? nil : text
  }

  /// A decoded field in UTF-8: the bytes themselves, without blanks around them, wherever they are
  /// plain.
  func utf8(
    _ bytes: UnsafeRawBufferPointer, _ store: inout TextStore
  ) -> UnsafeRawBufferPointer {
    let trimmed = bytes.trimmed
    if trimmed.isPlain { return trimmed }
    var text = string(trimmed)
    return text.withUTF8 { store.copy(UnsafeRawBufferPointer($0)) }
  }

  /// All bytes of a stretch, taken as the alphabet, in UTF-8.
  func utf8(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      if byte < 0x80 { result.append(byte) } else { result += UTF8.encode(scalar(byte)) ?? .init() }
    }
    return result
  }

  private func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    let table =
      switch alphabet {
      case .windows1252: Self.western
      case .windows1250: Self.central
      case .latin9: Self.western
      }
    if alphabet == .latin9, let euro = Self.latin9[byte] { return euro }
    let index = Int(byte) - 0x80
    guard index < table.count else { return Unicode.Scalar(byte) }
    return table[index]
  }

  private static let western = Array(
    ("€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ").unicodeScalars)
  private static let central = Array(
    ("€\u{81}‚\u{83}„…†‡\u{88}‰Š‹ŚŤŽŹ\u{90}‘’“”•–—\u{98}™š›śťžź"
      + "\u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß"
      + "ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙").unicodeScalars)
  private static let latin9: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]
}

/// Joins a name and a text without saying the same twice.
func joined(_ name: String?, _ text: String?) -> String {
  guard let name, !name.isEmpty else { return text ?? "" }
  guard let text, !text.isEmpty else { return name }
  if text.holds(name) { return text }
  if name.holds(text) { return name }
  return name + " " + text
}

extension String {
  /// Whether another text stands in this one, byte for byte.
  func holds(_ part: String) -> Bool {
    var whole = self
    var part = part
    return whole.withUTF8 { whole in
      part.withUTF8 { UnsafeRawBufferPointer(whole).holds(UnsafeRawBufferPointer($0)) }
    }
  }
}
