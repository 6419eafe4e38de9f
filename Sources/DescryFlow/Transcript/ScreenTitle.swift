/// The title line of a screen: `# 2b. Fenêtre: Premium <https://…> {overlay}`.
struct ScreenTitle {
  private(set) var title: String
  private(set) var url: String?
  private(set) var language: String?
  private(set) var isOverlay = false

  /// - Parameter text: the line without its `#`.
  init(_ text: Substring) {
    var text = String(text)
    while let open = text.lastIndex(of: "{"), let close = text[open...].firstIndex(of: "}") {
      let marks = text[text.index(after: open)..<close]
        .split { $0.isWhitespace || $0 == "," }.map(String.init)
      guard !marks.isEmpty, marks.allSatisfy({ $0 == "overlay" || $0.hasPrefix("lang=") }) else {
        break
      }
      isOverlay = isOverlay || marks.contains("overlay")
      language = marks.first { $0.hasPrefix("lang=") }.map { String($0.dropFirst(5)) } ?? language
      text.removeSubrange(open...close)
    }
    if let open = text.firstIndex(of: "<"), let close = text[open...].firstIndex(of: ">") {
      let address = text[text.index(after: open)..<close]
      if !address.isEmpty, !address.contains(where: \.isWhitespace) {
        url = String(address)
        text.removeSubrange(open...close)
      }
    }
    var words = text.split(whereSeparator: \.isWhitespace)
    if let last = words.last, last.hasPrefix("lang="), last.count > 5 {
      language = String(last.dropFirst(5))
      words.removeLast()
    }
    // `2.` or `2b.` counts the screens.
    if let first = words.first, words.count > 1, let mark = first.last, mark == "." || mark == ")",
      first.first?.isNumber == true, first.count <= 5
    {
      words.removeFirst()
    }
    title = words.joined(separator: " ")
  }
}
