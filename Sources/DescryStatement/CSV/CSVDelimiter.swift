/// Which character parts the fields.
enum CSVDelimiter {
  /// The delimiter under which most records of the beginning look like transactions, or nil.
  static func find(_ bytes: UnsafeRawBufferPointer) -> UInt8? {
    let head = bytes.stretch(0, 1 << 16)
    let scored = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: "|")].map {
      ($0, score(head, $0))
    }
    let best = scored.max { $0.1 < $1.1 }
    guard let best, best.1 > 0 else { return nil }
    return best.0
  }

  /// Records with a day and an amount in fields of their own count most; records of the commonest
  /// width count a little, so that a file without rows is still cut right.
  private static func score(_ head: UnsafeRawBufferPointer, _ delimiter: UInt8) -> Int {
    var tokenizer = CSVTokenizer(head, delimiter: delimiter)
    var fields: [CSVTokenizer.Field] = []
    var widths: [Int: Int] = [:]
    var rows = 0
    var records = 0
    while records < 300, tokenizer.next(&fields) {
      records += 1
      guard fields.count >= 2 else { continue }
      widths[fields.count, default: 0] += 1
      var hasDay = false
      var hasMoney = false
      for field in fields {
        let cell = tokenizer.bytes(field)
        if CSVWrittenDay.read(cell) != nil {
          hasDay = true
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
}
