/// Finds the declarations of a style sheet that apply to the elements of a page.
///
/// Rules are found by the id, the class or the tag of their rightmost compound, so that an element
/// looks at few of them.
struct CSSMatching {
  private let tree: PageTree
  private let sheet: CSSStyleSheet
  private var byID: [String: [Int]] = [:]
  private var byClass: [String: [Int]] = [:]
  private var byTag: [String: [Int]] = [:]
  private var universal: [Int] = []
  private let classes: [[String]]
  private let previous: [Int]
  private let isLast: [Bool]

  init(_ tree: PageTree, _ sheet: CSSStyleSheet) {
    self.tree = tree
    self.sheet = sheet
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
      node.attribute("class")?.split { $0.isWhitespace }.map(String.init) ?? []
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
  func declarations(for index: Int) -> [CSSDeclaration] {
    let node = tree.nodes[index]
    var matched: [(weight: Int, order: Int, declarations: Int)] = []
    func take(_ rules: [Int]) {
      for rule in rules where matches(sheet.rules[rule].selector, index) {
        matched.append(
          (sheet.rules[rule].selector.specificity, rule, sheet.rules[rule].declarations))
      }
    }
    take(universal)
    if let rules = byTag[node.tag] { take(rules) }
    for name in classes[index] { if let rules = byClass[name] { take(rules) } }
    if let id = node.attribute("id"), let rules = byID[id] { take(rules) }
    matched.sort { ($0.weight, $0.order) < ($1.weight, $1.order) }
    let own = node.attribute("style").map { CSSDeclaration.list($0) } ?? []
    if matched.isEmpty { return own.filter { !$0.isImportant } + own.filter(\.isImportant) }
    let listed = matched.flatMap { sheet.declarations[$0.declarations] }
    return listed.filter { !$0.isImportant } + own.filter { !$0.isImportant }
      + listed.filter(\.isImportant) + own.filter(\.isImportant)
  }

  private func matches(_ selector: CSSSelector, _ index: Int) -> Bool {
    guard matches(selector.subject, index) else { return false }
    return selector.parts.count == 1 || matches(selector, from: 1, at: index)
  }

  /// Whether the compounds from `part` on match what stands around an element.
  ///
  /// Descendants are tried the nearest first without going back: what that misses (a chain that only
  /// a farther ancestor completes) is rare, and every element costs no more than its depth.
  private func matches(_ selector: CSSSelector, from part: Int, at index: Int) -> Bool {
    var at = index
    for part in part..<selector.parts.count {
      let (combinator, compound) = selector.parts[part]
      switch combinator {
      case .child:
        at = tree.nodes[at].parent
        guard at > 0, matches(compound, at) else { return false }
      case .descendant:
        repeat { at = tree.nodes[at].parent } while at > 0 && !matches(compound, at)
        if at <= 0 { return false }
      case .next:
        at = previous[at]
        guard at >= 0, matches(compound, at) else { return false }
      case .later:
        repeat { at = previous[at] } while at >= 0 && !matches(compound, at)
        if at < 0 { return false }
      }
    }
    return true
  }

  private func matches(_ compound: CSSSelector.Compound, _ index: Int) -> Bool {
    let node = tree.nodes[index]
    if let tag = compound.tag, tag != node.tag { return false }
    if let id = compound.id, id != node.attribute("id") { return false }
    for name in compound.classes where !classes[index].contains(name) { return false }
    for attribute in compound.attributes where !matches(attribute, node) { return false }
    if compound.isRoot, node.tag != "html" { return false }
    if compound.isFirst, previous[index] >= 0 { return false }
    if compound.isLast, !isLast[index] { return false }
    if compound.isChecked, node.attribute("checked") == nil, tree.live[index]?.checked != true {
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
