/// A run of letters and digits in a normalised text.
public struct Token: Sendable, Hashable {
  /// What it is made of.
  public enum Kind: Sendable, Hashable {
    case letters, digits, mixed
  }

  /// Where it stands in the normalised bytes.
  public let range: Range<Int>
  /// What it is made of; letters of other scripts count as letters.
  public let kind: Kind
  /// Whether a blank, not a mark, stands before it (or nothing).
  public let followsBlank: Bool

  /// A token.
  public init(range: Range<Int>, kind: Kind, followsBlank: Bool) {
    self.range = range
    self.kind = kind
    self.followsBlank = followsBlank
  }
}

extension NormalizedText {
  /// The runs of letters and digits, from left to right.
  public var tokens: [Token] { tokens(in: bytes.indices) }

  /// The runs of letters and digits inside a range, from left to right.
  public func tokens(in range: Range<Int>) -> [Token] {
    var tokens: [Token] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard Self.isWordByte(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      var letters = false
      var digits = false
      while index < range.upperBound, Self.isWordByte(bytes[index]) {
        if Self.isDigit(bytes[index]) { digits = true } else { letters = true }
        index += 1
      }
      tokens.append(
        Token(
          range: start..<index,
          kind: letters ? (digits ? .mixed : .letters) : .digits,
          followsBlank: start == range.lowerBound || bytes[start - 1] == UInt8(ascii: " ")))
    }
    return tokens
  }

  /// Whether a normalised byte is a digit.
  public static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Whether a normalised byte is a capital letter A to Z.
  public static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }

  /// Whether a normalised byte is part of a word: a letter, a digit, or part of another script.
  public static func isWordByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte >= 0x80
  }
}
