internal import DescryCore

/// A rule book as one run of bytes, so that a start neither parses thousands of YAML files nor
/// derives patterns and literals of their forms, and reads of the rules only those that it needs.
///
/// Layout: magic, a sum over all that follows (8 bytes, the lowest first), fingerprint, edition, the
/// towns, and the forms with their keys, each behind how many bytes they have; then for each rule what
/// is told of it without reading it and how many bytes it has; then the phrases behind how many bytes
/// they have, and the rules: path and node. Merchants and intermediaries stand in the order of their
/// ids, by which the forms name them.
struct CompiledRules: Sendable {
  /// The layout's version; another one is not read.
  ///
  /// It is another one, too, when forms and phrases become other patterns, or patterns have other
  /// literals than before.
  private static let magic = Array("DESCRY-RULES-4\n".utf8)
  /// Places of towns are kept in 32 bits.
  private static let most = 1 << 30

  /// What is told of a rule without reading it.
  private struct Entry: Sendable {
    let schema: String
    let merchant: MerchantList.Entry
    let range: Range<Int>
  }

  /// The rule book's version and day.
  let edition: String
  private let entries: [Entry]
  /// What stands behind the magic and the sum.
  private let bytes: [UInt8]
  private let townsRange: Range<Int>
  private let formsRange: Range<Int>
  private let phrasesRange: Range<Int>
  /// Where the rules begin, one behind the other; their ranges count from here.
  private let rulesStart: Int

  static func write(
    _ files: [(path: String, node: RuleNode)], edition: String, book: RuleBook, fingerprint: UInt64
  ) -> [UInt8] {
    var head = CompiledWriter()
    head.put(fingerprint)
    head.put(edition)
    head.put(book.places.joined)
    var forms = CompiledWriter()
    forms.put(book.forms)
    head.put(forms.bytes)
    head.put(UInt64(files.count))
    var phrases = CompiledWriter()
    phrases.put(book.phraseForms)
    var rules: [UInt8] = []
    for (path, node) in files.sorted(by: { order($0.node) < order($1.node) }) {
      var rule = CompiledWriter()
      rule.put(path)
      rule.put(node)
      for key in ["schema", "id", "name", "category"] { head.put(node.text(key) ?? "") }
      head.put(UInt64(rule.bytes.count))
      rules += rule.bytes
    }
    head.put(UInt64(phrases.bytes.count))
    let content = head.bytes + phrases.bytes + rules
    let sum = content.withUnsafeBytes(sum)
    return magic + (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) } + content
  }

  private static func order(_ node: RuleNode) -> (String, String) {
    (node.text("schema") ?? "", node.text("id") ?? "")
  }

  /// Reads what `write` wrote; nil when the bytes are something else, cut, or, where a fingerprint
  /// is asked for, of other files.
  init?(_ bytes: UnsafeRawBufferPointer, fingerprint: UInt64?) {
    guard bytes.count < Self.most, let content = Self.content(bytes) else { return nil }
    var reader = CompiledReader(content)
    guard let written = reader.number(), fingerprint == nil || written == fingerprint,
      bytes[Self.magic.count...].prefix(8).reversed().reduce(UInt64(0), { $0 << 8 | UInt64($1) })
        == Self.sum(content),
      let edition = reader.text(), let towns = reader.range(), let forms = reader.range(),
      let count = reader.count()
    else { return nil }
    var entries: [Entry] = []
    entries.reserveCapacity(count)
    var end = 0
    for _ in 0..<count {
      guard let schema = reader.text(), let id = reader.text(), let name = reader.text(),
        let category = reader.text(), let length = reader.number(), length < Self.most
      else { return nil }
      entries.append(
        Entry(
          schema: schema, merchant: MerchantList.Entry(id: id, name: name, category: category),
          range: end..<(end + Int(length))))
      end += Int(length)
      guard end <= content.count else { return nil }
    }
    guard let phrases = reader.range(), end == reader.left else { return nil }
    self.edition = edition
    self.entries = entries
    (townsRange, formsRange, phrasesRange) = (towns, forms, phrases)
    rulesStart = reader.index
    self.bytes = Array(content)
  }

  /// The edition alone, without reading the rest.
  static func edition(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard let content = content(bytes) else { return nil }
    var reader = CompiledReader(content)
    _ = reader.number()
    return reader.text()
  }

  /// What stands behind the magic and the sum.
  private static func content(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard bytes.starts(with: magic), bytes.count > magic.count + 8 else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[(magic.count + 8)...])
  }

  /// FNV-1a over eight bytes at a time: it finds what was cut or damaged, not what was forged.
  private static func sum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ value: UInt64) {
      sum = (sum ^ value) &* 0x0000_0100_0000_01b3
      sum ^= sum >> 32
    }
    let whole = bytes.count / 8 * 8
    for index in stride(from: 0, to: whole, by: 8) {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
    }
    for index in whole..<bytes.count { mix(UInt64(bytes[index])) }
    mix(UInt64(bytes.count))
    return sum
  }

  // MARK: Rules

  /// All rules.
  var files: [(path: String, node: RuleNode)] { entries.indices.compactMap { file($0) } }

  /// The rules of a kind, read; those that cannot be are left out.
  func rules<Rule>(
    of schema: Schema, _ read: (RuleNode, String, inout RuleFileDiagnostics) -> Rule?
  ) -> [Rule] {
    entries.indices.filter { entries[$0].schema == schema.name }.compactMap { rule($0, read) }
  }

  /// The merchants, to be read one by one.
  var merchants: MerchantList {
    let places = entries.indices.filter { entries[$0].schema == Schema.merchant.name }
    return MerchantList(places.map { entries[$0].merchant }) { [self] index in
      let place = places[index]
      let tests = { @Sendable [self] in file(place)?.node["tests"] }
      return rule(place, without: "tests") {
        Merchant($0, path: $1, tests: tests, problems: &$2)
      }
    }
  }

  // MARK: Sections

  /// The towns, read.
  var places: Places { section(townsRange) { Places(joined: $0) } }

  /// The forms and keys, read; none when they name merchants or intermediaries that are not there.
  var forms: FormIndex {
    let merchants = entries.count { $0.schema == Schema.merchant.name }
    let intermediaries = entries.count { $0.schema == Schema.intermediary.name }
    let read = section(formsRange) { bytes in
      var reader = CompiledReader(bytes)
      return reader.forms()
    }
    guard let read, read.isOwned(merchants: merchants, intermediaries: intermediaries) else {
      return FormIndex([], [])
    }
    return read
  }

  /// The phrases of all lists, read; none when they cannot be.
  var phraseForms: PhraseForms {
    section(phrasesRange) { bytes in
      var reader = CompiledReader(bytes)
      return reader.phraseForms() ?? .none
    }
  }

  private func section<Content>(
    _ range: Range<Int>, _ read: (UnsafeRawBufferPointer) -> Content
  ) -> Content {
    bytes.withUnsafeBytes { read(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private func rule<Rule>(
    _ place: Int, without key: String? = nil,
    _ read: (RuleNode, String, inout RuleFileDiagnostics) -> Rule?
  ) -> Rule? {
    guard let (path, node) = file(place, without: key) else { return nil }
    // They were told when the rules were compiled.
    var problems = RuleFileDiagnostics(RuleFile(path: path, text: ""))
    return read(node, path, &problems)
  }

  /// A rule, without the value of a key where that is not needed.
  private func file(_ place: Int, without key: String? = nil) -> (path: String, node: RuleNode)? {
    let range = entries[place].range
    return section((rulesStart + range.lowerBound)..<(rulesStart + range.upperBound)) { bytes in
      var reader = CompiledReader(bytes)
      guard let path = reader.text(), let node = reader.node(depth: 0, without: key)
      else { return nil }
      return (path, node)
    }
  }
}
