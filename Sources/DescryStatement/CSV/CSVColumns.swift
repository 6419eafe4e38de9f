/// The columns of a layout, looked up once for all rows; -1 where there is none.
struct CSVColumns {
  let date: Int
  let valueDate: Int
  let amounts: [Int]
  let debit: Int
  let credit: Int
  let balance: Int
  let currency: Int
  let marker: Int
  let status: Int
  let category: Int
  let id: Int
  let reference: Int
  let creditor: Int
  let mandate: Int
  let mcc: Int
  let fee: Int
  let counterparty: Int
  let originalAmount: Int
  let originalCurrency: Int
  /// The columns that make the descriptor, in its order.
  let texts: [Int]

  init(_ layout: CSVLayout) {
    func first(_ role: CSVRole) -> Int { layout.column(role) ?? -1 }
    date = first(.date)
    valueDate = first(.valueDate)
    amounts = layout.columns[.amount] ?? []
    debit = first(.debit)
    credit = first(.credit)
    balance = first(.balance)
    currency = first(.currency)
    marker = first(.marker)
    status = first(.status)
    category = first(.category)
    id = first(.id)
    reference = first(.reference)
    creditor = first(.creditor)
    mandate = first(.mandate)
    mcc = first(.mcc)
    fee = first(.fee)
    counterparty = first(.counterparty)
    originalAmount = first(.originalAmount)
    originalCurrency = first(.originalCurrency)
    texts =
      [layout.column(.counterparty), layout.column(.descriptor)].compactMap(\.self)
      + (layout.columns[.detail] ?? [])
  }
}

/// The cells of one record.
struct CSVCells {
  let fields: [CSVTokenizer.Field]
  let tokenizer: CSVTokenizer
  let text: WrittenText

  /// A cell's bytes; nil beyond the record's end.
  @inline(__always)
  func bytes(_ column: Int) -> UnsafeRawBufferPointer? {
    guard column >= 0, column < fields.count else { return nil }
    return tokenizer.bytes(fields[column])
  }

  /// A cell's text; nil when there is nothing in it.
  func known(_ column: Int) -> String? {
    guard column >= 0, column < fields.count else { return nil }
    let field = fields[column]
    guard !field.range.isEmpty else { return nil }
    let string = string(field)
    return string.isEmpty ? nil : string
  }

  private func string(_ field: CSVTokenizer.Field) -> String {
    let bytes = tokenizer.bytes(field).trimmed
    // One look finds out whether anything but plain text is in it.
    var isPlain = !field.hasDoubledQuotes
    var before: UInt8 = 0
    for byte in bytes {
      if byte <= 0x20, byte < 0x20 || before == 0x20 { isPlain = false }
      if byte >= 0x80 || byte == UInt8(ascii: "&") { isPlain = false }
      before = byte
    }
    let first = bytes.at(0)
    if isPlain, first != UInt8(ascii: "="), first != UInt8(ascii: "'") {
      return String(decoding: bytes, as: UTF8.self)
    }
    return careful(field, bytes)
  }

  private func careful(
    _ field: CSVTokenizer.Field, _ bytes: UnsafeRawBufferPointer
  ) -> String {
    var string = text.string(bytes)
    if field.hasDoubledQuotes { string = string.replacing("\"\"", with: "\"") }
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
