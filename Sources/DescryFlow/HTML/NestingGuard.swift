/// Blanks out tags of a page that nest too deep, in one pass over its bytes.
///
/// libgumbo takes time in the square of the depth, and 50,000 open elements take it minutes. Tags
/// beyond the limit become blanks of the same length, so that their text stays and so do all places.
/// A tag with hundreds of attributes, which also cost in their square, loses those behind the limit.
struct NestingGuard {
  private(set) var bytes: [UInt8]
  /// Where the first tag that was blanked stands; nil when none was.
  private(set) var firstTooDeep: Int?
  private let deepest: Int
  private var open: [UInt64] = []
  private var blanked: [UInt64: Int] = [:]
  /// Formatting elements that were left open: every later block opens them again, each with its own
  /// attributes, so that the tree grows in the square of their number.
  private var dangling = 0
  private static let mostAttributes = 256
  private static let mostDangling = 64

  init(_ bytes: [UInt8], deepest: Int) {
    self.bytes = bytes
    self.deepest = deepest
    scan()
  }

  private mutating func scan() {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else {
        index += 1
        continue
      }
      if bytes[index + 1] == UInt8(ascii: "!") {
        index = commentEnd(index)
      } else if bytes[index + 1] == UInt8(ascii: "/") {
        index = endTag(index)
      } else if bytes[index + 1] | 0x20 &- UInt8(ascii: "a") < 26 {
        index = startTag(index)
      } else {
        index += 1
      }
    }
  }

  private func commentEnd(_ start: Int) -> Int {
    guard start + 3 < bytes.count, bytes[start + 2] == 0x2D, bytes[start + 3] == 0x2D else {
      return start + 2
    }
    var index = start + 4
    while index + 2 < bytes.count {
      if bytes[index] == 0x2D, bytes[index + 1] == 0x2D, bytes[index + 2] == UInt8(ascii: ">") {
        return index + 3
      }
      index += 1
    }
    return bytes.count
  }

  private mutating func endTag(_ start: Int) -> Int {
    var index = start + 2
    let name = hash(&index)
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
    let end = min(index + 1, bytes.count)
    if let count = blanked[name], count > 0 {
      blanked[name] = count - 1
      blank(start..<end)
    } else if let place = open.lastIndex(of: name) {
      dangling += open[(place + 1)...].count { Self.formatting.contains($0) }
      open.removeSubrange(place...)
    } else if dangling > 0, Self.formatting.contains(name) {
      dangling -= 1
    }
    return end
  }

  private mutating func startTag(_ start: Int) -> Int {
    var index = start + 1
    let name = hash(&index)
    let end = tagEnd(index)
    if Self.rawText.contains(name) { return rawTextEnd(end, name: name) }
    if Self.flat.contains(name) { return end }
    if open.count >= deepest || (dangling >= Self.mostDangling && Self.formatting.contains(name)) {
      if firstTooDeep == nil { firstTooDeep = start }
      blanked[name, default: 0] += 1
      blank(start..<end)
    } else {
      open.append(name)
    }
    return end
  }

  /// The index behind the tag; attributes beyond the limit are blanked.
  private mutating func tagEnd(_ start: Int) -> Int {
    var index = start
    var quote: UInt8?
    var attributes = 0
    var crowded: Int?
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        break
      } else if byte == 0x22 || byte == 0x27,
        bytes[index - 1] == UInt8(ascii: "=") || bytes[index - 1] <= 0x20
      {
        quote = byte
      } else if byte <= 0x20 || byte == UInt8(ascii: "/") {
        attributes += 1
        if attributes > Self.mostAttributes, crowded == nil { crowded = index }
      }
      index += 1
    }
    if let crowded { blank(crowded..<index) }
    return min(index + 1, bytes.count)
  }

  private func rawTextEnd(_ start: Int, name: UInt64) -> Int {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "/") {
        var at = index + 2
        if hash(&at) == name { return index + 1 < start ? start : skipTag(at) }
        index = at
      } else {
        index += 1
      }
    }
    return bytes.count
  }

  private func skipTag(_ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
    return min(index + 1, bytes.count)
  }

  private mutating func blank(_ range: Range<Int>) {
    for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = 0x20 }
  }

  /// A hash of the tag's name in lower case (FNV-1a); moves the index behind it.
  private func hash(_ index: inout Int) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    while index < bytes.count {
      var byte = bytes[index]
      if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
      if byte &- UInt8(ascii: "A") < 26 { byte |= 0x20 }
      value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
      index += 1
    }
    return value
  }

  private static func hashes(_ names: [String]) -> Set<UInt64> {
    Set(
      names.map { name in
        name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
      })
  }

  /// Elements whose content is no markup (HTML, "raw text elements").
  private static let rawText = hashes(["script", "style", "textarea", "title", "xmp"])
  /// Elements that the parser opens again in the next block (HTML, "formatting").
  private static let formatting = hashes([
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
  ])
  /// Elements that are void, or that the next of their kind closes.
  private static let flat = hashes([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "option", "optgroup", "html", "head", "body",
  ])
}
