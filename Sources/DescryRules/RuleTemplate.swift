public import DescryCore
internal import DescryText

/// The first state of a new rule file: it loads, and its author fills in the facts.
public struct RuleTemplate: Sendable {
  /// The kinds of rules that a template can be made for.
  public enum Kind: String, Sendable, CaseIterable {
    case merchant, intermediary
  }

  /// The rule's id, from the name.
  public let id: String
  /// Its path below the rules' folder.
  public let path: String
  /// The file's text.
  public let text: String

  /// A template for a name; nil when the name has no letter or digit to make an id of.
  public init?(_ kind: Kind, name: String, category: String = "other", today: CalendarDate) {
    let words = NormalizedText(name).string.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    guard !words.isEmpty else { return nil }
    id = words.map { $0.lowercased() }.joined(separator: "-")
    let form = words.joined(separator: " ")
    let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    switch kind {
    case .merchant:
      path = "merchants/\(id.prefix(1))/\(id).yml"
      text = """
        schema: merchant/1
        id: \(id)
        name: "\(quoted)"
        category: \(category)
        reviewed: \(today)
        descriptors:
          - { id: name, form: "\(form)", unverified: true }
        tests:
          match:
            - { descriptor: "CARTE 03/07 \(form)", is: \(id) }
          near-miss:
            - { descriptor: "NOT\(words[0]) LYON", because: the word only ends like it }

        """
    case .intermediary:
      path = "intermediaries/\(id).yml"
      text = """
        schema: intermediary/1
        id: \(id)
        name: "\(quoted)"
        role: processor
        reviewed: \(today)
        descriptors:
          - { id: star, form: "\(form) *{seller}", unverified: true }
        tests:
          match:
            - { descriptor: "\(form) *BLUEFINCH", seller: Bluefinch }
          near-miss:
            - { descriptor: "NOT\(words[0]) LYON", because: the word only ends like it }

        """
    }
  }
}
