extension String {
  /// The text with the value of each `{name}` in its place, in one pass; names without a value stay.
  ///
  /// Every charge of a statement gets some sentences so: this looks at bytes, not at characters.
  public func filled(_ value: (Substring) -> String?) -> String {
    filled(value) { result, _, value in result += value }
  }

  /// The same in a language: French joins what stands before a name to it, as in `auprès d'Amazon`,
  /// `du montant` or `de ce jour-là`.
  public func filled(in language: Language, _ value: (Substring) -> String?) -> String {
    guard language == .french else { return filled(value) }
    return filled(value, joining: Self.joinFrench)
  }

  /// Fills by `join`, which gets the text so far, where its last value ended, and the next value.
  private func filled(
    _ value: (Substring) -> String?,
    joining join: (inout [UInt8], Int, Substring.UTF8View) -> Void
  ) -> String {
    var text = self
    let filled = text.withUTF8 { bytes -> [UInt8]? in
      guard var open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + 64)
      var start = 0
      var joined = 0
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
          join(&result, joined, text[...].utf8)
          start = end + 1
          joined = result.count
        }
        guard let next = bytes[(end + 1)...].firstIndex(of: UInt8(ascii: "{")) else { break }
        open = next
      }
      result += bytes[start...]
      return result
    }
    return filled.map { String(decoding: $0, as: UTF8.self) } ?? self
  }

  /// Appends a value: before a vowel `de` loses its `e`; `de` and `à` become one word with an article
  /// `le`; an article falls away before `ce`.
  private static func joinFrench(
    _ text: inout [UInt8], _ start: Int, _ value: Substring.UTF8View
  ) {
    func ends(with word: String) -> Bool {
      let word = word.utf8
      guard text.count - start >= word.count, text.suffix(word.count).elementsEqual(word) else {
        return false
      }
      let before = text.dropLast(word.count).last
      return text.count - start == word.count || before.map { !isLetter($0) } ?? true
    }
    if startsWithVowel(value), ends(with: "de ") || ends(with: "De ") {
      text.removeLast(2)
      text.append(UInt8(ascii: "'"))
    } else if value.starts(with: "le ".utf8), ends(with: "de ") {
      text.removeLast(2)
      text += "u ".utf8
      text += value.dropFirst(3)
      return
    } else if value.starts(with: "le ".utf8), ends(with: "à ") {
      text.removeLast("à ".utf8.count)
      text += "au ".utf8
      text += value.dropFirst(3)
      return
    } else if value.starts(with: "ce ".utf8), ends(with: "du ") {
      text.removeLast(2)
      text += "e ".utf8
    } else if value.starts(with: "ce ".utf8), ends(with: "le ") {
      text.removeLast(3)
    }
    text += value
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF)
  }

  private static func startsWithVowel(_ value: Substring.UTF8View) -> Bool {
    guard let first = value.first else { return false }
    if first < 0x80 { return "AEIOUaeiou".utf8.contains(first) }
    return Substring(value).first.map { "ÀÂÄÉÈÊËÎÏÔÖÙÛÜàâäéèêëîïôöùûü".contains($0) } ?? false
  }
}
