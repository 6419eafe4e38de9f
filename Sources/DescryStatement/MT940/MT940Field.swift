/// A field of a SWIFT message: its tag, as `:61:`, and the content behind it on the same line.
struct MT940Field {
  enum Tag {
    case reference, account, sequence, opening, line, closing, available, information, floor
    case nonSwift, other
  }

  let tag: Tag
  let content: UnsafeRawBufferPointer

  /// Reads the tag that a line begins with; nil when it begins with none that these messages have.
  ///
  /// Wrapped texts may begin like one (`:26:37` is a time), so only known tags count.
  ///
  /// Blanks before it are those of a file that somebody indented.
  init?(_ line: UnsafeRawBufferPointer) {
    var line = line
    while line.at(0) == 0x20 { line = line.stretch(from: 1) }
    guard line.at(0) == UInt8(ascii: ":"), let end = line.next(UInt8(ascii: ":"), from: 1),
      (3...4).contains(end), let tag = Self.tag(line.stretch(1, end))
    else { return nil }
    self.tag = tag
    content = line.stretch(from: end + 1)
  }

  /// Reads a line whose colon was left alone on the line before.
  init?(afterColon line: UnsafeRawBufferPointer) {
    guard let end = line.next(UInt8(ascii: ":"), from: 0), (2...3).contains(end),
      let tag = Self.tag(line.stretch(0, end))
    else { return nil }
    self.tag = tag
    content = line.stretch(from: end + 1)
  }

  private static func tag(_ name: UnsafeRawBufferPointer) -> Tag? {
    if name.isWord("NS") { return .nonSwift }
    guard let number = name.stretch(0, 2).number else { return nil }
    let letter = name.at(2)?.upper
    switch (number, letter) {
    case (20, nil): return .reference
    case (25, nil), (25, UInt8(ascii: "P")): return .account
    case (28, nil), (28, UInt8(ascii: "C")): return .sequence
    case (60, UInt8(ascii: "F")), (60, UInt8(ascii: "M")): return .opening
    case (61, nil): return .line
    case (62, UInt8(ascii: "F")), (62, UInt8(ascii: "M")): return .closing
    case (64, nil), (65, nil), (65, UInt8(ascii: "F")): return .available
    case (86, nil): return .information
    case (34, UInt8(ascii: "F")): return .floor
    case (13, nil), (13, UInt8(ascii: "D")), (21, nil), (23, nil), (90, UInt8(ascii: "C")),
      (90, UInt8(ascii: "D")):
      return .other
    default: return nil
    }
  }
}
