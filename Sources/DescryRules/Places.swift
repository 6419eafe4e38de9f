/// The names of towns, to tell a merchant's words from where it is.
///
/// The names are kept as one run of bytes with two hash tables over it, because a start reads some
/// thirty thousand of them: no text is made for any.
public struct Places: Sendable {
  private var bytes: [UInt8] = []
  /// Where each name begins and ends in `bytes`.
  private var spans: [Range<Int32>] = []
  /// Open addressing by the whole name; -1 is free.
  private var whole: [Int32] = []
  /// The last name that begins with the same five letters, by their hash; -1 is none.
  private var heads: [Int32] = []
  /// For each name the one before it with the same hash of five letters.
  private var chain: [Int32] = []
  /// How many words the longest name has.
  public private(set) var longest = 0

  /// No town at all.
  public static let none = Places([])

  /// Towns by their plain capital names.
  public init(_ names: some Sequence<String>) {
    for name in names { append(name.utf8) }
    index()
  }

  /// Towns from texts with one plain capital name a line; lines that begin with # are remarks.
  public init(lists: [String]) {
    for list in lists {
      for line in list.utf8.split(separator: UInt8(ascii: "\n"))
      where line.first != UInt8(ascii: "#") {
        append(line)
      }
    }
    index()
  }

  /// Towns from the bytes that `joined` gave.
  init(joined list: UnsafeRawBufferPointer) {
    bytes = Array(list)
    spans.reserveCapacity(list.count / 8)
    var start = 0
    var words = 1
    for (end, byte) in list.enumerated() {
      if byte == UInt8(ascii: " ") { words += 1 }
      guard byte == UInt8(ascii: "\n") else { continue }
      spans.append(Int32(start)..<Int32(end))
      start = end + 1
      longest = max(longest, words)
      words = 1
    }
    index()
  }

  /// All names in order, each with a line's end.
  var joined: String { sorted.map { $0 + "\n" }.joined() }

  /// All names in order.
  var sorted: [String] {
    spans.map {
      String(decoding: bytes[Int($0.lowerBound)..<Int($0.upperBound)], as: UTF8.self)
    }.sorted()
  }

  /// Whether a plain capital name, its words parted by single blanks, is a town's.
  public func contains(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { contains($0) }
  }

  /// Whether plain capital bytes are a town's name.
  public func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !whole.isEmpty else { return false }
    var slot = Self.hash(name) & (whole.count - 1)
    while whole[slot] >= 0 {
      if isEqual(name, spans[Int(whole[slot])]) { return true }
      slot = (slot + 1) & (whole.count - 1)
    }
    return false
  }

  /// Whether a town's name begins with these plain capital bytes, of which the line's end cut it.
  ///
  /// At most `missing` bytes of the name may lack; fewer than five bytes tell nothing.
  public func isCut(_ name: UnsafeBufferPointer<UInt8>, missing most: Int) -> Bool {
    guard name.count >= 5, !heads.isEmpty else { return false }
    var index = heads[Self.hash(UnsafeBufferPointer(rebasing: name[..<5])) & (heads.count - 1)]
    while index >= 0 {
      let span = spans[Int(index)]
      let more = span.count - name.count
      if more > 0, more <= most,
        isEqual(name, span.lowerBound..<(span.lowerBound + Int32(name.count)))
      {
        return true
      }
      index = chain[Int(index)]
    }
    return false
  }

  private mutating func append(_ name: some Collection<UInt8>) {
    guard !name.isEmpty, name.count <= 60 else { return }
    let start = Int32(bytes.count)
    bytes.append(contentsOf: name)
    spans.append(start..<Int32(bytes.count))
    longest = max(longest, name.count { $0 == UInt8(ascii: " ") } + 1)
  }

  private mutating func index() {
    guard !spans.isEmpty else { return }
    var size = 16
    while size < spans.count * 2 { size *= 2 }
    whole = Array(repeating: -1, count: size)
    heads = Array(repeating: -1, count: size)
    chain = Array(repeating: -1, count: spans.count)
    bytes.withUnsafeBufferPointer { bytes in
      for (index, span) in spans.enumerated() {
        let name = UnsafeBufferPointer(rebasing: bytes[Int(span.lowerBound)..<Int(span.upperBound)])
        var slot = Self.hash(name) & (size - 1)
        while whole[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        whole[slot] = Int32(index)
        guard name.count >= 5 else { continue }
        let head = Self.hash(UnsafeBufferPointer(rebasing: name[..<5])) & (size - 1)
        chain[index] = heads[head]
        heads[head] = Int32(index)
      }
    }
  }

  private func isEqual(_ name: UnsafeBufferPointer<UInt8>, _ span: Range<Int32>) -> Bool {
    guard name.count == span.count else { return false }
    for (offset, byte) in name.enumerated() where bytes[Int(span.lowerBound) + offset] != byte {
      return false
    }
    return true
  }

  /// FNV-1a.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & Int.max
  }
}
