import DescryCore

/// The lines between two `---` at the head of a transcript.
struct FrontMatter {
  private(set) var values: [String: String] = [:]
  /// How many lines it takes; 0 when there is none.
  private(set) var lines = 0

  init(_ lines: [Substring]) {
    guard let first = lines.first, CSSDeclaration.trimmed(first) == "---",
      let end = lines.dropFirst().prefix(60).firstIndex(where: {
        CSSDeclaration.trimmed($0) == "---"
      })
    else { return }
    // A rule at the head of a transcript without keys is only a rule.
    for line in lines[1..<end] {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let key = CSSDeclaration.trimmed(line[..<colon]).lowercased()
      values[key] = Self.value(line[line.index(after: colon)...])
    }
    self.lines = end + 1
  }

  /// The text in front of a remark (` # …`), without quotes.
  private static func value(_ text: Substring) -> String {
    var text = text
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "#", index > text.startIndex, text[text.index(before: index)].isWhitespace,
        let next = text[index...].dropFirst().first, next.isWhitespace
      {
        text = text[..<index]
        break
      }
      index = text.index(after: index)
    }
    var value = CSSDeclaration.trimmed(text)
    if value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote
    {
      value = value.dropFirst().dropLast()
    }
    return String(value)
  }

  /// Puts what is said into a flow.
  func apply(to flow: inout Flow) {
    func filled(_ keys: String...) -> String? {
      keys.lazy.compactMap { values[$0] }.first { !$0.isEmpty }
    }
    flow.title = filled("flow", "title", "titre")
    flow.language = filled("lang", "language", "langue")
    flow.currency = filled("currency", "devise").flatMap { Currency($0) }
    flow.merchant = filled("merchant", "marchand")
    flow.date = filled("date").flatMap { CalendarDate($0) }
  }
}
