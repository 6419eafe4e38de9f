extension String {
  /// The text with the value of each `{name}` in its place, in one pass; names without a value stay.
  ///
  /// Every charge of a statement gets some sentences so: this looks at bytes, not at characters.
  public func filled(_ value: (Substring) -> String?) -> String {
    let bytes = utf8
    guard var open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return self }
    var result = ""
    result.reserveCapacity(bytes.count + 32)
    var start = startIndex
    while let end = bytes[open...].dropFirst().firstIndex(where: {
      $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "{")
    }) {
      if bytes[end] == UInt8(ascii: "{") {
        open = end
        continue
      }
      let behind = bytes.index(after: end)
      if let text = value(self[bytes.index(after: open)..<end]) {
        result += self[start..<open]
        result += text
        start = behind
      }
      guard let next = bytes[behind...].firstIndex(of: UInt8(ascii: "{")) else { break }
      open = next
    }
    result += self[start...]
    return result
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
        value(parts[index][..<close])?.first.map(Self.isVowel) == true
      else { continue }
      parts[index - 1] = parts[index - 1].dropLast(2) + "'"
    }
    return parts.joined(separator: "{")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
  }

  private static func isVowel(_ letter: Character) -> Bool {
    "AEIOUaeiouÀÂÄÉÈÊËÎÏÔÖÙÛÜàâäéèêëîïôöùûü".contains(letter)
  }
}
