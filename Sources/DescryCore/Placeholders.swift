extension String {
  /// The text with the value of each `{name}` in its place, in one pass; names without a value stay.
  ///
  /// Every charge of a statement gets some sentences so: this looks at bytes, not at characters.
  public func filled(_ value: (Substring) -> String?) -> String {
    var text = self
    let filled = text.withUTF8 { bytes -> [UInt8]? in
      guard var open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + 64)
      var start = 0
      while let end = bytes[(open + 1)...].firstIndex(where: {
        $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "{")
      }) {
        if bytes[end] == UInt8(ascii: "{") {
          open = end
          continue
        }
        let name = String(decoding: bytes[(open + 1)..<end], as: UTF8.self)
        if let text = value(name[...]) {
          result += bytes[start..<open]
          result += text.utf8
          start = end + 1
        }
        guard let next = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "{")) else { break }
        open = next
      }
      result += bytes[start...]
      return result
    }
    return filled.map { String(decoding: $0, as: UTF8.self) } ?? self
  }

  /// The same in a language: French drops the `e` of `de` before a name that begins with a vowel, as
  /// in `auprès d'Amazon`.
  public func filled(in language: Language, _ value: (Substring) -> String?) -> String {
    guard language == .french else { return filled(value) }
    return elided(value).filled(value)
  }

  private func elided(_ value: (Substring) -> String?) -> String {
    var parts = split(separator: "{", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return self }
    for index in parts.indices.dropFirst() {
      let before = parts[index - 1].utf8
      let isAlone = before.dropLast(3).last.map { !Self.isLetter($0) } ?? true
      guard before.suffix(3).elementsEqual("de ".utf8) || before.elementsEqual("De ".utf8), isAlone,
        let close = parts[index].firstIndex(of: "}"),
        value(parts[index][..<close])?.dropsFrenchE == true
      else { continue }
      parts[index - 1] = parts[index - 1].dropLast(2) + "'"
    }
    return parts.joined(separator: "{")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// Whether French drops the `e` of a `de` before the text.
  var dropsFrenchE: Bool {
    first.map { "AEIOUaeiouÀÂÄÉÈÊËÎÏÔÖÙÛÜàâäéèêëîïôöùûü".contains($0) } ?? false
  }
}
