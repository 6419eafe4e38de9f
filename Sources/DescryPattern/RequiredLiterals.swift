/// What must occur in every text that a pattern matches, read off the pattern itself.
///
/// A small, conservative reading of PCRE2's syntax: it knows literals, classes, groups, alternatives,
/// quantifiers and assertions, and gives up (nil) on anything else, so that a pattern that it does
/// not understand is always tried and never lost. It works like RE2's prefilter: a sequence gives
/// the literals of its best stretch, an alternative gives those of all its branches together.
public struct RequiredLiterals: Sendable, Hashable {
  /// Sets of literals, the best first.
  ///
  /// Of each set at least one member occurs in every match.
  public let sets: [[[UInt8]]]

  /// Reads a pattern; nil when nothing can be said of it.
  public init?(of pattern: String) {
    var reader = PatternReader(pattern)
    guard let node = reader.readAll() else { return nil }
    let sets = node.candidates.filter { set in
      !set.isEmpty && set.allSatisfy { $0.count >= RequiredLiterals.shortest }
    }
    guard !sets.isEmpty else { return nil }
    self.sets = sets.sorted { Self.worth($0) > Self.worth($1) }
  }

  /// The shortest literal that is worth looking for.
  static let shortest = 2

  /// Long literals first, then few of them, then by their bytes so that the order is always the same.
  private static func worth(_ set: [[UInt8]]) -> (Int, Int, String) {
    (
      set.lazy.map(\.count).min() ?? 0, -set.count,
      set.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
    )
  }
}

/// What is known of a part of a pattern.
private struct PatternNode {
  /// All texts that the part can match, when these are few; nil when they are not.
  var exact: Set<[UInt8]>?
  /// Sets of literals of which each match of the part contains at least one.
  var candidates: [[[UInt8]]] = []

  static let empty = PatternNode(exact: [[]])
  static let anything = PatternNode(exact: nil)
  /// More texts than this are not worth telling apart.
  static let mostTexts = 24

  /// The part's candidates, its exact texts among them.
  var all: [[[UInt8]]] {
    guard let exact else { return candidates }
    return candidates + [exact.sorted { $0.lexicographicallyPrecedes($1) }]
  }
}

private struct PatternReader {
  private let bytes: [UInt8]
  private var index = 0
  /// Nesting that no honest pattern reaches; deeper ones are always tried.
  private var depth = 0

  init(_ pattern: String) { bytes = Array(pattern.utf8) }

  mutating func readAll() -> PatternNode? {
    guard let node = alternation(), index == bytes.count else { return nil }
    return PatternNode(exact: nil, candidates: node.all)
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
    index += count
    return true
  }

  /// The letters, digits and blanks that stand here, without one that a quantifier may follow.
  private mutating func plainRun() -> ArraySlice<UInt8> {
    func isPlain(_ byte: UInt8) -> Bool {
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || byte == UInt8(ascii: " ")
    }
    var end = index
    while end < bytes.count, isPlain(bytes[end]) { end += 1 }
    // The last one is left to `atom`, unless the next byte cannot be a quantifier.
    if end > index, end < bytes.count, "?*+{".utf8.contains(bytes[end]) { end -= 1 }
    defer { index = end }
    return bytes[index..<end]
  }

  private mutating func alternation() -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 50, let first = sequence() else { return nil }
    var branches = [first]
    while take("|") {
      guard let branch = sequence() else { return nil }
      branches.append(branch)
    }
    guard branches.count > 1 else { return first }

    var exact: Set<[UInt8]>? = []
    for branch in branches {
      if let texts = branch.exact, let known = exact,
        known.count + texts.count <= PatternNode.mostTexts
      {
        exact = known.union(texts)
      } else {
        exact = nil
      }
    }
    if let exact { return PatternNode(exact: exact) }
    // One set for the whole: the best set of each branch, if every branch has one.
    var union: Set<[UInt8]> = []
    for branch in branches {
      let best = branch.all.filter { !$0.isEmpty && !$0.contains([]) }
        .max { left, right in
          (left.map(\.count).min() ?? 0, -left.count) < (
            right.map(\.count).min() ?? 0, -right.count
          )
        }
      guard let best else { return .anything }
      union.formUnion(best)
    }
    return PatternNode(
      exact: nil, candidates: [union.sorted { $0.lexicographicallyPrecedes($1) }])
  }

  private mutating func sequence() -> PatternNode? {
    var candidates: [[[UInt8]]] = []
    var stretch: Set<[UInt8]> = [[]]
    var isExact = true

    func flush() {
      if !stretch.contains([]) {
        candidates.append(stretch.sorted { $0.lexicographicallyPrecedes($1) })
      }
      stretch = [[]]
    }

    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      let run = plainRun()
      if !run.isEmpty {
        stretch = Set(stretch.map { $0 + run })
        continue
      }
      guard let atom = atom(), let (least, most) = quantifier() else { return nil }
      if least == 1, most == 1, let texts = atom.exact {
        if stretch.count * texts.count > PatternNode.mostTexts { flush() }
        if stretch.count * texts.count > PatternNode.mostTexts {
          isExact = false
          continue
        }
        stretch = Set(stretch.flatMap { left in texts.map { left + $0 } })
        candidates += atom.candidates
        continue
      }
      if atom.exact == [[]], atom.candidates.isEmpty { continue }
      isExact = false
      flush()
      if least >= 1 { candidates += atom.all.filter { !$0.contains([]) } }
    }
    if isExact { return PatternNode(exact: stretch, candidates: []) }
    flush()
    return PatternNode(exact: nil, candidates: candidates)
  }

  /// How often the atom before may stand; (1, 1) without a quantifier.
  private mutating func quantifier() -> (least: Int, most: Int)? {
    var range = (least: 1, most: 1)
    switch next {
    case UInt8(ascii: "?"): range = (0, 1)
    case UInt8(ascii: "*"): range = (0, .max)
    case UInt8(ascii: "+"): range = (1, .max)
    case UInt8(ascii: "{"):
      guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
      let parts = bytes[(index + 1)..<close].split(
        separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard let first = parts.first, let least = Int(String(decoding: first, as: UTF8.self)),
        parts.count <= 2
      else { return nil }
      let most = parts.count == 1 ? least : Int(String(decoding: parts[1], as: UTF8.self)) ?? .max
      range = (least, most)
      index = close
    default: return range
    }
    index += 1
    if next == UInt8(ascii: "?") || next == UInt8(ascii: "+") { index += 1 }
    return range
  }

  private mutating func atom() -> PatternNode? {
    guard let byte = next else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "("): return group()
    case UInt8(ascii: "["): return characterClass()
    case UInt8(ascii: "\\"): return escape()
    case UInt8(ascii: "^"), UInt8(ascii: "$"): return .empty
    case UInt8(ascii: "."): return .anything
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): return nil
    default:
      guard byte < 0x80 else {
        // A character of several bytes is one atom.
        var text = [byte]
        while let more = next, more & 0xC0 == 0x80 {
          text.append(more)
          index += 1
        }
        return PatternNode(exact: [text])
      }
      return PatternNode(exact: [[byte]])
    }
  }

  private mutating func group() -> PatternNode? {
    var isAssertion = false
    if take("?") {
      if take(":") || take(">") || take("|") {
        // The same as a plain group for what must occur.
      } else if take("=") || take("!") || take("<=") || take("<!") {
        isAssertion = true
      } else if take("<") || take("P<") || take("'") {
        guard
          let close = bytes[index...].firstIndex(where: {
            $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "'")
          })
        else { return nil }
        index = close + 1
      } else {
        return nil
      }
    } else if next == UInt8(ascii: "*") {
      return nil
    }
    guard let node = alternation(), take(")") else { return nil }
    return isAssertion ? .empty : node
  }

  private mutating func escape() -> PatternNode? {
    guard let byte = next else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"),
      UInt8(ascii: "Z"), UInt8(ascii: "G"):
      return .empty
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "h"), UInt8(ascii: "H"),
      UInt8(ascii: "s"), UInt8(ascii: "S"), UInt8(ascii: "w"), UInt8(ascii: "W"),
      UInt8(ascii: "N"), UInt8(ascii: "R"), UInt8(ascii: "v"), UInt8(ascii: "V"):
      return .anything
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      return nil
    default: return PatternNode(exact: [[byte]])
    }
  }

  /// How many characters of a class are told apart.
  private static let mostMembers = 6

  /// A class of a few plain characters is told apart; any other may match anything.
  private mutating func characterClass() -> PatternNode? {
    var members: Set<[UInt8]> = []
    var isPlain = !take("^")
    if take("]") { members.insert([UInt8(ascii: "]")]) }
    while let byte = next, byte != UInt8(ascii: "]") {
      index += 1
      if members.count > Self.mostMembers { isPlain = false }
      switch byte {
      case UInt8(ascii: "["):
        // [:alpha:] and its like.
        guard next == UInt8(ascii: ":") else {
          members.insert([byte])
          continue
        }
        guard let close = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        index = close + 1
        isPlain = false
      case UInt8(ascii: "\\"):
        guard let escaped = next else { return nil }
        index += 1
        if escaped &- UInt8(ascii: "0") < 10 || (escaped | 0x20) &- UInt8(ascii: "a") < 26 {
          isPlain = false
          if escaped == UInt8(ascii: "Q") || escaped == UInt8(ascii: "E") { return nil }
        } else {
          members.insert([escaped])
        }
      case UInt8(ascii: "-"): isPlain = false
      default:
        if byte >= 0x80 { isPlain = false }
        if isPlain { members.insert([byte]) }
      }
    }
    guard take("]") else { return nil }
    return isPlain && members.count <= Self.mostMembers ? PatternNode(exact: members) : .anything
  }
}
