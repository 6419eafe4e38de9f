/// Hands a file to a parser piece by piece, in UTF-8 whatever it says it is.
struct CAMTFeed {
  private static let piece = 1 << 16

  private let bytes: UnsafeRawBufferPointer
  private let pass: (Int) -> Void
  /// How the bytes become UTF-8; nil when they are.
  private let alphabet: WrittenText?
  /// Whether what is handed over is UTF-8; otherwise the document's own declaration stands.
  let isUTF8: Bool
  /// Looks at the whole file: what is valid UTF-8 is that, whatever is declared.
  init(_ bytes: UnsafeRawBufferPointer, pass: @escaping (Int) -> Void) {
    self.bytes = bytes
    self.pass = pass
    (alphabet, isUTF8) = Self.alphabet(bytes, pass)
  }

  private static func alphabet(
    _ bytes: UnsafeRawBufferPointer, _ pass: (Int) -> Void
  ) -> (WrittenText?, isUTF8: Bool) {
    if UTF8Check.isValid(bytes, pass: pass) { return (nil, true) }
    let head = bytes.stretch(0, 256)
    var text = WrittenText()
    if head.containsWord("8859-15") {
      text.alphabet = .latin9
      return (text, true)
    }
    if head.containsWord("1250") {
      text.alphabet = .windows1250
      return (text, true)
    }
    let isKnown =
      head.containsWord("8859-1\"") || head.containsWord("8859-1'") || head.containsWord("1252")
      || head.containsWord("UTF-8") || head.containsWord("ASCII")
      || !head.containsWord("ENCODING")
    return isKnown ? (text, true) : (nil, false)
  }

  /// Hands over all pieces from an offset on, each with whether it is the last.
  func run(from start: Int, _ push: (UnsafeRawBufferPointer, Bool) throws -> Void) throws {
    var offset = start
    while offset < bytes.count {
      let piece = bytes.stretch(offset, offset + Self.piece)
      offset += piece.count
      let isLast = offset >= bytes.count
      if let alphabet {
        try alphabet.utf8(piece).withUnsafeBytes { try push($0, isLast) }
      } else {
        try push(piece, isLast)
      }
      pass(offset)
    }
  }

  /// The offset of the document that follows one whose root ends behind so many bytes of what was
  /// handed over; nil when none follows.
  func document(behind end: Int, from start: Int) -> Int? {
    guard isUTF8, let whole = XMLBytes(bytes) else { return nil }
    var offset = start
    if let alphabet {
      var handed = 0
      while handed < end, offset < bytes.count {
        handed += alphabet.utf8(bytes.stretch(offset, offset + 1)).count
        offset += 1
      }
    } else {
      offset += end
    }
    guard case .document(let next) = XMLScanner.following(whole, from: offset) else { return nil }
    return next
  }
}
