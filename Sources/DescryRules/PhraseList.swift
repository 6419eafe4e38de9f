internal import DescryCore
public import DescryPattern

/// Words and phrases that mean one thing in several languages, as "decline" or "newsletter".
public struct PhraseList: Sendable {
  /// One phrase.
  public struct Phrase: Sendable {
    /// How it is found in normalised text.
    public let pattern: Pattern
    /// The language that it is of, as `fr`; `any` for all.
    public let language: String
    /// Whether it says that the list does *not* hold of the text.
    public let isException: Bool
    /// The line of the file.
    public let line: Int
  }

  /// The id.
  public let id: String
  /// The file.
  public let path: String
  /// What the phrases mean, in a clause.
  public let says: String
  /// The phrases, in the file's order.
  public let phrases: [Phrase]
}

extension Schema {
  /// The languages that a list may have.
  private static let languages = ["any", "en", "fr", "de", "es", "it", "nl", "pt"]

  private static let phraseFields = [
    Field(
      "forms", .list(.text), "phrases that may stand anywhere in the text; see rules/README.md"),
    Field("whole", .list(.text), "phrases that are all of the text"),
    Field("patterns", .list(.text), "PCRE2 on normalised text; see rules/README.md"),
    Field("except", .list(.text), "phrases in whose presence the list does not hold"),
    Field("except-patterns", .list(.text), "the same as PCRE2"),
  ]

  private static let phrase = [
    Field("id", .id, required: true, "what the phrase is called within the list"),
    Field("lang", .choice(languages), required: true, "its language"),
    Field("form", .text, "a phrase that may stand anywhere in the text"),
    Field("whole", .text, "a phrase that is all of the text"),
    Field("pattern", .text, "PCRE2 on normalised text"),
    Field("except", .flag, "true when the list does not hold of a text with this phrase"),
  ]

  /// `phrases/1`.
  package static let phrases = Schema(
    "phrases/1", "Words and phrases that mean one thing in several languages.",
    [
      Field("says", .text, required: true, "what the phrases mean, in a clause"),
      Field("words", .dictionary(.text), "parts of patterns, by the name that stands in braces"),
      Field("phrases", .list(.record(phrase)), "phrases that need a name of their own"),
    ]
      + languages.map { Field($0, .record(phraseFields), "the phrases in this language") })
}

extension PhraseList {
  init?(_ node: RuleNode, path: String, problems: inout RuleFileDiagnostics) {
    guard let id = node.text("id") else { return nil }
    self.id = id
    self.path = path
    says = node.text("says") ?? ""
    var reading = PhraseReading(
      words: Dictionary(
        (node["words"]?.pairs ?? []).compactMap { key, value in
          key.text.flatMap { key in value.text.map { (key, $0) } }
        }, uniquingKeysWith: { first, _ in first }))
    for item in node.items("phrases") {
      for kind in ["form", "whole", "pattern"] {
        guard let text = item[kind] else { continue }
        reading.add(
          text, kind: kind, language: item.text("lang") ?? "any",
          isException: item.flag("except"), problems: &problems)
      }
    }
    for (key, part) in node.pairs where key.text != "words" {
      guard case .record = part.value, let language = key.text else { continue }
      for (kind, list) in part.pairs {
        for item in list.items {
          let name = kind.text ?? ""
          reading.add(
            item,
            kind: name.hasSuffix("patterns") ? "pattern" : name == "whole" ? "whole" : "form",
            language: language, isException: name.hasPrefix("except"), problems: &problems)
        }
      }
    }
    if reading.phrases.isEmpty, problems.diagnostics.isEmpty {
      problems.add(.missingKey, "a list has at least one phrase", at: node, width: 1)
    }
    phrases = reading.phrases
  }
}

/// The phrases of a list while they are read.
private struct PhraseReading {
  let words: [String: String]
  var phrases: [PhraseList.Phrase] = []

  init(words: [String: String]) { self.words = words }

  mutating func add(
    _ node: RuleNode, kind: String, language: String, isException: Bool,
    problems: inout RuleFileDiagnostics
  ) {
    guard let text = node.text else { return }
    let source: String
    if kind == "pattern" {
      source = PhrasePattern.folded(text, words: words)
      // Compiled rule books were checked when they were written.
      if !problems.file.text.isEmpty {
        do { _ = try Pattern(compiling: source) } catch {
          problems.add(.badPattern, error.message, at: node, width: 1)
          return
        }
      }
    } else {
      do {
        source = try PhraseForm(text, isWhole: kind == "whole").pattern
      } catch {
        problems.add(.badForm, error.message, at: node, width: 1, skipping: error.offset)
        return
      }
    }
    phrases.append(
      PhraseList.Phrase(
        pattern: Pattern(source), language: language, isException: isException, line: node.line))
  }
}
