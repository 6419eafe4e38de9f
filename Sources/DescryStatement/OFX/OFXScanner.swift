/// Walks over the tags of an OFX file, 1.x SGML and 2.x XML alike.
///
/// Banks leave out end tags, write both dialects into one file and put blanks anywhere, so neither
/// an SGML nor an XML parser reads what exists; a tag and the text behind it is all that both share.
/// Nothing is ever expanded or fetched.
struct OFXScanner {
  /// A tag with the text between it and the next.
  struct Tag {
    var name: UInt64
    var isEnd: Bool
    var value: UnsafeRawBufferPointer
    var offset: Int
    /// Whether another tag follows the text, so that the text cannot have been cut.
    var isWhole: Bool
  }

  private let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The next tag, or nil when there is none.
  mutating func next() -> Tag? {
    while let open = opening(from: offset) {
      let first = bytes.at(open + 1)
      if first == UInt8(ascii: "!") || first == UInt8(ascii: "?") {
        offset = pastMarkup(open)
        continue
      }
      let isEnd = first == UInt8(ascii: "/")
      let nameStart = open + (isEnd ? 2 : 1)
      var to = nameStart
      var name = OFXName()
      while let byte = bytes.at(to), name.add(byte) { to += 1 }
      // Attributes are not in use; a tag that is not closed ends at the next one.
      var close = to
      while let byte = bytes.at(close), byte != UInt8(ascii: ">"), byte != UInt8(ascii: "<") {
        close += 1
      }
      guard let end = bytes.at(close) else {
        offset = bytes.count
        return nil
      }
      if end == UInt8(ascii: "<") {
        offset = close
        continue
      }
      var value = bytes.stretch(close + 1, close + 1)
      let next = opening(from: close + 1)
      let isEmptyTag = close > to && bytes.at(close - 1) == UInt8(ascii: "/")
      if let next, bytes.stretch(from: next).beginsWithWord("<![CDATA[") {
        let from = next + 9
        let stop = pastMark("]]>", from: from)
        value = bytes.stretch(from, stop - 3)
        offset = stop
      } else {
        value = bytes.stretch(close + 1, next ?? bytes.count)
        offset = next ?? bytes.count
      }
      return Tag(
        name: name.packed, isEnd: isEnd || isEmptyTag, value: value.trimmed, offset: open,
        isWhole: next != nil)
    }
    offset = bytes.count
    return nil
  }

  /// The next `<` that opens a tag: one before a blank or a digit is part of a text.
  private func opening(from: Int) -> Int? {
    var from = from
    while let open = bytes.next(UInt8(ascii: "<"), from: from) {
      guard let byte = bytes.at(open + 1) else { return nil }
      if byte.isLetter || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!")
        || byte == UInt8(ascii: "?")
      {
        return open
      }
      from = open + 1
    }
    return nil
  }

  private func pastMarkup(_ open: Int) -> Int {
    if bytes.stretch(open, open + 4).elementsEqual("<!--".utf8) {
      return pastMark("-->", from: open + 4)
    }
    return bytes.next(UInt8(ascii: ">"), from: open).map { $0 + 1 } ?? bytes.count
  }

  private func pastMark(_ mark: StaticString, from: Int) -> Int {
    let length = mark.utf8CodeUnitCount
    var from = from
    while let found = bytes.next(mark.utf8Start[0], from: from) {
      if bytes.stretch(found, found + length).isWord(mark) { return found + length }
      from = found + 1
    }
    return bytes.count
  }
}

/// A tag's name in one number: up to twelve letters of five bits, so that names compare in one step.
struct OFXName {
  private(set) var packed: UInt64 = 0
  private var length = 0

  init() {}

  init(_ name: StaticString) {
    for index in 0..<name.utf8CodeUnitCount { _ = add(name.utf8Start[index]) }
  }

  /// Adds a letter; false for what cannot stand in a name.
  ///
  /// Longer names get a number that no short name has.
  mutating func add(_ byte: UInt8) -> Bool {
    let code: UInt64
    if byte.isLetter {
      code = UInt64(byte.upper &- 0x40)
    } else if byte.isDigit {
      code = 27
    } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
      code = 28
    } else {
      return false
    }
    length += 1
    if length <= 12 {
      packed = packed << 5 | code
    } else {
      packed = 1 << 63 | (packed &* 31 &+ code)
    }
    return true
  }
}

/// The names that are looked for.
struct OFXNames {
  let accountID = OFXName("ACCTID").packed
  let balance = OFXName("BALAMT").packed
  let bankAccount = OFXName("BANKACCTFROM").packed
  let bankAccountTo = OFXName("BANKACCTTO").packed
  let cardAccount = OFXName("CCACCTFROM").packed
  let cardAccountTo = OFXName("CCACCTTO").packed
  let cardStatement = OFXName("CCSTMTRS").packed
  let checkNumber = OFXName("CHECKNUM").packed
  let currency = OFXName("CURRENCY").packed
  let currencyRate = OFXName("CURRATE").packed
  let currencySymbol = OFXName("CURSYM").packed
  let defaultCurrency = OFXName("CURDEF").packed
  let extendedName = OFXName("EXTDNAME").packed
  let fitID = OFXName("FITID").packed
  let investmentAccount = OFXName("INVACCTFROM").packed
  let investmentLine = OFXName("INVTRAN").packed
  let investmentStatement = OFXName("INVSTMTRS").packed
  let ledger = OFXName("LEDGERBAL").packed
  let list = OFXName("BANKTRANLIST").packed
  let memo = OFXName("MEMO").packed
  let name = OFXName("NAME").packed
  let ofx = OFXName("OFX").packed
  let originalCurrency = OFXName("ORIGCURRENCY").packed
  let payee = OFXName("PAYEE").packed
  let pending = OFXName("STMTTRNP").packed
  let phone = OFXName("PHONE").packed
  let posted = OFXName("DTPOSTED").packed
  let reference = OFXName("REFNUM").packed
  let sic = OFXName("SIC").packed
  let statement = OFXName("STMTRS").packed
  let transaction = OFXName("STMTTRN").packed
  let transactionAmount = OFXName("TRNAMT").packed
  let transactionDate = OFXName("DTTRAN").packed
  let transactionType = OFXName("TRNTYPE").packed
  let user = OFXName("DTUSER").packed
  let available = OFXName("DTAVAIL").packed
}
