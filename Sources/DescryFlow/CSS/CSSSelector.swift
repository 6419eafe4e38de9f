/// A selector of a style sheet (Selectors Level 4, the part that style sheets of shops use).
struct CSSSelector {
  /// How a compound stands to the one on its right.
  enum Combinator { case descendant, child, next, later }

  struct Attribute {
    let name: String
    let comparison: Character?
    let value: String
  }

  /// What must be true of one element; a class, since it is looked at for thousands of them.
  final class Compound {
    var tag: String?
    var id: String?
    var classes: [String] = []
    var attributes: [Attribute] = []
    var negated: [Compound] = []
    var alternatives: [[Compound]] = []
    var isRoot = false
    var isFirst = false
    var isLast = false
    var isChecked = false
    /// Whether it names a state or a pseudo-element that a resting page does not have.
    var isNever = false
  }

  /// From right to left, each with how it stands to the one before it in the list.
  let parts: [(combinator: Combinator, compound: Compound)]
  /// Ids, classes, tags as one number.
  let specificity: Int

  /// The rightmost compound.
  var subject: Compound { parts[0].compound }

  /// Reads one selector; nil when it holds a form that is not known or can never match.
  init?(_ text: Substring) {
    var scanner = CSSSelectorScanner(text)
    guard let parts = scanner.complex(), !parts.isEmpty,
      !parts.contains(where: { $0.compound.isNever })
    else { return nil }
    self.parts = parts
    specificity =
      min(scanner.ids, 255) << 16 | min(scanner.classes, 255) << 8 | min(scanner.tags, 255)
  }
}

/// Reads the text of a selector.
struct CSSSelectorScanner {
  private let bytes: [UInt8]
  private var index = 0
  private(set) var ids = 0
  private(set) var classes = 0
  private(set) var tags = 0

  init(_ text: Substring) { bytes = Array(text.utf8) }

  /// The compounds from right to left; nil for a form that is not known.
  mutating func complex() -> [(combinator: CSSSelector.Combinator, compound: CSSSelector.Compound)]?
  {
    var parts: [(combinator: CSSSelector.Combinator, compound: CSSSelector.Compound)] = []
    var combinator = CSSSelector.Combinator.descendant
    skipBlanks()
    while index < bytes.count {
      guard let compound = compound() else { return nil }
      parts.insert((.descendant, compound), at: 0)
      if parts.count > 1 { parts[1].combinator = combinator }
      if parts.count > 12 { return nil }
      let hadBlank = skipBlanks()
      guard index < bytes.count else { break }
      switch bytes[index] {
      case UInt8(ascii: ">"): combinator = .child
      case UInt8(ascii: "+"): combinator = .next
      case UInt8(ascii: "~"): combinator = .later
      default:
        guard hadBlank else { return nil }
        combinator = .descendant
        continue
      }
      index += 1
      skipBlanks()
    }
    return parts
  }

  private mutating func compound() -> CSSSelector.Compound? {
    let compound = CSSSelector.Compound()
    let start = index
    if index < bytes.count, bytes[index] == UInt8(ascii: "*") { index += 1 }
    let tag = name()
    if !tag.isEmpty {
      compound.tag = tag.lowercased()
      tags += 1
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "#"):
        index += 1
        compound.id = name()
        ids += 1
      case UInt8(ascii: "."):
        index += 1
        compound.classes.append(name())
        classes += 1
      case UInt8(ascii: "["):
        guard let attribute = attribute() else { return nil }
        compound.attributes.append(attribute)
        classes += 1
      case UInt8(ascii: ":"):
        guard pseudo(compound) else { return nil }
      default: return index > start ? compound : nil
      }
    }
    return index > start ? compound : nil
  }

  private mutating func attribute() -> CSSSelector.Attribute? {
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let content = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    index = end + 1
    guard let equals = content.firstIndex(of: "=") else {
      return CSSSelector.Attribute(
        name: String(CSSDeclaration.trimmed(content[...])).lowercased(), comparison: nil, value: "")
    }
    var left = CSSDeclaration.trimmed(content[..<equals])
    var comparison: Character = "="
    if let last = left.last, "~|^$*".contains(last) {
      comparison = last
      left.removeLast()
    }
    var value = CSSDeclaration.trimmed(content[content.index(after: equals)...])
    if value.hasSuffix(" i") || value.hasSuffix(" s") { value = value.dropLast(2) }
    if value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote
    {
      value = value.dropFirst().dropLast()
    }
    return CSSSelector.Attribute(
      name: String(CSSDeclaration.trimmed(left)).lowercased(), comparison: comparison,
      value: String(value))
  }

  private mutating func pseudo(_ compound: CSSSelector.Compound) -> Bool {
    index += 1
    if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
      compound.isNever = true
      index += 1
    }
    let name = name().lowercased()
    var argument: Substring?
    if index < bytes.count, bytes[index] == UInt8(ascii: "(") {
      guard let end = closing() else { return false }
      argument = Substring(String(decoding: bytes[(index + 1)..<end], as: UTF8.self))
      index = end + 1
    }
    switch name {
    case "root": compound.isRoot = true
    case "first-child": compound.isFirst = true
    case "last-child": compound.isLast = true
    case "checked": compound.isChecked = true
    case "link", "any-link", "enabled", "defined", "host": break
    case "not":
      guard let compounds = simple(argument) else { return false }
      compound.negated += compounds
      return true
    case "is", "where", "matches", "-webkit-any":
      guard let compounds = simple(argument) else { return false }
      compound.alternatives.append(compounds)
      return true
    default: compound.isNever = true
    }
    classes += 1
    return true
  }

  /// The compounds of a list without combinators; nil when it has any.
  private mutating func simple(_ argument: Substring?) -> [CSSSelector.Compound]? {
    guard let argument else { return nil }
    var compounds: [CSSSelector.Compound] = []
    for part in CSSDeclaration.split(argument, at: ",") {
      // Nested lists are read to no depth: a style sheet is input.
      guard !part.contains("("), let inner = CSSSelector(part), inner.parts.count == 1 else {
        // What can never match is never excluded.
        if part.contains(":") { continue }
        return nil
      }
      compounds.append(inner.subject)
    }
    return compounds
  }

  private func closing() -> Int? {
    var depth = 0
    for at in index..<bytes.count {
      if bytes[at] == UInt8(ascii: "(") { depth += 1 }
      if bytes[at] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return at }
      }
    }
    return nil
  }

  private mutating func name() -> String {
    var name: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
        name.append(bytes[index + 1])
        index += 2
      } else if byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x5F
        || byte >= 0x80
      {
        name.append(byte)
        index += 1
      } else {
        break
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = index
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    return index > start
  }
}
