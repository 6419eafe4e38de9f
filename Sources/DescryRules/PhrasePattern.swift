internal import DescryText

/// A PCRE2 pattern as an author writes it, made one over normalised text.
///
/// Letters become plain capitals, typographic marks plain ones, escapes and group heads stay; and
/// `{word}` stands for what the list's `words` say.
enum PhrasePattern {
  /// The pattern over normalised text.
  static func folded(_ source: String, words: [String: String]) -> String {
    fold(expand(source, words, depth: 0))
  }

  /// Puts the list's words in; a quantifier such as `{1,3}` is no word.
  private static func expand(_ source: String, _ words: [String: String], depth: Int) -> String {
    guard depth < 4, source.contains("{") else { return source }
    var text = source
    for (name, pattern) in words.sorted(by: { $0.key < $1.key }) where text.contains("{\(name)}") {
      text = text.replacing("{\(name)}", with: "(?:\(expand(pattern, words, depth: depth + 1)))")
    }
    return text
  }

  private static func fold(_ source: String) -> String {
    var folded = ""
    var rest = Substring(source)
    while let character = rest.first {
      if character == "\\" {
        // An escape keeps its letter: \b is no B.
        let escape = rest.prefix(2)
        rest = rest.dropFirst(2)
        folded += escape
        if ["p", "P", "x", "o", "N", "g", "k"].contains(escape.last), rest.first == "{" {
          let braces = rest.prefix { $0 != "}" }
          folded += braces + "}"
          rest = rest.dropFirst(braces.count + 1)
        }
      } else if rest.hasPrefix("(?") {
        // The head of a group: its flags or its name stay as they are.
        let head = rest.prefix { !":=!>)|".contains($0) }
        let close = rest.dropFirst(head.count).prefix(1)
        folded += head + close
        rest = rest.dropFirst(head.count + close.count)
      } else if rest.hasPrefix("(*") {
        let verb = rest.prefix { $0 != ")" }
        folded += verb
        rest = rest.dropFirst(verb.count)
      } else {
        rest = rest.dropFirst()
        folded += character == " " ? " " : plain(character)
      }
    }
    return folded
  }

  private static func plain(_ character: Character) -> String {
    if character.isASCII { return character.uppercased() }
    let text = NormalizedText(String(character)).string
    return text.isEmpty ? String(character) : text
  }
}
