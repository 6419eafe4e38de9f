internal import DescryCore

/// The rules that are put to the elements of a screen, by what an element must have for it.
///
/// Of some sixty rules an element concerns few: those of its role, and those of whose phrases its
/// label has one.
struct ElementRules {
  private let rules: [CompiledRule]
  private let hasRoles: Bool
  /// By phrase list, the places of rules that ask for a phrase of it.
  private var byList: [[Int]]
  /// The places of rules that ask for no phrase of the element's own.
  private var others: [Int] = []
  /// Of these, by role, the ones that look at it.
  private var byRole: [ElementRole: [Int]] = [:]

  /// The rules at `places`, ascending, for a screen.
  init(_ rules: [CompiledRule], places: [Int], lists: Int, on view: ScreenView) {
    self.rules = rules
    hasRoles = view.hasRoles
    byList = Array(repeating: [], count: lists)
    for place in places {
      guard let selection = rules[place].index else {
        others.append(place)
        continue
      }
      for list in selection.lists { byList[list].append(place) }
    }
  }

  /// The places of the rules that look at elements of a role whose labels have these phrases,
  /// ascending.
  mutating func places(for role: ElementRole, with hits: PhraseHits) -> [Int] {
    let plain = others(for: role)
    if hits.hits.isEmpty { return plain }
    let named = hits.hits.flatMap { byList[$0.list] }
      .filter { rules[$0].looks(at: role, hasRoles: hasRoles) }
    if named.isEmpty { return plain }
    return Set(named + plain).sorted()
  }

  private mutating func others(for role: ElementRole) -> [Int] {
    if let known = byRole[role] { return known }
    let places = others.filter { rules[$0].looks(at: role, hasRoles: hasRoles) }
    byRole[role] = places
    return places
  }
}
