import Testing

@testable import DescryReport

@Suite("Text in markup")
struct MarkupTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a\tb\nc", "a\tb\nc"),
    ("<b> & \"x\" 'y'", "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;"),
    ("\u{0}\u{1F}\u{7F}", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("\u{FFFE}é\u{FFFF}", "\u{FFFD}é\u{FFFD}"),
    ("ﬁ\u{FFFD}€🙂", "ﬁ\u{FFFD}€🙂"),
  ])
  func isEscaped(_ text: String, _ expected: String) {
    #expect(text.escapedMarkup == expected)
  }

  @Test(arguments: [
    "", " ", "a  b", " a", "a ", "one two three four five six seven eight nine ten eleven twelve",
  ])
  func wrappingKeepsTheWords(_ text: String) {
    let style = TextStyle(isColored: false, width: 40)
    let lines = style.wrap(text, indent: "  ", first: "- ").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 40 })
    let words = lines.joined(separator: " ").split(separator: " ").dropFirst().joined(
      separator: " ")
    #expect(words == text.split(separator: " ").joined(separator: " "))
  }
}
