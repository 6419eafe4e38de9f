/// A line of a transcript in its parts: texts, buttons, links, fields and pictures.
struct TranscriptInline {
  enum Kind { case text, button, link, field, image }

  struct Part {
    let kind: Kind
    /// The words, emphasis marks taken out.
    var text: String
    /// The address of a link or the value of a field.
    var target: String?
    /// Whether a button is the prominent one.
    var isPrimary = false
    /// The bytes of the line that spell it.
    var range: Range<Int>
  }

  private(set) var parts: [Part] = []
  /// Where a mark stands that nothing closes, and the mark.
  private(set) var stray: (offset: Int, mark: String)?

  private let bytes: [UInt8]
  /// Marks farther apart than this belong not together.
  private static let longest = 500
  private var textStart = 0

  init(_ line: [UInt8]) {
    bytes = line
    scan()
  }

  private mutating func scan() {
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 2
      } else if let part = part(at: index) {
        endText(at: index)
        parts.append(part)
        index = part.range.upperBound
        textStart = index
      } else {
        index += 1
      }
    }
    endText(at: bytes.count)
  }

  private mutating func part(at index: Int) -> Part? {
    if starts("[[", index) { return button(at: index) }
    if starts("{{", index) { return field(at: index) }
    if starts("![", index) { return link(at: index, open: index + 2, kind: .image) }
    if starts("[", index) { return link(at: index, open: index + 1, kind: .link) }
    return nil
  }

  private mutating func button(at index: Int) -> Part? {
    guard let end = find("]]", index + 2) else {
      stray = stray ?? (index, "[[")
      return nil
    }
    var close = end + 2
    let isPrimary = close < bytes.count && bytes[close] == UInt8(ascii: "!")
    if isPrimary { close += 1 }
    return Part(
      kind: .button, text: Self.plain(bytes[(index + 2)..<end]), isPrimary: isPrimary,
      range: index..<close)
  }

  private mutating func field(at index: Int) -> Part? {
    guard let end = find("}}", index + 2) else {
      stray = stray ?? (index, "{{")
      return nil
    }
    var close = end + 2
    var value: String?
    let after = bytes[close...].drop { $0 == 0x20 }
    if after.first == UInt8(ascii: ":") {
      value = WhiteSpace.folded(after.dropFirst())
      close = bytes.count
    }
    return Part(
      kind: .field, text: Self.plain(bytes[(index + 2)..<end]), target: value, range: index..<close)
  }

  private func link(at index: Int, open: Int, kind: Kind) -> Part? {
    var depth = 1
    var end = open
    while end < min(bytes.count, open + Self.longest) {
      if bytes[end] == UInt8(ascii: "[") { depth += 1 }
      if bytes[end] == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 { break }
      }
      end += 1
    }
    guard end < bytes.count, depth == 0 else { return nil }
    var close = end + 1
    var target: String?
    if close < bytes.count, bytes[close] == UInt8(ascii: "("),
      let finish = bytes[close...].prefix(2 * Self.longest).firstIndex(of: UInt8(ascii: ")"))
    {
      target = String(decoding: bytes[(close + 1)..<finish], as: UTF8.self)
      close = finish + 1
    }
    // `[texte]` without an address is text, a picture is one with or without.
    if kind == .link, target == nil { return nil }
    return Part(
      kind: kind, text: Self.plain(bytes[open..<end]), target: target, range: index..<close)
  }

  private mutating func endText(at end: Int) {
    var start = textStart
    var end = end
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    guard start < end else { return }
    let text = Self.plain(bytes[start..<end])
    if !text.isEmpty { parts.append(Part(kind: .text, text: text, range: start..<end)) }
  }

  private func starts(_ mark: String, _ index: Int) -> Bool {
    bytes[index...].starts(with: mark.utf8)
  }

  private func find(_ mark: String, _ start: Int) -> Int? {
    var index = start
    while index < min(bytes.count, start + Self.longest) {
      if starts(mark, index) { return index }
      index += 1
    }
    return nil
  }

  /// The text without the marks of emphasis and escapes: `**x**`, `*x*`, `_x_`, `` `x` ``, `\*`.
  static func plain(_ bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    var text: [UInt8] = []
    var index = 0
    let star = UInt8(ascii: "*")
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count,
        "[](){}*_~#<>\\`-!".utf8.contains(bytes[index + 1])
      {
        text.append(bytes[index + 1])
        index += 2
      } else if byte == star, index + 1 < bytes.count, bytes[index + 1] == star {
        index += 2
      } else if byte == star, isEmphasis(bytes, index) {
        index += 1
      } else if byte == UInt8(ascii: "`") {
        index += 1
      } else {
        text.append(byte)
        index += 1
      }
    }
    return WhiteSpace.folded(text)
  }

  /// Whether a star opens or closes an emphasis: `*plus que 2*`, not `E-mail *` or `49 € *`.
  private static func isEmphasis(_ bytes: [UInt8], _ index: Int) -> Bool {
    let before = index > 0 ? bytes[index - 1] : 0x20
    let after = index + 1 < bytes.count ? bytes[index + 1] : 0x20
    let star = UInt8(ascii: "*")
    if after > 0x20, before <= 0x20 || before == UInt8(ascii: "(") {
      // It opens when another closes it.
      return bytes[(index + 1)...].prefix(longest).indices.contains { at in
        bytes[at] == star && bytes[at - 1] > 0x20 && at > index + 1
      }
    }
    guard before > 0x20 else { return false }
    return bytes[..<index].suffix(longest).indices.contains { at in
      bytes[at] == star && at + 1 < index && bytes[at + 1] > 0x20
        && (at == 0 || bytes[at - 1] <= 0x20 || bytes[at - 1] == UInt8(ascii: "("))
    }
  }
}
