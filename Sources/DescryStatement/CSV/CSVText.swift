extension CSVRecords {
  /// The text of a field; nil when there is nothing in it.
  func text(_ column: Int, _ decode: WrittenText) -> String? {
    guard let field = cell(column), !field.isEmpty else { return nil }
    let bytes = field.trimmed
    if CSVText.isPlain(bytes), !hasDoubledQuotes(column) {
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
    let text = CSVText.text(bytes, hasDoubledQuotes: hasDoubledQuotes(column), decode)
    return text.isEmpty ? nil : text
  }

  /// The text of a field, from those that came before it if it is among them.
  func text(_ column: Int, _ decode: WrittenText, _ memo: inout CSVTextMemo) -> String? {
    guard let field = cell(column), !hasDoubledQuotes(column) else { return text(column, decode) }
    let bytes = field.trimmed
    if let known = memo.text(bytes) { return known }
    guard CSVText.isPlain(bytes) else { return text(column, decode) }
    guard !bytes.isEmpty else { return nil }
    let text = bytes.string
    memo.keep(text, of: bytes)
    return text
  }
}

/// The text of a cell.
enum CSVText {
  /// Whether a quick look tells that a trimmed cell is its own text.
  ///
  /// It is ASCII without controls, entities, runs of blanks, or a spreadsheet's marks before it;
  /// others may be their own text as well.
  static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let count = bytes.count
    if count > 0, bytes[0] == UInt8(ascii: "=") || bytes[0] == UInt8(ascii: "'") { return false }
    guard count >= 8 else {
      var before: UInt8 = 0
      for byte in bytes {
        if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "&") { return false }
        if byte == 0x20, before == 0x20 { return false }
        before = byte
      }
      return true
    }
    var odd: UInt64 = 0
    var blankBefore: UInt64 = 0
    var offset = 0
    while offset + 8 <= count {
      odd |= marks(bytes, offset, &blankBefore)
      offset += 8
    }
    // The last eight bytes hold the rest; what was looked at before is no other now.
    blankBefore = 0
    odd |= marks(bytes, count - 8, &blankBefore)
    return odd == 0
  }

  /// High bits where eight bytes are not plain; `blankBefore` has the lowest byte's high bit when a
  /// blank stood right before them.
  @inline(__always)
  private static func marks(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int, _ blankBefore: inout UInt64
  ) -> UInt64 {
    let high: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    // As CSVRecords finds delimiters; a mark too many only costs the longer look.
    let ampersand = word ^ (ones &* 0x26)
    let blank = word ^ (ones &* 0x20)
    let blanks = (blank &- ones) & ~blank & high
    // Too small or too large for ASCII without controls.
    let others = ((word &- ones &* 0x20) | word) & high
    let entities = (ampersand &- ones) & ~ampersand & high
    let runs = blanks & (blanks << 8 | blankBefore)
    blankBefore = blanks >> 56
    return others | entities | runs
  }

  /// A trimmed cell without what keeps a spreadsheet from reading it as a number: `="12"`, `'12'`,
  /// `'12`.
  static func unwrapped(_ cell: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard cell.count >= 2 else { return cell }
    if cell[0] == UInt8(ascii: "'") {
      let isClosed = cell[cell.count - 1] == cell[0]
      return cell.stretch(1, isClosed ? cell.count - 1 : cell.count)
    }
    guard cell[0] == UInt8(ascii: "="), cell.count > 3, cell[1] == UInt8(ascii: "\""),
      cell[cell.count - 1] == cell[1]
    else { return cell }
    return cell.stretch(2, cell.count - 1)
  }

  /// The text of a trimmed cell, whatever is in it.
  static func text(
    _ bytes: UnsafeRawBufferPointer, hasDoubledQuotes: Bool, _ decode: WrittenText
  ) -> String {
    var string = decode.string(bytes)
    if hasDoubledQuotes { string = string.replacing("\"\"", with: "\"") }
    if bytes.at(0) == UInt8(ascii: "="), string.hasPrefix("=\""), string.hasSuffix("\"") {
      string = String(string.dropFirst(2).dropLast())
    }
    // A spreadsheet's guard against reading digits as a number, or a quote of another kind.
    if bytes.at(0) == UInt8(ascii: "'"), string.utf8.count > 1 {
      string.removeFirst()
      if string.hasSuffix("'") { string.removeLast() }
    }
    if bytes.next(UInt8(ascii: "&"), from: 0) != nil, bytes.next(UInt8(ascii: ";"), from: 0) != nil
    {
      string = CSVWords.withoutEntities(string)
    }
    return CSVWords.folded(string)
  }
}
