internal import DescryCore

/// `named`: the control's own name in the source has a word of the lists.
///
/// A label may be in any language; the names that programmers give to fields are few: `newsletter`,
/// `optIn`, `accept_terms`.
struct NamedCheck: Check {
  static let name = "named"
  private let lists: PhraseSelection

  init(_ parameters: CheckParameters) { lists = parameters.lists }

  func look(at subject: Subject, in flow: FlowView) -> CheckResult {
    guard let place = subject.element else { return .no }
    let attributes = flow.element(place).attributes
    return CheckResult(
      ["name", "id"].contains { key in
        attributes[key].map { flow.hits(Self.words($0)).has(lists) } ?? false
      })
  }

  /// The words of an identifier: `data[optIn_news]` is `data opt In news`.
  static func words(_ name: String) -> String {
    var words = ""
    var last: Character = " "
    for character in name.prefix(120) {
      if character.isUppercase, last.isLowercase { words += " " }
      words.append(character.isLetter || character.isNumber ? character : " ")
      last = character
    }
    return words
  }
}
