import DescryCore
import Testing

@Suite struct PlaceholdersTests {
  @Test(arguments: [
    ("no braces", "no braces"), ("{a}", "1"), ("{a}{b}", "1{b}"), ("x {a} é {a}.", "x 1 é 1."),
    ("{unknown} {a}", "{unknown} 1"), ("{ {a} }", "{ 1 }"), ("{a", "{a"), ("a}", "a}"),
    ("{}", "{}"),
    ("{c}", "{a}"),
  ])
  func `names are filled once, what has no value stays`(text: String, expected: String) {
    #expect(text.filled { ["a": "1", "c": "{a}"][$0] } == expected)
  }
}
