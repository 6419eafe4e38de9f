/// Rule files as one file of nodes, so that a start does not parse thousands of YAML files.
///
/// Layout: magic, fingerprint, edition, the names of towns on lines of one text, number of files; for each
/// its path and its node. A node is a kind byte, line and column, then its text, its items, or its
/// pairs. Numbers are LEB128.
enum CompiledRules {
  /// The layout's version; another one is not read.
  private static let magic = Array("DESCRY-RULES-2\n".utf8)

  /// What is written.
  struct Content {
    /// The rule book's version and day.
    var edition: String
    var places: Places
    var files: [(path: String, node: RuleNode)]
  }

  static func write(_ content: Content, fingerprint: UInt64) -> [UInt8] {
    var bytes = magic
    put(fingerprint, &bytes)
    put(content.edition, &bytes)
    put(content.places.sorted.joined(separator: "\n"), &bytes)
    put(UInt64(content.files.count), &bytes)
    for (path, node) in content.files {
      put(path, &bytes)
      put(node, &bytes)
    }
    return bytes
  }

  /// Reads what `write` wrote; nil when the bytes are something else, cut, or, where a fingerprint
  /// is asked for, of other files.
  static func read(_ bytes: UnsafeRawBufferPointer, fingerprint: UInt64?) -> Content? {
    guard bytes.starts(with: magic) else { return nil }
    var reader = Reader(bytes: bytes, index: magic.count)
    guard let written = reader.number(), fingerprint == nil || written == fingerprint,
      let edition = reader.text(), let towns = reader.text(), let count = reader.number(),
      count < 1_000_000
    else { return nil }
    var files: [(path: String, node: RuleNode)] = []
    files.reserveCapacity(Int(count))
    for _ in 0..<count {
      guard let path = reader.text(), let node = reader.node(depth: 0) else { return nil }
      files.append((path, node))
    }
    guard reader.index == bytes.count else { return nil }
    return Content(
      edition: edition, places: Places(towns.split(separator: "\n").lazy.map(String.init)),
      files: files)
  }

  /// The edition alone, without reading the rest.
  static func edition(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard bytes.starts(with: magic) else { return nil }
    var reader = Reader(bytes: bytes, index: magic.count)
    _ = reader.number()
    return reader.text()
  }

  private static func put(_ number: UInt64, _ bytes: inout [UInt8]) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func put(_ text: String, _ bytes: inout [UInt8]) {
    put(UInt64(text.utf8.count), &bytes)
    bytes += text.utf8
  }

  private static func put(_ node: RuleNode, _ bytes: inout [UInt8]) {
    func head(_ kind: UInt8, _ count: Int?) {
      bytes.append(kind)
      put(UInt64(node.line), &bytes)
      put(UInt64(node.column), &bytes)
      if let count { put(UInt64(count), &bytes) }
    }
    switch node.value {
    case .text(let text):
      head(0, nil)
      put(text, &bytes)
    case .list(let items):
      head(1, items.count)
      for item in items { put(item, &bytes) }
    case .record(let pairs):
      head(2, pairs.count)
      for (key, value) in pairs {
        put(key, &bytes)
        put(value, &bytes)
      }
    }
  }

  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var index: Int

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

    mutating func text() -> String? {
      guard let count = number(), count <= UInt64(bytes.count - index) else { return nil }
      let end = index + Int(count)
      defer { index = end }
      return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[index..<end]), as: UTF8.self)
    }

    mutating func node(depth: Int) -> RuleNode? {
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
        for _ in 0..<count {
          guard let item = node(depth: depth + 1) else { return nil }
          items.append(item)
        }
        return made(.list(items))
      case 2:
        guard let count = number(), count <= UInt64(bytes.count) else { return nil }
        var pairs: [(key: RuleNode, value: RuleNode)] = []
        for _ in 0..<count {
          guard let key = node(depth: depth + 1), let value = node(depth: depth + 1) else {
            return nil
          }
          pairs.append((key, value))
        }
        return made(.record(pairs))
      default: return nil
      }
    }
  }
}
