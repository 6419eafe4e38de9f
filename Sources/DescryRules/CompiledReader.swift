internal import DescryPattern

/// Reads what `CompiledWriter` wrote; nil for what was not written so, and never a trap.
struct CompiledReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var index: Int

  init(_ bytes: UnsafeRawBufferPointer, from index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  /// How many bytes are left.
  var left: Int { bytes.count - index }

  mutating func byte() -> UInt8? {
    guard index < bytes.count else { return nil }
    defer { index += 1 }
    return bytes[index]
  }

  mutating func number() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while index < bytes.count, shift < 64 {
      let byte = bytes[index]
      index += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// How many things follow; each takes at least a byte.
  mutating func count() -> Int? {
    number().flatMap { $0 <= UInt64(left) ? Int($0) : nil }
  }

  /// Where bytes stand behind their number.
  mutating func range() -> Range<Int>? {
    guard let count = count() else { return nil }
    defer { index += count }
    return index..<(index + count)
  }

  /// Bytes behind their number.
  mutating func run() -> UnsafeRawBufferPointer? {
    range().map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
  }

  mutating func text() -> String? { run().map { String(decoding: $0, as: UTF8.self) } }

  /// A number of at most 31 bits, or -1.
  private mutating func small() -> Int? {
    number().flatMap { $0 <= UInt64(Int32.max) ? Int($0) - 1 : nil }
  }

  mutating func owner() -> FormIndex.Owner? {
    guard let kind = byte(), kind < 2, let place = small(), let form = small() else { return nil }
    return kind == 0 ? .merchant(place, form: form) : .intermediary(place, form: form)
  }

  mutating func filing() -> LiteralFiling? {
    guard let pool = run(), let count = count() else { return nil }
    var entries: [LiteralFiling.Entry] = []
    entries.reserveCapacity(count)
    for _ in 0..<count {
      guard let start = small(), let length = small(), let gram = small(), let pattern = small()
      else { return nil }
      entries.append(
        LiteralFiling.Entry(
          start: Int32(start), count: Int32(length), gramOffset: Int32(gram),
          pattern: Int32(pattern)))
    }
    guard let count = self.count() else { return nil }
    var unindexed: [Int32] = []
    for _ in 0..<count {
      guard let place = small() else { return nil }
      unindexed.append(Int32(place))
    }
    return LiteralFiling(pool: Array(pool), entries: entries, unindexed: unindexed)
  }

  mutating func forms() -> FormIndex? {
    guard let count = count() else { return nil }
    var patterns: [Pattern] = []
    var owners: [FormIndex.Owner] = []
    patterns.reserveCapacity(count)
    owners.reserveCapacity(count)
    for _ in 0..<count {
      guard let owner = owner(), let pattern = text() else { return nil }
      owners.append(owner)
      patterns.append(Pattern(pattern))
    }
    guard let filing = filing(), let set = PatternSet(patterns, kept: filing),
      let count = self.count()
    else { return nil }
    var keys: [FormIndex.Key] = []
    for _ in 0..<count {
      guard let kind = text().flatMap(ExactKey.Kind.init), let value = text(), let owner = owner()
      else { return nil }
      keys.append(FormIndex.Key(kind: kind, value: value, owner: owner))
    }
    return FormIndex(set: set, owners: owners, keys: keys)
  }

  mutating func phraseForms() -> PhraseForms? {
    guard let count = count() else { return nil }
    var lists: [String] = []
    for _ in 0..<count {
      guard let id = text() else { return nil }
      lists.append(id)
    }
    guard let count = self.count() else { return nil }
    var patterns: [Pattern] = []
    var owners: [PhraseForms.Owner] = []
    patterns.reserveCapacity(count)
    owners.reserveCapacity(count)
    for _ in 0..<count {
      guard let list = small(), lists.indices.contains(list), let isException = byte(),
        let pattern = text()
      else { return nil }
      owners.append(PhraseForms.Owner(list: list, isException: isException == 1))
      patterns.append(Pattern(pattern))
    }
    guard let filing = filing(), let set = PatternSet(patterns, kept: filing) else { return nil }
    return PhraseForms(lists: lists, set: set, owners: owners)
  }

  /// A node; `without` leaves the pair of a key out of an outermost record.
  mutating func node(depth: Int, without unwanted: String? = nil) -> RuleNode? {
    guard depth < 32, index < bytes.count else { return nil }
    let kind = bytes[index]
    index += 1
    guard let line = number(), let column = number() else { return nil }
    func made(_ value: RuleNode.Value) -> RuleNode {
      RuleNode(
        value: value, line: Int(truncatingIfNeeded: line), column: Int(truncatingIfNeeded: column)
      )
    }
    switch kind {
    case 0: return text().map { made(.text($0)) }
    case 1:
      guard let count = number(), count <= UInt64(bytes.count) else { return nil }
      var items: [RuleNode] = []
      items.reserveCapacity(min(Int(count), left))
      for _ in 0..<count {
        guard let item = node(depth: depth + 1) else { return nil }
        items.append(item)
      }
      return made(.list(items))
    case 2:
      guard let count = number(), count <= UInt64(bytes.count) else { return nil }
      var pairs: [(key: RuleNode, value: RuleNode)] = []
      pairs.reserveCapacity(min(Int(count), left))
      for _ in 0..<count {
        guard let key = node(depth: depth + 1) else { return nil }
        if let unwanted, key.text == unwanted {
          guard skip(depth: depth + 1) else { return nil }
          continue
        }
        guard let value = node(depth: depth + 1) else { return nil }
        pairs.append((key, value))
      }
      return made(.record(pairs))
    default: return nil
    }
  }

  /// Goes behind a node without reading it.
  private mutating func skip(depth: Int) -> Bool {
    guard depth < 32, let kind = byte(), number() != nil, number() != nil else { return false }
    switch kind {
    case 0: return run() != nil
    case 1, 2:
      guard let count = number(), count <= UInt64(bytes.count) else { return false }
      for _ in 0..<(Int(kind) * Int(count)) where !skip(depth: depth + 1) { return false }
      return true
    default: return false
    }
  }
}
