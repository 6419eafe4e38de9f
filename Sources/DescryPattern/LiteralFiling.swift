/// Under which literals the patterns of a set are filed.
///
/// To derive it is most of the work of making a set, so it can be kept and given back.
public struct LiteralFiling: Sendable, Hashable {
  /// One literal of one pattern.
  public struct Entry: Sendable, Hashable {
    /// Where the literal begins in the pool.
    public let start: Int32
    /// How many bytes it has.
    public let count: Int32
    /// Where in the literal the gram stands under which it is filed.
    public let gramOffset: Int32
    /// The pattern's place in the set.
    public let pattern: Int32

    /// A literal of a pattern.
    public init(start: Int32, count: Int32, gramOffset: Int32, pattern: Int32) {
      self.start = start
      self.count = count
      self.gramOffset = gramOffset
      self.pattern = pattern
    }

    /// How many bytes its gram has.
    var gramLength: Int { min(LiteralFiling.longestGram, Int(count)) }
  }

  /// The bytes of all literals.
  public let pool: [UInt8]
  /// The literals.
  public let entries: [Entry]
  /// The places of patterns that no literal could be found for.
  public let unindexed: [Int32]

  /// How many bytes of a literal are hashed.
  static let longestGram = 4

  /// What was kept.
  public init(pool: [UInt8], entries: [Entry], unindexed: [Int32]) {
    self.pool = pool
    self.entries = entries
    self.unindexed = unindexed
  }

  /// Files patterns under the literals that must occur in their matches.
  init(_ patterns: [Pattern]) {
    var literals: [(literal: [UInt8], pattern: Int32)] = []
    var unindexed: [Int32] = []
    for (place, pattern) in patterns.enumerated() {
      if let set = RequiredLiterals(of: pattern.source)?.sets.first {
        literals += set.map { ($0, Int32(place)) }
      } else {
        unindexed.append(Int32(place))
      }
    }
    // Of a literal's grams the one that is rarest among all literals.
    var counts: [UInt32: Int] = [:]
    for (literal, _) in literals {
      for gram in Self.grams(of: literal) { counts[gram.value, default: 0] += 1 }
    }
    var pool: [UInt8] = []
    var entries: [Entry] = []
    for (literal, pattern) in literals {
      let best = Self.grams(of: literal).min {
        (counts[$0.value] ?? 0, $0.offset) < (counts[$1.value] ?? 0, $1.offset)
      }
      guard let best else { continue }
      entries.append(
        Entry(
          start: Int32(pool.count), count: Int32(literal.count), gramOffset: Int32(best.offset),
          pattern: pattern))
      pool += literal
    }
    self.init(pool: pool, entries: entries, unindexed: unindexed)
  }

  /// Whether every place lies in the pool and among so many patterns.
  func holds(patterns: Int) -> Bool {
    unindexed.allSatisfy { $0 >= 0 && $0 < patterns }
      && entries.allSatisfy {
        $0.start >= 0 && $0.count >= RequiredLiterals.shortest
          && Int($0.start) + Int($0.count) <= pool.count && $0.gramOffset >= 0
          && Int($0.gramOffset) + $0.gramLength <= Int($0.count)
          && $0.pattern >= 0 && $0.pattern < patterns
      }
  }

  /// The gram under which an entry is filed, its first byte the lowest.
  func gram(of entry: Entry) -> UInt32 {
    let start = Int(entry.start) + Int(entry.gramOffset)
    return Self.value(pool[start..<(start + entry.gramLength)])
  }

  private static func value(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func grams(of literal: [UInt8]) -> [(value: UInt32, offset: Int)] {
    let length = min(longestGram, literal.count)
    guard length >= RequiredLiterals.shortest else { return [] }
    return (0...(literal.count - length)).map { (value(literal[$0..<($0 + length)]), $0) }
  }
}
