/// The rules of a style sheet that apply to a window of 1,280 pixels on a screen.
struct CSSStyleSheet {
  struct Rule {
    let selector: CSSSelector
    let declarations: Int
    let order: Int
  }

  private(set) var rules: [Rule] = []
  /// The declarations between each pair of braces.
  private(set) var declarations: [[CSSDeclaration]] = []
  /// Custom properties that hold for the whole page, as `--brand`.
  private(set) var custom: [String: String] = [:]
  /// Whether it names another sheet that is not here.
  private(set) var importsOthers = false

  /// The class names that its rules ask for.
  private(set) var classes: Set<Substring> = []

  /// The window's width that media queries are asked about.
  static let width = 1280.0
  private static let deepest = 8
  private static let mostRules = 40_000

  /// Adds the rules of a sheet behind those that are there.
  mutating func add(_ css: String) { read(Self.withoutComments(Array(css.utf8))[...], depth: 0) }

  private mutating func read(_ css: ArraySlice<UInt8>, depth: Int) {
    var index = css.startIndex
    var start = index
    while index < css.endIndex {
      switch css[index] {
      case UInt8(ascii: ";"):
        statement(css[start..<index])
        start = index + 1
      case UInt8(ascii: "}"): start = index + 1
      case UInt8(ascii: "{"):
        let end = Self.blockEnd(css, index)
        let prelude = CSSDeclaration.trimmed(
          Substring(String(decoding: css[start..<index], as: UTF8.self)))
        block(prelude, css[(index + 1)..<max(index + 1, end)], depth: depth)
        index = end
        start = end + 1
      case 0x22, 0x27: index = Self.stringEnd(css, index)
      default: break
      }
      index += 1
    }
  }

  private mutating func statement(_ bytes: ArraySlice<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    if text.contains("@import"), !text.contains("fonts.g") { importsOthers = true }
  }

  private mutating func block(_ prelude: Substring, _ body: ArraySlice<UInt8>, depth: Int) {
    if prelude.hasPrefix("@") {
      let name = prelude.dropFirst().prefix { $0.isLetter || $0 == "-" }.lowercased()
      guard depth < Self.deepest else { return }
      switch name {
      case "media":
        if Self.applies(String(prelude.dropFirst(6)).lowercased()) { read(body, depth: depth + 1) }
      case "supports", "layer", "container", "scope": read(body, depth: depth + 1)
      default: break
      }
      return
    }
    // Rules nested in rules are left out, and so are their declarations.
    var text = String(decoding: body, as: UTF8.self)
    if let brace = text.firstIndex(of: "{") {
      text = String(text[..<(text[..<brace].lastIndex(of: ";") ?? text.startIndex)])
    }
    var variables: [(String, String)] = []
    let list = CSSDeclaration.list(text) { variables.append(($0, $1)) }
    let selectors = CSSDeclaration.split(prelude, at: ",")
    if !variables.isEmpty,
      selectors.contains(where: {
        [":root", "html", "body", "*", ":host"].contains(CSSDeclaration.trimmed($0).lowercased())
      })
    {
      for (name, value) in variables { custom[name] = value }
    }
    if list.isEmpty { return }
    declarations.append(list)
    for text in selectors.prefix(512) where rules.count < Self.mostRules {
      guard let selector = CSSSelector(CSSDeclaration.trimmed(text)) else { continue }
      for part in selector.parts { classes.formUnion(part.compound.classes.map { $0[...] }) }
      rules.append(
        Rule(selector: selector, declarations: declarations.count - 1, order: rules.count))
    }
  }

  /// Whether a media query holds for a screen of 1,280 pixels without special preferences.
  static func applies(_ query: String) -> Bool {
    query.split(separator: ",").contains { part in
      var holds = true
      let words = part.split { $0 == " " || $0 == "(" || $0 == ")" || $0 == ":" }.map(String.init)
      if words.first == "not" { return false }
      if words.contains("print") || words.contains("speech") { holds = false }
      for (index, word) in words.enumerated() {
        let value = index + 1 < words.count ? words[index + 1] : ""
        switch word {
        case "min-width": holds = holds && (CSSLength.pixels(value, font: 16) ?? 0) <= width
        case "max-width":
          holds = holds && (CSSLength.pixels(value, font: 16) ?? .infinity) >= width
        case "prefers-color-scheme": holds = holds && value == "light"
        case "prefers-reduced-motion", "prefers-contrast", "forced-colors":
          holds = holds && (value == "no-preference" || value == "none")
        case "hover", "any-hover": holds = holds && value != "none"
        case "pointer", "any-pointer": holds = holds && value != "coarse"
        case "orientation": holds = holds && value == "landscape"
        default: break
        }
      }
      return holds
    }
  }

  private static func blockEnd(_ css: ArraySlice<UInt8>, _ start: Int) -> Int {
    var depth = 0
    var index = start
    while index < css.endIndex {
      switch css[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      case 0x22, 0x27: index = stringEnd(css, index)
      default: break
      }
      index += 1
    }
    return css.endIndex
  }

  /// The index of the quote that closes a string, or of the line end that cuts it off.
  private static func stringEnd(_ css: ArraySlice<UInt8>, _ start: Int) -> Int {
    var index = start + 1
    while index < css.endIndex {
      if css[index] == css[start] || css[index] == 0x0A { return index }
      if css[index] == UInt8(ascii: "\\") { index += 1 }
      index += 1
    }
    return css.endIndex - 1
  }

  private static func withoutComments(_ css: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(css.count)
    var index = 0
    while index < css.count {
      if css[index] == 0x2F, index + 1 < css.count, css[index + 1] == 0x2A {
        index += 2
        while index + 1 < css.count, !(css[index] == 0x2A && css[index + 1] == 0x2F) { index += 1 }
        index += 2
      } else {
        plain.append(css[index])
        index += 1
      }
    }
    return plain
  }
}
