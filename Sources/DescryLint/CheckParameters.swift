internal import DescryRules

/// The parameters of one check call; the loader has verified their names and values.
struct CheckParameters {
  private let node: RuleNode
  private let index: PhraseIndex

  init(_ call: DarkPatternRule.CheckCall, _ index: PhraseIndex) {
    node = call.parameters
    self.index = index
  }

  /// The phrase lists.
  var lists: PhraseSelection { index.selection(node.texts("lists")) }
  /// The part of the screen.
  var scope: Scope { node.text("in").flatMap(Scope.init) ?? .itself }

  func flag(_ key: String) -> Bool { node.flag(key) }
  /// A flag that may also be absent.
  func choice(_ key: String) -> Bool? { node.text(key).map { $0 == "true" } }
  func integer(_ key: String) -> Int? { node.integer(key) }
  func number(_ key: String) -> Double? { node.number(key) }
  func texts(_ key: String) -> [String] { node.texts(key) }
  /// A selection of lists that the linter itself knows by name.
  func known(_ names: String...) -> PhraseSelection { index.selection(names) }
}

/// A part of a flow, seen from an element.
enum Scope: String, CaseIterable {
  case itself = "self"
  case row, block, form, screen, heading, before, after
  case previousScreens = "previous-screens"
  case flow
}
