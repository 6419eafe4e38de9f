public import DescryCore

/// One way in which a line names a merchant or an intermediary.
///
/// A class, so that a line that is matched by it holds it without a copy of its texts.
public final class DescriptorForm: Sendable {
  /// Where in the merchant's part of the line the form may stand.
  public enum Anchor: String, Sendable, CaseIterable {
    case start, anywhere
  }

  /// The id within its file.
  public let id: String
  /// The PCRE2 pattern over the normalised line.
  ///
  /// It is derived of a template whenever it is asked for: a compiled rule book keeps its patterns
  /// beside, so that a start derives none.
  public var pattern: String {
    template.flatMap { try? Form($0, needsStar: needsStar).pattern } ?? written
  }
  /// The template as its author wrote it; nil for a pattern.
  public let template: String?
  /// The pattern as its author wrote it; empty for a template.
  private let written: String
  /// Whether a star of the template must stand in the line too.
  private let needsStar: Bool
  /// How many letters and digits the form fixes.
  public let weight: Int
  /// Whether the author wrote a template (true) or a pattern.
  public var isForm: Bool { template != nil }
  /// Where it may stand.
  public let anchor: Anchor
  /// Whether nothing but references, digits and a place may follow.
  public let isAlone: Bool
  /// The subscriptions that such a line can be, by id; empty when it tells nothing of them.
  public let subscriptions: [String]
  /// What else such a line is.
  public let kind: ChargeKind?
  /// What such a line means, in words.
  public let means: LocalizedText?
  /// Why the form cannot tell what was bought.
  public let undecided: LocalizedText?
  /// The country that such a line tells.
  public let country: String?
  /// Whether nobody published the form.
  public let isUnverified: Bool
  /// Who published it.
  public let source: String?
  /// The line of the file.
  public let line: Int

  /// Reads a descriptor of a file; nil when it has no form (and that was reported).
  init?(_ node: RuleNode, problems: inout RuleFileDiagnostics) {
    needsStar = node.text("star") == "required"
    template = node.text("form")
    if let template {
      // A refused form was reported by the shape check.
      guard let weight = try? Form.weight(of: template) else { return nil }
      self.weight = weight
      written = ""
    } else if let text = node.text("pattern") {
      written = text
      weight = Self.weight(ofPattern: text)
    } else {
      problems.add(.missingKey, "a descriptor needs a 'form' or a 'pattern'", at: node, width: 1)
      return nil
    }
    if template != nil, let both = node["pattern"] {
      problems.add(.contradiction, "a descriptor has a 'form' or a 'pattern', not both", at: both)
    }
    id = node.text("id") ?? ""
    anchor = node.text("at").flatMap(Anchor.init) ?? .start
    isAlone = node.flag("alone")
    subscriptions = (node.text("subscription").map { [$0] } ?? []) + node.texts("subscriptions")
    kind = node.text("kind").flatMap(ChargeKind.init)
    means = node.localized("means")
    undecided = node.localized("undecided")
    country = node.text("country")
    isUnverified = node.flag("unverified")
    source = node.text("source")
    line = node.line
  }
}

extension DescriptorForm {
  /// A pattern's own letters outside of classes, looks around and names of groups, at the most twelve:
  /// what a form of the same words would fix.
  private static func weight(ofPattern text: String) -> Int {
    var letters = 0
    var isClass = false
    var isEscaped = false
    // How deep each look around stands; inside one nothing is fixed.
    var depth = 0
    var looks: [Int] = []
    var rest = text.utf8[...]
    while let byte = rest.first {
      rest = rest.dropFirst()
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "["): isClass = true
      case UInt8(ascii: "]"): isClass = false
      case UInt8(ascii: "(") where !isClass:
        depth += 1
        let head = String(decoding: rest.prefix(3), as: UTF8.self)
        if head.hasPrefix("?=") || head.hasPrefix("?!") || head == "?<=" || head == "?<!" {
          looks.append(depth)
        }
      case UInt8(ascii: ")") where !isClass:
        if looks.last == depth { looks.removeLast() }
        depth -= 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where !isClass && looks.isEmpty: letters += 1
      default: break
      }
    }
    return max(2, min(12, letters))
  }
}
