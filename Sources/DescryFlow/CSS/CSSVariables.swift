/// Puts a page's custom properties in the place of `var(--name, fallback)` (CSS Variables 1).
struct CSSVariables {
  /// By name in lower case, as values are kept.
  private let values: [String: String]

  /// The custom properties that hold for the whole page.
  init(_ custom: [String: String]) {
    // Of names that differ by their case alone the one in lower case holds.
    values = Dictionary(
      custom.sorted { $0.key < $1.key }.map { ($0.key.lowercased(), $0.value.lowercased()) },
      uniquingKeysWith: { $1 })
  }

  /// The declaration with custom properties put in.
  func resolved(_ declaration: CSSDeclaration) -> CSSDeclaration {
    guard Self.use(in: declaration.value) != nil else { return declaration }
    return CSSDeclaration(
      property: declaration.property, value: resolved(declaration.value),
      isImportant: declaration.isImportant)
  }

  /// The value with custom properties put in, eight levels deep at most.
  private func resolved(_ value: String) -> String {
    var value = value
    for _ in 0..<8 {
      guard let start = Self.use(in: value) else { break }
      let inside = value[start...].dropFirst(4)
      var depth = 1
      guard
        let close = inside.utf8.firstIndex(where: { byte in
          if byte == UInt8(ascii: "(") { depth += 1 }
          if byte == UInt8(ascii: ")") { depth -= 1 }
          return depth == 0
        })
      else { return value }
      let parts = CSSDeclaration.split(inside[..<close], at: ",")
      let name = String(CSSDeclaration.trimmed(parts[0]))
      let replacement = values[name] ?? parts.dropFirst().joined(separator: ",")
      if value.utf8.count + replacement.utf8.count > 4096 { return value }
      value = String(value[..<start]) + replacement + value[value.index(after: close)...]
    }
    return String(CSSDeclaration.trimmed(value[...]))
  }

  /// Where `var(` stands first.
  private static func use(in value: String) -> String.Index? {
    var rest = value.utf8[...]
    while let index = rest.firstIndex(of: UInt8(ascii: "v")) {
      if rest[index...].starts(with: "var(".utf8) { return index }
      rest = rest[index...].dropFirst()
    }
    return nil
  }
}
