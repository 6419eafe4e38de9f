/// Which character parts the fields.
enum CSVDelimiter {
  private static let marks: [Unicode.Scalar] = [";", "\t", ",", "|", "~"]
  /// So many records of the beginning are looked at, within so many bytes.
  private static let most = (records: 300, bytes: 1 << 16)

  /// Whether any delimiter parts any record of the beginning: only then is one found.
  static func isAny(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let head = bytes.stretch(0, most.bytes)
    return marks.contains { mark in
      var records = CSVRecords(head, delimiter: UInt8(ascii: mark))
      var seen = 0
      while seen < most.records, records.next() {
        if records.count >= 2 { return true }
        seen += 1
      }
      return false
    }
  }

  /// The delimiter under which most records of the beginning look like transactions, or nil.
  static func find(_ bytes: UnsafeRawBufferPointer) -> UInt8? {
    let head = bytes.stretch(0, most.bytes)
    let scored = marks.map { (UInt8(ascii: $0), score(head, UInt8(ascii: $0))) }
    let best = scored.max { $0.1 < $1.1 }
    guard let best, best.1 > 0 else { return nil }
    return best.0
  }

  /// Records with a day and an amount in fields of their own count most; records of the commonest
  /// width count a little, so that a file without rows is still cut right.
  private static func score(_ head: UnsafeRawBufferPointer, _ delimiter: UInt8) -> Int {
    var records = CSVRecords(head, delimiter: delimiter)
    var widths: [Int: Int] = [:]
    var rows = 0
    var seen = 0
    while seen < most.records, records.next() {
      seen += 1
      guard records.count >= 2 else { continue }
      widths[records.count, default: 0] += 1
      var hasDay = false
      var hasMoney = false
      for column in 0..<records.count {
        let cell = records[column]
        if CSVWrittenDay.read(cell) != nil {
          hasDay = true
        } else if hasMoney {
          continue
        } else if CSVMoney.amount(cell, mark: .comma) != nil
          || CSVMoney.amount(cell, mark: .point) != nil
        {
          hasMoney = true
        }
      }
      if hasDay, hasMoney { rows += 1 }
    }
    let common = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return rows * 100 + (common.map { $0.value * 2 + min($0.key, 20) } ?? 0)
  }

  /// The text without the quotes around its lines, when every line is one quoted field that holds
  /// the table's own delimiters: what a spreadsheet makes of a file that it did not part.
  static func unquotedLines(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    guard bytes.count < 1 << 26 else { return nil }
    let quote = UInt8(ascii: "\"")
    var lines = LineScanner(bytes)
    var seen = 0
    while seen < 20, let line = lines.next() {
      let line = line.trimmed
      if line.isEmpty { continue }
      guard line.count > 2, line[0] == quote, line[line.count - 1] == quote else { return nil }
      var records = CSVRecords(line, delimiter: 0)
      guard records.next(), records.count == 1, records.position == line.count else { return nil }
      let field = records[0]
      guard field.count == line.count - 2, areDoubled(field),
        [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(where: field.contains)
      else { return nil }
      seen += 1
    }
    guard seen >= 2 else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    lines = LineScanner(bytes)
    while let line = lines.next() {
      let line = line.trimmed
      var index = line.at(0) == quote ? 1 : 0
      let end = line.count > 1 && line[line.count - 1] == quote ? line.count - 1 : line.count
      while index < end {
        text.append(line[index])
        index += line[index] == quote && index + 1 < end && line[index + 1] == quote ? 2 : 1
      }
      text.append(0x0A)
    }
    return text
  }

  /// Whether every quote within stands beside another.
  private static func areDoubled(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var run = 0
    for byte in bytes {
      if byte == UInt8(ascii: "\"") {
        run += 1
      } else {
        if !run.isMultiple(of: 2) { return false }
        run = 0
      }
    }
    return run.isMultiple(of: 2)
  }
}
