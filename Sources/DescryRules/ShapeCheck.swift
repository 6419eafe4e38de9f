internal import DescryCore
internal import DescryPattern

/// Checks a rule file against its schema and reports everything that is wrong with it at once.
package struct ShapeCheck {
  /// Checks a whole file.
  package static func check(
    _ node: RuleNode, against schema: Schema, problems: inout RuleFileDiagnostics
  ) {
    check(node, .record(schema.fields), named: "the file", problems: &problems)
    if let id = node["id"], let text = id.text, text != problems.file.stem {
      problems.add(
        .badID, "the id '\(text)' is not the file's name '\(problems.file.stem)'", at: id)
    }
  }

  /// Checks a value against a shape; `named` is what messages call it.
  package static func check(
    _ node: RuleNode, _ shape: Shape, named name: String, problems: inout RuleFileDiagnostics
  ) {
    switch shape {
    case .record(let fields): record(node, fields, named: name, problems: &problems)
    case .list(let shape, let least):
      guard case .list(let items) = node.value else {
        problems.add(.wrongType, "\(name) is a list", at: node)
        return
      }
      if items.count < least {
        problems.add(.missingKey, "\(name) needs at least \(least) of them", at: node)
      }
      for item in items { check(item, shape, named: "an item of \(name)", problems: &problems) }
    case .dictionary(let shape):
      guard case .record(let pairs) = node.value else {
        problems.add(.wrongType, "\(name) is a mapping", at: node)
        return
      }
      for (key, value) in pairs {
        check(key, .id, named: "a key of \(name)", problems: &problems)
        check(value, shape, named: key.text ?? name, problems: &problems)
      }
    case .check: call(node, named: name, problems: &problems)
    case .localized:
      if node.text != nil {
        check(node, .text, named: name, problems: &problems)
      } else {
        let fields = [
          Field("en", .text, required: true, ""), Field("fr", .text, required: true, ""),
        ]
        record(node, fields, named: name, problems: &problems)
      }
    default:
      guard let text = node.text else {
        problems.add(.wrongType, "\(name) is one text, not a list or a mapping", at: node)
        return
      }
      scalar(text, shape, named: name, at: node, problems: &problems)
    }
  }

  /// A check is `name` or `name: { parameters }`.
  private static func call(
    _ node: RuleNode, named name: String, problems: inout RuleFileDiagnostics
  ) {
    let key = node.text == nil && node.pairs.count == 1 ? node.pairs[0].key : node
    guard let text = key.text else {
      problems.add(.wrongType, "\(name) is a check's name, or a name with its parameters", at: node)
      return
    }
    guard let signature = CheckCatalogue.signature(text) else {
      let near = CheckCatalogue.all.map(\.name).joined(separator: ", ")
      problems.add(
        .unknownReference, "there is no check '\(text)'", at: key, help: "there are: \(near)")
      return
    }
    let none = RuleNode(value: .record([]), line: key.line, column: key.column)
    record(
      node.pairs.first?.value ?? none, signature.fields, named: "the check \(text)",
      problems: &problems)
  }

  private static func record(
    _ node: RuleNode, _ fields: [Field], named name: String, problems: inout RuleFileDiagnostics
  ) {
    guard case .record(let pairs) = node.value else {
      problems.add(
        .wrongType,
        "\(name) is a mapping with \(fields.prefix(3).map(\.key).joined(separator: ", ")) …",
        at: node)
      return
    }
    for (key, value) in pairs {
      guard let text = key.text, let field = fields.first(where: { $0.key == text }) else {
        problems.add(
          .unknownKey, "\(name) has no key '\(key.text ?? "?")'", at: key,
          help: "it may have: \(fields.map(\.key).joined(separator: ", "))")
        continue
      }
      check(value, field.shape, named: field.key, problems: &problems)
    }
    for field in fields where field.isRequired && node[field.key] == nil {
      problems.add(
        .missingKey, "\(name) needs the key '\(field.key)': \(field.says)", at: node, width: 1)
    }
  }

  private static func scalar(
    _ text: String, _ shape: Shape, named name: String, at node: RuleNode,
    problems: inout RuleFileDiagnostics
  ) {
    func refuse(_ expected: String) {
      problems.add(.badValue, "\(name) is \(expected), not '\(text)'", at: node)
    }
    switch shape {
    case .id where !isID(text):
      problems.add(.badID, "\(name) is lower-case words with dashes, not '\(text)'", at: node)
    case .money where Money(text) == nil: refuse("an amount and a currency, as 69.90 EUR")
    case .date where CalendarDate(text) == nil: refuse("a day, as 2026-11-24")
    case .flag where text != "true" && text != "false": refuse("true or false")
    case .integer(let range) where Int(text).map(range.contains) != true:
      refuse("a whole number from \(range.lowerBound) to \(range.upperBound)")
    case .number where Double(text)?.isFinite != true: refuse("a number")
    case .choice(let choices) where !choices.contains(text):
      refuse("one of \(choices.joined(separator: ", "))")
    case .pattern:
      do { _ = try Pattern(compiling: text) } catch {
        problems.add(.badPattern, error.message, at: node, width: 1, skipping: error.offset)
      }
    case .form:
      do { _ = try Form(text) } catch {
        problems.add(.badForm, error.message, at: node, width: 1, skipping: error.offset)
      }
    case .text where text.trimmingBlanks.isEmpty: refuse("a text")
    default: break
    }
  }

  /// Whether a text is lower-case words (letters and digits) joined by single dashes.
  static func isID(_ text: String) -> Bool {
    let words = text.split(separator: "-", omittingEmptySubsequences: false)
    return words.allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy {
          UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        }
    }
  }
}
