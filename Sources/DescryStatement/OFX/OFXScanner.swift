/// Walks over the tags of an OFX file, 1.x SGML and 2.x XML alike.
///
/// Banks leave out end tags, write both dialects into one file and put blanks anywhere, so neither
/// an SGML nor an XML parser reads what exists; a tag and the text behind it is all that both share.
/// Nothing is ever expanded or fetched.
struct OFXScanner: ~Copyable {
  /// A tag with the text between it and the next.
  struct Tag {
    var element: OFXElement
    var isEnd: Bool
    /// Whether another tag follows the text, so that the text cannot have been cut.
    var isWhole: Bool
    var value: UnsafeRawBufferPointer
    var offset: Int
  }

  private typealias Key = NameTable<OFXElement>.Key

  private let bytes: UnsafeRawBufferPointer
  private let names = NameTable<OFXElement>()
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next tag, or nil when there is none.
  @inline(__always)
  mutating func next() -> Tag? {
    while let open = opening(from: offset) {
      let first = bytes[open &+ 1]
      if first == UInt8(ascii: "!") || first == UInt8(ascii: "?") {
        offset = pastMarkup(open)
        continue
      }
      var isEnd = first == UInt8(ascii: "/")
      let name = open &+ (isEnd ? 2 : 1)
      let element: OFXElement
      let close: Int
      if let plain = plainName(name) {
        (element, close) = plain
      } else {
        guard let odd = oddTag(name) else {
          offset = bytes.count
          return nil
        }
        guard let end = odd.close else {
          offset = odd.next
          continue
        }
        (element, close) = (odd.element, end)
        if odd.isEmpty { isEnd = true }
      }
      let next = opening(from: close &+ 1)
      let value: UnsafeRawBufferPointer
      if let next, bytes[next &+ 1] == UInt8(ascii: "!"),
        bytes.stretch(from: next).beginsWithWord("<![CDATA[")
      {
        offset = pastMark("]]>", from: next + 9)
        value = bytes.stretch(next + 9, offset - 3)
      } else {
        offset = next ?? bytes.count
        value = bytes.stretch(close &+ 1, offset)
      }
      return Tag(
        element: element, isEnd: isEnd, isWhole: next != nil, value: value.trimmed, offset: open)
    }
    offset = bytes.count
    return nil
  }

  /// Reads a name of up to fifteen letters right before a `>`, with the offset of that.
  @inline(__always)
  private func plainName(_ from: Int) -> (OFXElement, close: Int)? {
    guard let base = bytes.baseAddress, from &+ 17 <= bytes.count else { return nil }
    // All letters have the bit 0x40. So have a few marks, with which no known name is written.
    let letters: UInt64 = 0x4040_4040_4040_4040
    let upper: UInt64 = 0xDFDF_DFDF_DFDF_DFDF
    let low = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: from, as: UInt64.self))
    let end = ~low & letters
    var length = end.trailingZeroBitCount &>> 3
    var key = Key(low: low & upper, high: 0)
    if end != 0 {
      key.low &= (1 &<< UInt64(8 &* length)) &- 1
    } else {
      let high = UInt64(
        littleEndian: base.loadUnaligned(fromByteOffset: from &+ 8, as: UInt64.self))
      let behind = ~high & letters
      guard behind != 0 else { return nil }
      let more = behind.trailingZeroBitCount &>> 3
      length = 8 &+ more
      key.high = high & upper & ((1 &<< UInt64(8 &* more)) &- 1)
    }
    guard length > 0, bytes[from &+ length] == UInt8(ascii: ">") else { return nil }
    return (names.known(key) ?? .unknown, from &+ length)
  }

  /// A tag with more in it than a name.
  private struct OddTag {
    var element: OFXElement
    /// Where its `>` stands; nil when the next tag begins before it.
    var close: Int?
    var next: Int
    var isEmpty: Bool
  }

  /// Reads a tag with digits, attributes or blanks in it; nil when the file ends before it does.
  @inline(never)
  private func oddTag(_ name: Int) -> OddTag? {
    var to = name
    while let byte = bytes.at(to),
      byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-")
    {
      to += 1
    }
    // Attributes are not in use; a tag that is not closed ends at the next one.
    var close = to
    while let byte = bytes.at(close), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "<") {
      close += 1
    }
    guard let end = bytes.at(close) else { return nil }
    let element = bytes.stretch(name, to).map(\.upper).withUnsafeBytes { names.element($0) }
    return OddTag(
      element: element, close: end == UInt8(ascii: ">") ? close : nil, next: close,
      isEmpty: close > to && bytes.at(close - 1) == UInt8(ascii: "/"))
  }

  /// The next `<` that opens a tag: one before a blank or a digit is part of a text.
  @inline(__always)
  private func opening(from: Int) -> Int? {
    var from = from
    while let open = bytes.at(from) == UInt8(ascii: "<")
      ? from : bytes.next(UInt8(ascii: "<"), from: from)
    {
      guard let byte = bytes.at(open &+ 1) else { return nil }
      if byte.isLetter || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!")
        || byte == UInt8(ascii: "?")
      {
        return open
      }
      from = open &+ 1
    }
    return nil
  }

  private func pastMarkup(_ open: Int) -> Int {
    if bytes.stretch(open, open + 4).elementsEqual("<!--".utf8) {
      return pastMark("-->", from: open + 4)
    }
    return bytes.next(UInt8(ascii: ">"), from: open).map { $0 + 1 } ?? bytes.count
  }

  private func pastMark(_ mark: StaticString, from: Int) -> Int {
    let length = mark.utf8CodeUnitCount
    var from = from
    while let found = bytes.next(mark.utf8Start[0], from: from) {
      if bytes.stretch(found, found + length).isWord(mark) { return found + length }
      from = found + 1
    }
    return bytes.count
  }
}
