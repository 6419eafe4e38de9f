/// A text as Descry compares it, with the way back to the text as it was written.
///
/// Letters are plain capitals without accents, look-alike letters are the ones that they imitate,
/// every kind of blank is one blank, marks stay. What no rule could name (other scripts) stays as it
/// is. Rules and input pass through the same normaliser, so that they meet.
public struct NormalizedText: Sendable, Hashable {
  /// The normalised UTF-8 bytes, without leading or trailing blanks.
  public private(set) var bytes: [UInt8]
  /// For each byte of `bytes`, where the character that it came from begins in the original's UTF-8.
  private var starts: [Int32]
  /// For each byte of `bytes`, where that character ends.
  private var ends: [Int32]
  /// Whether letters of another script stood in for Latin ones inside a Latin word.
  public private(set) var hasLookalikes: Bool
  /// Whether `starts` and `ends` are kept.
  private let keepsPlaces: Bool

  /// Normalises a text.
  ///
  /// - Complexity: O(n) in the bytes of the text.
  public init(_ text: some StringProtocol) { self.init(text, keepingPlaces: true) }

  /// Normalises a text; without its places, which take most of the time, there is no way back.
  ///
  /// - Complexity: O(n) in the bytes of the text.
  public init(_ text: some StringProtocol, keepingPlaces: Bool) {
    self.init(keepingPlaces: keepingPlaces)
    var text = String(text)
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Normalises UTF-8 bytes; a byte that is not UTF-8 becomes `?`.
  public init(utf8 bytes: UnsafeRawBufferPointer) {
    self.init(keepingPlaces: true)
    append(bytes)
  }

  private init(keepingPlaces: Bool) {
    keepsPlaces = keepingPlaces
    bytes = []
    starts = []
    ends = []
    hasLookalikes = false
  }

  /// The normalised text.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// A part of the normalised text.
  public func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Where a range of the normalised bytes stands in the original's bytes; nowhere when places were
  /// not kept.
  public func originalRange(_ range: Range<Int>) -> Range<Int> {
    guard keepsPlaces, let first = range.first, let last = range.last else { return 0..<0 }
    return Int(starts[first])..<Int(ends[last])
  }

  /// How many characters of the original a blank of the normalised bytes stands for.
  public func width(ofBlankAt index: Int) -> Int {
    guard keepsPlaces, index > 0, index + 1 < bytes.count else { return 1 }
    return Int(starts[index + 1] - ends[index - 1])
  }

  private mutating func append(_ source: UnsafeRawBufferPointer) {
    bytes.reserveCapacity(source.count)
    if keepsPlaces {
      starts.reserveCapacity(source.count)
      ends.reserveCapacity(source.count)
    }
    var blank: Range<Int>?
    var index = 0

    func isLetter(_ index: Int) -> Bool {
      source.indices.contains(index)
        && LetterFolding.upper(source[index]) &- UInt8(ascii: "A") < 26
    }

    func put(_ byte: UInt8, from place: Range<Int>) {
      if byte == LetterFolding.blank {
        if blank == nil { blank = place }
        return
      }
      if let place = blank {
        if !bytes.isEmpty { keep(LetterFolding.blank, from: place) }
        blank = nil
      }
      keep(byte, from: place)
    }

    while index < source.count {
      let byte = source[index]
      if byte < 0x80 {
        let place = index..<(index + 1)
        switch byte {
        case 0...0x20, 0x7F: put(LetterFolding.blank, from: place)
        case UInt8(ascii: "{"), UInt8(ascii: "}"):
          // ISO 646-FR terminals print é and è at the places of { and }.
          let insideWord = isLetter(index - 1) && isLetter(index + 1)
          put(insideWord ? UInt8(ascii: "E") : byte, from: place)
        default: put(LetterFolding.upper(byte), from: place)
        }
        index += 1
        continue
      }
      let (scalar, length) = Self.decode(source, at: index)
      let place = index..<(index + length)
      if let folded = LetterFolding.fold(scalar) {
        for byte in folded { put(byte, from: place) }
        if 0x370..<0x530 ~= scalar, folded.count == 1,
          isLetter(index - 1) || isLetter(index + length)
        {
          hasLookalikes = true
        }
      } else {
        for offset in place { put(source[offset], from: place) }
      }
      index += length
    }
  }

  private mutating func keep(_ byte: UInt8, from place: Range<Int>) {
    bytes.append(byte)
    guard keepsPlaces else { return }
    starts.append(Int32(truncatingIfNeeded: place.lowerBound))
    ends.append(Int32(truncatingIfNeeded: place.upperBound))
  }

  /// The scalar at an index and its length; U+FFFD and 1 for a byte that is not UTF-8.
  private static func decode(_ source: UnsafeRawBufferPointer, at index: Int) -> (UInt32, Int) {
    let lead = source[index]
    let length: Int
    var scalar: UInt32
    switch lead {
    case 0xC2...0xDF: (length, scalar) = (2, UInt32(lead & 0x1F))
    case 0xE0...0xEF: (length, scalar) = (3, UInt32(lead & 0x0F))
    case 0xF0...0xF4: (length, scalar) = (4, UInt32(lead & 0x07))
    default: return (0xFFFD, 1)
    }
    guard index + length <= source.count else { return (0xFFFD, 1) }
    for offset in 1..<length {
      let byte = source[index + offset]
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let valid =
      length == 2 || (length == 3 && scalar >= 0x800 && !(0xD800...0xDFFF ~= scalar))
      || (length == 4 && 0x10000...0x10FFFF ~= scalar)
    return valid ? (scalar, length) : (0xFFFD, 1)
  }
}
