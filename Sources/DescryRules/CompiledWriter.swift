internal import DescryPattern

/// Writes numbers (LEB128), texts, nodes and forms one behind the other.
///
/// A node is a kind byte, line and column, then its text, its items, or its pairs.
struct CompiledWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func put(_ text: String) { put(Array(text.utf8)) }

  mutating func put(_ run: [UInt8]) {
    put(UInt64(run.count))
    bytes += run
  }

  /// A number from -1.
  private mutating func put(small number: Int) { put(UInt64(max(0, number + 1))) }

  private mutating func put(_ owner: FormIndex.Owner) {
    switch owner {
    case .merchant(let place, let form): put(0, place, form)
    case .intermediary(let place, let form): put(1, place, form)
    }
  }

  private mutating func put(_ kind: UInt8, _ place: Int, _ form: Int) {
    bytes.append(kind)
    put(small: place)
    put(small: form)
  }

  mutating func put(_ forms: FormIndex) {
    put(UInt64(forms.owners.count))
    for (owner, pattern) in zip(forms.owners, forms.set.patterns) {
      put(owner)
      put(pattern.source)
    }
    put(forms.set.filing)
    put(UInt64(forms.keys.count))
    for key in forms.keys {
      put(key.kind.rawValue)
      put(key.value)
      put(key.owner)
    }
  }

  mutating func put(_ phrases: PhraseForms) {
    put(UInt64(phrases.lists.count))
    for id in phrases.lists { put(id) }
    put(UInt64(phrases.owners.count))
    for (owner, pattern) in zip(phrases.owners, phrases.set.patterns) {
      put(small: owner.list)
      bytes.append(owner.isException ? 1 : 0)
      put(pattern.source)
    }
    put(phrases.set.filing)
  }

  private mutating func put(_ filing: LiteralFiling) {
    put(filing.pool)
    put(UInt64(filing.entries.count))
    for entry in filing.entries {
      for number in [entry.start, entry.count, entry.gramOffset, entry.pattern] {
        put(small: Int(number))
      }
    }
    put(UInt64(filing.unindexed.count))
    for place in filing.unindexed { put(small: Int(place)) }
  }

  mutating func put(_ node: RuleNode) {
    func head(_ kind: UInt8, _ count: Int?) {
      bytes.append(kind)
      put(UInt64(node.line))
      put(UInt64(node.column))
      if let count { put(UInt64(count)) }
    }
    switch node.value {
    case .text(let text):
      head(0, nil)
      put(text)
    case .list(let items):
      head(1, items.count)
      for item in items { put(item) }
    case .record(let pairs):
      head(2, pairs.count)
      for (key, value) in pairs {
        put(key)
        put(value)
      }
    }
  }
}
