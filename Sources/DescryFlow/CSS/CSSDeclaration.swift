/// A property of a style sheet and its value.
struct CSSDeclaration {
  /// The properties that decide whether and how a text is seen.
  enum Property: String {
    case display, visibility, opacity, color, background, position, left, right, top, bottom, clip
    case width, height, overflow, transform, float, font
    case fontSize = "font-size"
    case fontWeight = "font-weight"
    case backgroundColor = "background-color"
    case backgroundImage = "background-image"
    case textDecoration = "text-decoration"
    case textDecorationLine = "text-decoration-line"
    case textIndent = "text-indent"
    case clipPath = "clip-path"
    case maxHeight = "max-height"
    case overflowX = "overflow-x"
    case overflowY = "overflow-y"
  }

  let property: Property
  /// The value in lower case without `!important`.
  let value: String
  let isImportant: Bool

  /// Reads the declarations between two braces, or those of a `style` attribute.
  ///
  /// - Parameter custom: takes custom properties, as `--brand`.
  static func list(
    _ css: some StringProtocol, custom: (_ name: String, _ value: String) -> Void = { _, _ in }
  ) -> [CSSDeclaration] {
    var declarations: [CSSDeclaration] = []
    for part in split(css, at: ";") {
      guard let colon = part.firstIndex(of: ":") else { continue }
      let name = trimmed(part[..<colon])
      var value = trimmed(part[part.index(after: colon)...])
      if name.hasPrefix("--") {
        custom(String(name), String(value))
        continue
      }
      guard let property = Property(rawValue: name.lowercased()) else { continue }
      var isImportant = false
      if let mark = value.lastIndex(of: "!"),
        trimmed(value[value.index(after: mark)...]).lowercased() == "important"
      {
        isImportant = true
        value = trimmed(value[..<mark])
      }
      declarations.append(
        CSSDeclaration(
          property: property, value: value.lowercased(), isImportant: isImportant))
    }
    return declarations
  }

  /// Splits at a character outside of parentheses, brackets and quotes.
  static func split(_ css: some StringProtocol, at separator: Character) -> [Substring] {
    let text = Substring(css)
    let mark = separator.asciiValue ?? 0
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var quote: UInt8?
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text.utf8[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else {
        switch byte {
        case 0x22, 0x27: quote = byte
        case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(0, depth - 1)
        case mark where depth == 0:
          parts.append(text[start..<index])
          start = text.utf8.index(after: index)
        default: break
        }
      }
      index = text.utf8.index(after: index)
    }
    parts.append(text[start...])
    return parts
  }

  /// The text without ASCII blanks at its ends.
  static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.utf8.first, first <= 0x20 { text.removeFirst() }
    while let last = text.utf8.last, last <= 0x20 { text.removeLast() }
    return text
  }
}
