import DescryCore
import DescryText

/// The words of a label, to look for periods, trials and the names of sums among them.
///
/// Words are plain capitals (`NormalizedText`); each knows the bytes of the label that spell it.
struct PriceWords {
  struct Word {
    let text: String
    /// The bytes of the label.
    let range: Range<Int>
    /// Whether a slash stands directly before it: `/mois`.
    let followsSlash: Bool
  }

  let words: [Word]

  init(_ label: String) {
    let normal = NormalizedText(label)
    words = normal.tokens.flatMap { token -> [Word] in
      Self.parts(of: token, in: normal).map { range in
        var before = range.lowerBound - 1
        while before >= 0, normal.bytes[before] == 0x20 { before -= 1 }
        return Word(
          text: normal.string(range), range: normal.originalRange(range),
          followsSlash: before >= 0 && normal.bytes[before] == UInt8(ascii: "/"))
      }
    }
  }

  /// A token in its digits and its letters, as `30J` and `7DAYS` are written.
  private static func parts(of token: Token, in text: NormalizedText) -> [Range<Int>] {
    guard token.kind == .mixed else { return [token.range] }
    var parts: [Range<Int>] = []
    var start = token.range.lowerBound
    for index in token.range.dropFirst()
    where NormalizedText.isDigit(text.bytes[index]) != NormalizedText.isDigit(text.bytes[index - 1])
    {
      parts.append(start..<index)
      start = index
    }
    return parts + [start..<token.range.upperBound]
  }

  /// The index of the first word that begins at or behind a byte.
  func first(from offset: Int) -> Int {
    words.firstIndex { $0.range.lowerBound >= offset } ?? words.count
  }

  /// The word at an index; empty beyond the ends.
  subscript(index: Int) -> String { words.indices.contains(index) ? words[index].text : "" }

  /// Whether a run of words stands at an index.
  func has(_ run: [String], at index: Int) -> Bool {
    guard index >= 0, index + run.count <= words.count else { return false }
    return zip(run, words[index...]).allSatisfy { $0 == $1.text }
  }
}
