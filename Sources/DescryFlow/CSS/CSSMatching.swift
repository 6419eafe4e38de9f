/// Finds the declarations of a style sheet that apply to the elements of a page.
///
/// Rules are found by the id, the class or the tag of their rightmost compound, so that an element
/// looks at few of them.
struct CSSMatching {
  private let tree: PageTree
  private let rules: [CSSStyleSheet.Rule]
  private let declarations: [[CSSDeclaration]]
  private let variables: CSSVariables
  private var byID: [String: [Int]] = [:]
  private var byClass: [String: [Int]] = [:]
  private var byTag: [String: [Int]] = [:]
  private var universal: [Int] = []
  /// How many elements may still be held against a part of a selector: thousands of rules for every
  /// paragraph of a page of thousands are no honest style sheet.
  private var looksLeft = 20_000_000
  private let classes: [[String]]
  private let previous: [Int]
  private let isLast: [Bool]

  init(_ tree: PageTree, _ sheet: CSSStyleSheet, _ variables: CSSVariables) {
    self.tree = tree
    self.variables = variables
    rules = sheet.rules
    declarations = sheet.declarations.map { $0.map(variables.resolved) }
    guard !rules.isEmpty else {
      (classes, previous, isLast) = ([], [], [])
      return
    }
    for (index, rule) in sheet.rules.enumerated() {
      let subject = rule.selector.subject
      if let id = subject.id {
        byID[id, default: []].append(index)
      } else if let name = subject.classes.first {
        byClass[name, default: []].append(index)
      } else if let tag = subject.tag {
        byTag[tag, default: []].append(index)
      } else if universal.count < 1000 {
        universal.append(index)
      }
    }
    classes = tree.nodes.map { node in
      node.attribute("class").map { WhiteSpace.tokens(of: $0).map(String.init) } ?? []
    }
    var previous = [Int](repeating: -1, count: tree.nodes.count)
    var isLast = [Bool](repeating: true, count: tree.nodes.count)
    var lastChild: [Int: Int] = [:]
    for (index, node) in tree.nodes.enumerated() where node.kind == .element {
      if let before = lastChild[node.parent] {
        previous[index] = before
        isLast[before] = false
      }
      lastChild[node.parent] = index
    }
    self.previous = previous
    self.isLast = isLast
  }

  /// The declarations that apply to an element, the strongest last (CSS Cascade 4, section 6).
  mutating func declarations(for index: Int) -> [CSSDeclaration] {
    let own = (tree.nodes[index].attribute("style").map { CSSDeclaration.list($0) } ?? [])
      .map(variables.resolved)
    let matched = matched(index)
    if matched.isEmpty {
      return own.contains(where: \.isImportant)
        ? own.filter { !$0.isImportant } + own.filter(\.isImportant) : own
    }
    let listed = matched.flatMap { declarations[rules[$0].declarations] }
    return listed.filter { !$0.isImportant } + own.filter { !$0.isImportant }
      + listed.filter(\.isImportant) + own.filter(\.isImportant)
  }

  /// The rules whose selectors match an element, the strongest last.
  private mutating func matched(_ index: Int) -> [Int] {
    if rules.isEmpty { return [] }
    var matched: [Int] = []
    add(universal, to: &matched, index)
    if let places = byTag[tree.nodes[index].tag] { add(places, to: &matched, index) }
    for name in classes[index] {
      if let places = byClass[name] { add(places, to: &matched, index) }
    }
    if let id = tree.nodes[index].attribute("id"), let places = byID[id] {
      add(places, to: &matched, index)
    }
    return matched.sorted {
      (rules[$0].selector.specificity, $0) < (rules[$1].selector.specificity, $1)
    }
  }

  private mutating func add(_ places: [Int], to matched: inout [Int], _ index: Int) {
    guard !isExhausted else { return }
    looksLeft -= places.count
    for place in places {
      let selector = rules[place].selector
      guard matches(selector.subject, index) else { continue }
      if selector.parts.count == 1 || matches(selector, from: 1, at: index) {
        matched.append(place)
      }
    }
  }

  /// Whether the looks of elements are no longer asked of the sheets.
  var isExhausted: Bool { looksLeft < 0 }

  /// Whether the compounds from `part` on match what stands around an element.
  ///
  /// Descendants are tried the nearest first without going back: what that misses (a chain that only
  /// a farther ancestor completes) is rare, and every element costs no more than its depth.
  private mutating func matches(_ selector: CSSSelector, from part: Int, at index: Int) -> Bool {
    var at = index
    for part in part..<selector.parts.count {
      let compound = selector.parts[part].compound
      switch selector.parts[part].combinator {
      case .child:
        at = tree.nodes[at].parent
        guard at > 0, matches(compound, at) else { return false }
      case .descendant:
        repeat {
          at = tree.nodes[at].parent
          looksLeft -= 1
        } while at > 0 && !matches(compound, at)
        if at <= 0 { return false }
      case .next:
        at = previous[at]
        guard at >= 0, matches(compound, at) else { return false }
      case .later:
        repeat {
          at = previous[at]
          looksLeft -= 1
        } while at >= 0 && !matches(compound, at)
        if at < 0 { return false }
      }
    }
    return true
  }

  private func matches(_ compound: CSSSelector.Compound, _ index: Int) -> Bool {
    if let tag = compound.tag, tag != tree.nodes[index].tag { return false }
    if let id = compound.id, id != tree.nodes[index].attribute("id") { return false }
    for name in compound.classes where !classes[index].contains(name) { return false }
    for attribute in compound.attributes where !matches(attribute, tree.nodes[index]) {
      return false
    }
    if compound.isRoot, tree.nodes[index].tag != "html" { return false }
    if compound.isFirst, previous[index] >= 0 { return false }
    if compound.isLast, !isLast[index] { return false }
    if compound.isChecked, tree.nodes[index].attribute("checked") == nil,
      tree.live[index]?.checked != true
    {
      return false
    }
    for alternatives in compound.alternatives
    where !alternatives.contains(where: { matches($0, index) }) {
      return false
    }
    return !compound.negated.contains { matches($0, index) }
  }

  private func matches(_ wanted: CSSSelector.Attribute, _ node: PageTree.Node) -> Bool {
    guard let value = node.attribute(wanted.name) else { return false }
    switch wanted.comparison {
    case nil: return true
    case "=": return value == wanted.value
    case "~": return value.split { $0.isWhitespace }.contains { $0 == wanted.value }
    case "|": return value == wanted.value || value.hasPrefix(wanted.value + "-")
    case "^": return !wanted.value.isEmpty && value.hasPrefix(wanted.value)
    case "$": return !wanted.value.isEmpty && value.hasSuffix(wanted.value)
    case "*": return !wanted.value.isEmpty && value.contains(wanted.value)
    default: return false
    }
  }
}
