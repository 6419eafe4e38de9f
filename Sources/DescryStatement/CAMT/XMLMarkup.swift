/// Text, and what is neither text nor tag, in plain XML.
extension XMLScanner {
  /// Reads text up to the next `<` into `scratch`; false for what is not plain.
  mutating func text() -> Bool {
    let start = at
    while true {
      let to = bytes.endOfPlainText(at)
      guard to - start < Self.longest else { return false }
      keep(at, to)
      at = to
      switch bytes[at] {
      case UInt8(ascii: "<"): return true
      case UInt8(ascii: "&"):
        guard reference() else { return false }
      case UInt8(ascii: "]"):
        // The end of a CDATA section must not stand outside of one.
        if bytes.holds("]]>", at: at) { return false }
        keep(at, at + 1)
        at += 1
      case 0x0D:
        // Line ends become line feeds (XML 1.0, 2.11).
        keep([0x0A])
        at += bytes[at + 1] == 0x0A ? 2 : 1
      default:
        guard let width = bytes.character(at) else { return false }
        keep(at, at + width)
        at += width
      }
    }
  }

  private mutating func keep(_ from: Int, _ to: Int) { keep(bytes.stretch(from, to)) }

  private mutating func keep(_ more: some Collection<UInt8>) {
    if scratch.count < XMLText.longest + 4 { scratch.append(contentsOf: more) }
  }

  /// Resolves one of the five entities or a numeric reference; false for any other.
  private mutating func reference() -> Bool {
    guard bytes[at + 1] == UInt8(ascii: "#") else {
      for (entity, letter) in Self.entities where bytes.holds(entity, at: at) {
        keep([letter])
        at += entity.utf8CodeUnitCount
        return true
      }
      return false
    }
    let isHexadecimal = bytes[at + 2] == UInt8(ascii: "x")
    var to = at + (isHexadecimal ? 3 : 2)
    let first = to
    var value: UInt32 = 0
    while let digit = Self.digit(bytes[to], isHexadecimal), to - first < 7 {
      value = value * (isHexadecimal ? 16 : 10) + digit
      to += 1
    }
    guard to > first, bytes[to] == UInt8(ascii: ";"), let scalar = Unicode.Scalar(value),
      value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D,
      value != 0xFFFE, value != 0xFFFF
    else { return false }
    keep(UTF8.encode(scalar) ?? .init())
    at = to + 1
    return true
  }

  private static let entities: [(StaticString, UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")),
  ]

  private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    if byte.isDigit { return UInt32(byte & 0x0F) }
    guard isHexadecimal, (byte | 0x20) &- 0x61 < 6 else { return nil }
    return UInt32((byte | 0x20) - 0x57)
  }

  /// Passes over a comment or a processing instruction, and keeps a CDATA section of content.
  ///
  /// False for what is not plain.
  @inline(never)
  mutating func markup(isContent: Bool) -> Bool {
    if isContent, bytes.holds("<![CDATA[", at: at) {
      guard let to = bytes.past("]]>", from: at + 9), to - at < Self.longest,
        bytes.stretch(at, to).next(0x0D, from: 0) == nil
      else { return false }
      keep(at + 9, to - 3)
      at = to
      return true
    }
    guard let to = Self.pastAside(bytes, at) else { return false }
    at = to
    return true
  }

  /// The offset behind a comment or a processing instruction; nil for what is neither, or not plain.
  private static func pastAside(_ bytes: XMLBytes, _ from: Int) -> Int? {
    var to: Int?
    if bytes.holds("<!--", at: from) {
      // Two hyphens must not stand in a comment but at its end.
      to = bytes.past("--", from: from + 4).flatMap {
        bytes[$0] == UInt8(ascii: ">") ? $0 + 1 : nil
      }
    } else if bytes.holds("<?", at: from) {
      var name = from + 2
      while bytes[name].isLetter || (name > from + 2 && bytes[name] == UInt8(ascii: "-")) {
        name += 1
      }
      let target = bytes.stretch(from + 2, name)
      guard !target.isEmpty, !target.isWord("XML"),
        XMLBytes.isBlank(bytes[name]) || bytes.holds("?>", at: name)
      else { return nil }
      to = bytes.past("?>", from: name)
    }
    return to.flatMap { $0 - from < longest ? $0 : nil }
  }

  // MARK: Before and behind the root

  /// Reads the XML declaration and goes to the root's tag; false for what is not plain.
  mutating func prologue() -> Bool {
    if bytes.holds("<?xml", at: at), XMLBytes.isBlank(bytes[at + 5]) {
      guard declaration() else { return false }
    }
    while true {
      at = bytes.pastBlanks(at)
      guard bytes[at] == UInt8(ascii: "<") else { return false }
      if bytes[at + 1].isLetter { return true }
      guard markup(isContent: false) else { return false }
    }
  }

  /// Reads `<?xml version="1.0" encoding="…" standalone="…"?>`, all but the version optional.
  ///
  /// The encoding says nothing: the bytes are known to be UTF-8.
  private mutating func declaration() -> Bool {
    guard let end = bytes.past("?>", from: at) else { return false }
    var rest = bytes.stretch(at + 5, end - 2)
    guard Self.take("version", &rest)?.elementsEqual("1.0".utf8) == true else { return false }
    if let encoding = Self.take("encoding", &rest) {
      guard encoding.at(0)?.isLetter == true,
        encoding.allSatisfy({ $0.isLetter || $0.isDigit || [0x2D, 0x2E, 0x5F].contains($0) })
      else { return false }
    }
    if let standalone = Self.take("standalone", &rest) {
      guard standalone.elementsEqual("yes".utf8) || standalone.elementsEqual("no".utf8) else {
        return false
      }
    }
    guard rest.trimmed.isEmpty else { return false }
    at = end
    return true
  }

  /// Takes ` name="value"` from the beginning of a text.
  private static func take(
    _ name: StaticString, _ text: inout UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    guard let first = text.at(0), XMLBytes.isBlank(first), let equals = text.next(0x3D, from: 0),
      text.stretch(0, equals).trimmed.elementsEqual(
        UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    else { return nil }
    let value = text.stretch(from: equals + 1).trimmed
    guard let quote = value.at(0), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let close = value.next(quote, from: 1)
    else { return nil }
    text = value.stretch(from: close + 1)
    return value.stretch(1, close)
  }

  /// What follows behind a document's root: nothing, another document, or something odd.
  static func following(_ bytes: XMLBytes, from offset: Int) -> Outcome {
    var at = offset
    while true {
      at = bytes.pastBlanks(at)
      if at == bytes.count { return .end }
      if bytes.holds("\u{FEFF}", at: at), at > 0 {
        at += 3
        continue
      }
      if bytes[at] == UInt8(ascii: "<"), bytes[at + 1].isLetter { return .document(at) }
      if bytes.holds("<?xml", at: at), XMLBytes.isBlank(bytes[at + 5]) { return .document(at) }
      guard let behind = pastAside(bytes, at) else { return .odd }
      at = behind
    }
  }
}
