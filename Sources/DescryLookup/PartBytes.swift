internal import DescryText

/// Which bytes a part of a normalised line has: whether a pattern can match there at all.
///
/// A look at the bytes costs less than one try of a pattern, and most lines have no page, no phone
/// number and no star.
struct PartBytes {
  /// A bit for each ASCII byte that occurs.
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// How many digits there are.
  private(set) var digits = 0
  /// How long the longest run of capitals and digits is.
  private(set) var longestWord = 0

  init(_ bytes: some Sequence<UInt8>) {
    var word = 0
    for byte in bytes {
      if byte < 64 {
        low |= 1 << UInt64(byte)
      } else if byte < 128 {
        high |= 1 << UInt64(byte - 64)
      }
      if NormalizedText.isDigit(byte) {
        digits += 1
        word += 1
      } else {
        word = NormalizedText.isLetter(byte) ? word + 1 : 0
      }
      longestWord = max(longestWord, word)
    }
  }

  /// Whether an ASCII mark occurs.
  func has(_ mark: Unicode.Scalar) -> Bool {
    mark.value < 64
      ? low & 1 << UInt64(mark.value) != 0 : high & 1 << UInt64(mark.value & 63) != 0
  }
}
