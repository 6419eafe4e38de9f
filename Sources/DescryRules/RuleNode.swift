package import DescryCore
internal import Yams

/// A value of a rule file with its place.
///
/// Every scalar is its own text: YAML never decides that `NO` is false or that `6.10` is 6.1.
package struct RuleNode: Sendable {
  package enum Value: Sendable {
    case text(String)
    case list([RuleNode])
    case record([(key: RuleNode, value: RuleNode)])
  }

  package let value: Value
  /// From 1.
  package let line: Int
  /// From 1, in characters.
  package let column: Int

  /// Reads a file's text; nil, with a diagnostic, when it is not YAML.
  package static func read(_ problems: inout RuleFileDiagnostics) -> RuleNode? {
    // A rule is some dozens of lines. The cap keeps hostile files (and YAML's exponential aliases)
    // from taking memory before they are refused.
    guard problems.file.text.utf8.count <= 262_144 else {
      problems.add(.notYAML, "a rule file may hold at most 256 KiB", line: 1, column: 1)
      return nil
    }
    do {
      guard let node = try Yams.compose(yaml: problems.file.text) else {
        problems.add(.notYAML, "the file is empty", line: 1, column: 1)
        return nil
      }
      var budget = 50_000
      guard let read = RuleNode(node, budget: &budget) else {
        problems.add(
          .notYAML, "anchors and aliases make the file larger than a rule may be", line: 1,
          column: 1)
        return nil
      }
      return read
    } catch let error as YamlError {
      let (message, mark) = Self.explain(error)
      problems.add(.notYAML, message, line: mark?.line ?? 1, column: mark?.column ?? 1)
    } catch {
      problems.add(.notYAML, "\(error)", line: 1, column: 1)
    }
    return nil
  }

  init(value: Value, line: Int, column: Int) {
    self.value = value
    self.line = line
    self.column = column
  }

  private init?(_ node: Node, budget: inout Int) {
    budget -= 1
    if budget < 0 { return nil }
    let mark = node.mark
    line = mark?.line ?? 1
    column = mark?.column ?? 1
    switch node {
    case .scalar(let scalar): value = .text(scalar.string)
    case .sequence(let sequence):
      var items: [RuleNode] = []
      for item in sequence {
        guard let item = RuleNode(item, budget: &budget) else { return nil }
        items.append(item)
      }
      value = .list(items)
    case .mapping(let mapping):
      var pairs: [(key: RuleNode, value: RuleNode)] = []
      for (key, item) in mapping {
        guard let key = RuleNode(key, budget: &budget), let item = RuleNode(item, budget: &budget)
        else { return nil }
        pairs.append((key, item))
      }
      value = .record(pairs)
    case .alias: return nil
    }
  }

  private static func explain(_ error: YamlError) -> (String, Mark?) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let before = context.map { "\($0.text.trimmingBlanks) " } ?? ""
      return ((before + problem).trimmingBlanks, mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return (
        "the key \(duplicates.map { "'\($0)'" }.joined(separator: ", ")) stands twice", context.mark
      )
    case .reader(let problem, _, _, _): return (problem, nil)
    default: return ("not YAML: \(error)", nil)
    }
  }
}

extension StringProtocol {
  /// The text without blanks around it.
  package var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

// Reading a checked node. A node of another form than asked for reads as absent: the shape check has
// told the author already.
extension RuleNode {
  package var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  package var items: [RuleNode] {
    if case .list(let items) = value { items } else { [] }
  }

  package var pairs: [(key: RuleNode, value: RuleNode)] {
    if case .record(let pairs) = value { pairs } else { [] }
  }

  package subscript(key: String) -> RuleNode? {
    pairs.first { $0.key.text == key }?.value
  }

  package func text(_ key: String) -> String? { self[key]?.text }
  package func flag(_ key: String) -> Bool { self[key]?.text == "true" }
  package func integer(_ key: String) -> Int? { self[key]?.text.flatMap { Int($0) } }
  package func number(_ key: String) -> Double? { self[key]?.text.flatMap { Double($0) } }
  package func date(_ key: String) -> CalendarDate? { self[key]?.text.flatMap { CalendarDate($0) } }
  package func money(_ key: String) -> Money? { self[key]?.text.flatMap { Money($0) } }
  package func items(_ key: String) -> [RuleNode] { self[key]?.items ?? [] }
  package func texts(_ key: String) -> [String] { items(key).compactMap(\.text) }
  package func localized(_ key: String) -> LocalizedText? { self[key]?.localized }

  package var localized: LocalizedText? {
    if let text { return LocalizedText(en: text, fr: text) }
    guard let english = text("en") ?? text("fr"), let french = text("fr") ?? text("en") else {
      return nil
    }
    return LocalizedText(en: english, fr: french)
  }
}
