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

    init(_ range: Range<Int>, of normal: NormalizedText) {
      text = normal.string(range)
      self.range = normal.originalRange(range)
      var before = range.lowerBound - 1
      while before >= 0, normal.bytes[before] == 0x20 { before -= 1 }
      followsSlash = before >= 0 && normal.bytes[before] == UInt8(ascii: "/")
    }
  }

  let words: [Word]

  init(_ label: String) {
    let normal = NormalizedText(label)
    var words: [Word] = []
    for token in normal.tokens {
      // Digits and letters of one token are two words, as `30J` and `7DAYS` are written.
      var start = token.range.lowerBound
      if token.kind == .mixed {
        for index in token.range.dropFirst() {
          let isDigit = NormalizedText.isDigit(normal.bytes[index])
          guard isDigit != NormalizedText.isDigit(normal.bytes[index - 1]) else { continue }
          words.append(Word(start..<index, of: normal))
          start = index
        }
      }
      words.append(Word(start..<token.range.upperBound, of: normal))
    }
    self.words = words
  }

  /// The index of the first word that begins at or behind a byte.
  func first(from offset: Int) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The word at an index; empty beyond the ends.
  subscript(index: Int) -> String { words.indices.contains(index) ? words[index].text : "" }

  /// Whether a run of words stands at an index.
  func has(_ run: [String], at index: Int) -> Bool {
    guard index >= 0, index + run.count <= words.count else { return false }
    return zip(run, words[index...]).allSatisfy { $0 == $1.text }
  }
}
