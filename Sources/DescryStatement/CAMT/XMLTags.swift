import DescryCore

/// Start tags of plain XML.
extension XMLScanner {
  /// What a start tag says.
  struct Head {
    var element: CAMTElement
    /// The length of the name, with its prefix.
    var length: Int
    /// Where the content begins, or what follows an empty element.
    var content: Int
    var currency: Currency?
    var isEmpty = false
  }

  /// Reads any start tag, or the tag of an empty element; nil for what is not plain.
  @inline(never)
  mutating func startTag(_ name: Int) -> Head? {
    guard let (to, local) = qualifiedName(name) else { return nil }
    let word = bytes.stretch(local, to)
    var head = Head(element: names.element(word), length: to - name, content: to)
    guard attributes(&head) else { return nil }
    return head
  }

  /// Where a name ends and its local part begins; nil when it is none, or not in ASCII.
  private func qualifiedName(_ from: Int) -> (to: Int, local: Int)? {
    var local = from
    var to = from
    while true {
      let byte = bytes[to]
      if byte.isLetter || byte == UInt8(ascii: "_") {
        to += 1
      } else if to > local,
        byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      {
        to += 1
      } else if byte == UInt8(ascii: ":"), local == from, to > from {
        to += 1
        local = to
      } else {
        break
      }
    }
    guard to > local, to - from < 1000, bytes[to] < 0x80, bytes[to] != UInt8(ascii: ":") else {
      return nil
    }
    return (to, local)
  }

  /// Reads the attributes from the end of the name on, and the end of the tag.
  private mutating func attributes(_ head: inout Head) -> Bool {
    var seen: [(name: Int, length: Int)] = []
    var to = head.content
    while true {
      let name = bytes.pastBlanks(to)
      switch bytes[name] {
      case UInt8(ascii: ">"):
        head.content = name + 1
        return true
      case UInt8(ascii: "/"):
        guard bytes[name + 1] == UInt8(ascii: ">") else { return false }
        head.content = name + 2
        head.isEmpty = true
        return true
      default: break
      }
      guard name > to, seen.count < 32, let (end, local) = qualifiedName(name) else { return false }
      for other in seen
      where other.length == end - name && bytes.isSame(other.name, name, end - name) {
        return false
      }
      seen.append((name, end - name))
      let equals = bytes.pastBlanks(end)
      guard bytes[equals] == UInt8(ascii: "=") else { return false }
      let quote = bytes.pastBlanks(equals + 1)
      guard let close = value(quote) else { return false }
      let prefix = bytes.stretch(name, max(name, local - 1))
      // What the recommendation says of `xml:` is more than a name.
      if prefix.isWord("XML") { return false }
      if head.currency == nil, end - local == 3, bytes.holds("Ccy", at: local),
        !(prefix.count == 5 && bytes.holds("xmlns", at: name))
      {
        head.currency = Currency(bytes: bytes.stretch(quote + 1, close))
      }
      to = close + 1
    }
  }

  /// Where the value ends that a quotation mark opens; nil for what is not plain.
  private func value(_ quote: Int) -> Int? {
    let mark = bytes[quote]
    guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else { return nil }
    var to = quote + 1
    while bytes[to] != mark {
      guard bytes[to] != UInt8(ascii: "<"), bytes[to] != UInt8(ascii: "&"),
        to - quote < XMLScanner.longest, let width = bytes.character(to)
      else { return nil }
      to += width
    }
    return to
  }
}
