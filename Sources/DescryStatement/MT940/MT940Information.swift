import DescryCore

/// What field 86 of an MT940 says of a booking, in whichever of its dialects.
///
/// German banks write `166?00GUTSCHRIFT?20SVWZ+…?32NAME`, Dutch ones `/REMI/…/NAME/…`, some only
/// `EREF+… SVWZ+…`, and others a text that means nothing but itself.
struct MT940Information {
  var text: String?
  var name: String?
  var bookingText: String?
  var reference: String?
  var mandate: String?
  var creditorID: String?
  var original: Money?

  init() {}

  /// Reads the lines of the field.
  init(_ lines: [UnsafeRawBufferPointer], _ decode: WrittenText) {
    guard let first = lines.first else { return }
    let separator = Self.separator(first)
    if lines.count == 1 {
      read(first, separator, decode)
      return
    }
    var joined: [UInt8] = []
    joined.reserveCapacity(lines.count * 66)
    var previous = 65
    for line in lines {
      // A line is cut at 65 characters, in the middle of a word; a shorter one ended by itself.
      if separator == nil, previous < 65 { joined.append(0x20) }
      joined.append(contentsOf: line)
      previous = line.count
    }
    joined.withUnsafeBytes { read($0, separator, decode) }
  }

  private mutating func read(
    _ bytes: UnsafeRawBufferPointer, _ separator: UInt8?, _ decode: WrittenText
  ) {
    if let separator {
      numbered(bytes, separator, decode)
    } else if bytes.at(0) == UInt8(ascii: "/"), slashed(bytes, decode) {
      // Read.
    } else {
      keyed(bytes, decode)
    }
  }

  /// The text to print: the other party with the purpose, else what comes nearest to it.
  var descriptor: String {
    let text = joined(name, text)
    return text.isEmpty ? bookingText ?? "" : text
  }

  // MARK: `?20`

  private static func separator(_ line: UnsafeRawBufferPointer) -> UInt8? {
    let at = line.stretch(0, 3).number != nil ? 3 : 0
    guard let byte = line.at(at), byte > 0x20, byte < 0x7F, !byte.isDigit, !byte.isLetter,
      byte != UInt8(ascii: "/"), line.at(at + 1)?.isDigit == true, line.at(at + 2)?.isDigit == true,
      at == 3 || byte == UInt8(ascii: "?")
    else { return nil }
    return byte
  }

  private mutating func numbered(
    _ bytes: UnsafeRawBufferPointer, _ separator: UInt8, _ decode: WrittenText
  ) {
    var purpose = Chunks()
    var names = Chunks()
    var at = bytes.next(separator, from: 0) ?? bytes.count
    while at < bytes.count {
      var next = bytes.next(separator, from: at + 1) ?? bytes.count
      while next < bytes.count,
        bytes.stretch(next + 1, next + 3).number == nil
          || bytes.count < next + 3
      {
        next = bytes.next(separator, from: next + 1) ?? bytes.count
      }
      let chunk = bytes.stretch(at + 3, next)
      switch bytes.stretch(at + 1, at + 3).number {
      case 0: bookingText = decode.text(chunk)
      case .some(20...29), .some(60...63): purpose.append(chunk)
      case .some(32...33): names.append(chunk)
      default: break
      }
      at = next
    }
    name = names.withBytes { decode.text($0) }
    purpose.withBytes { keyed($0, decode) }
  }

  /// Joins subfields: a full one, of 27 characters, goes on in the next; a shorter one had ended.
  private struct Chunks {
    /// The first one, which most often is the only one and need not be copied.
    private var only: UnsafeRawBufferPointer?
    private var bytes: [UInt8] = []
    private var isFull = true

    mutating func append(_ chunk: UnsafeRawBufferPointer) {
      if only == nil {
        only = chunk
      } else {
        if let only, bytes.isEmpty {
          bytes.reserveCapacity(160)
          bytes.append(contentsOf: only)
        }
        if !isFull { bytes.append(0x20) }
        bytes.append(contentsOf: chunk)
      }
      isFull = chunk.count >= 27 || chunk.last == 0x20
    }

    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
      if bytes.isEmpty { return body(only ?? UnsafeRawBufferPointer(start: nil, count: 0)) }
      return bytes.withUnsafeBytes(body)
    }
  }

  // MARK: `SVWZ+`

  private enum Key {
    case endToEnd, customer, mandate, creditor, purpose, payer, original, other
  }

  /// The key that ends right before a plus sign.
  private static func key(_ bytes: UnsafeRawBufferPointer, plus: Int) -> (Key, from: Int)? {
    let word = bytes.stretch(plus - 4, plus)
    guard plus >= 4 else { return nil }
    switch (word[0], word[1], word[2], word[3]) {
    case (0x45, 0x52, 0x45, 0x46): return (.endToEnd, plus - 4)  // EREF
    case (0x4B, 0x52, 0x45, 0x46): return (.customer, plus - 4)  // KREF
    case (0x4D, 0x52, 0x45, 0x46): return (.mandate, plus - 4)  // MREF
    case (0x43, 0x52, 0x45, 0x44): return (.creditor, plus - 4)  // CRED
    case (0x53, 0x56, 0x57, 0x5A): return (.purpose, plus - 4)  // SVWZ
    case (0x41, 0x42, 0x57, 0x41), (0x41, 0x42, 0x57, 0x45):  // ABWA, ABWE
      return (.payer, plus - 4)
    case (0x4F, 0x41, 0x4D, 0x54): return (.original, plus - 4)  // OAMT
    case (0x44, 0x45, 0x42, 0x54), (0x43, 0x4F, 0x41, 0x4D), (0x49, 0x42, 0x41, 0x4E),
      (0x50, 0x55, 0x52, 0x50), (0x52, 0x52, 0x45, 0x46):  // DEBT, COAM, IBAN, PURP, RREF
      return (.other, plus - 4)
    default: return word[1] == 0x42 && word[2] == 0x49 && word[3] == 0x43 ? (.other, plus - 3) : nil
    }
  }

  private mutating func keyed(_ bytes: UnsafeRawBufferPointer, _ decode: WrittenText) {
    var open: (Key, from: Int)?
    var lead = bytes
    var at = 0
    while let plus = bytes.next(UInt8(ascii: "+"), from: at) {
      at = plus + 1
      guard let found = Self.key(bytes, plus: plus) else { continue }
      if let open {
        keep(open.0, bytes.stretch(open.from, found.from), decode)
      } else {
        lead = bytes.stretch(0, found.from)
      }
      open = (found.0, plus + 1)
    }
    if let open { keep(open.0, bytes.stretch(from: open.from), decode) }
    if text == nil { text = decode.text(lead) }
  }

  private mutating func keep(_ key: Key, _ value: UnsafeRawBufferPointer, _ decode: WrittenText) {
    guard let value = decode.text(value), value != "NOTPROVIDED" else { return }
    switch key {
    case .endToEnd: reference = value
    case .customer: reference = reference ?? value
    case .mandate: mandate = value
    case .creditor: creditorID = value
    case .purpose: text = text.map { $0 + " " + value } ?? value
    case .payer: name = name ?? value
    case .original: original = Self.money(value)
    case .other: break
    }
  }

  // MARK: `/REMI/`

  private mutating func slashed(_ bytes: UnsafeRawBufferPointer, _ decode: WrittenText) -> Bool {
    var isRead = false
    var at = 0
    while at < bytes.count, let (tag, from) = Self.tag(bytes, at) {
      isRead = true
      var to = bytes.next(UInt8(ascii: "/"), from: from) ?? bytes.count
      while to < bytes.count, Self.tag(bytes, to) == nil {
        to = bytes.next(UInt8(ascii: "/"), from: to + 1) ?? bytes.count
      }
      keep(tag, bytes.stretch(from, to), decode)
      at = to
    }
    return isRead
  }

  private mutating func keep(
    _ tag: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ decode: WrittenText
  ) {
    guard var value = decode.text(value) else { return }
    while value.hasSuffix("/") { value.removeLast() }
    guard !value.isEmpty, value != "NOTPROVIDED" else { return }
    switch String(decoding: tag, as: UTF8.self) {
    case "REMI":
      for lead in ["USTD//", "STRD/CUR/", "STRD//"] where value.hasPrefix(lead) {
        value.removeFirst(lead.count)
      }
      text = text.map { $0 + " " + value } ?? value
    case "NAME", "ULTC", "ULTB": name = name ?? value
    case "CNTP":
      // Account, BIC, name, town.
      let parts = value.split(separator: "/", omittingEmptySubsequences: false)
      if parts.count > 2, !parts[2].isEmpty { name = String(parts[2]) }
    case "EREF", "PREF": reference = reference ?? value
    case "MARF": mandate = value
    case "CSID": creditorID = value
    case "TRTP", "TRCD": bookingText = bookingText ?? value
    case "OCMT": original = Self.money(value)
    default: break
    }
  }

  private static let tags: Set<String> = [
    "ACCW", "ADDR", "BENM", "BIC", "BUSP", "CHGS", "CNTP", "CSID", "CUST", "DATE", "EREF", "EXCH",
    "IBAN", "ID", "IREF", "ISDT", "MARF", "NAME", "NRTX", "OCMT", "ORDP", "PREF", "PURP", "REMI",
    "RTRN", "SVCL", "SWCD", "TRCD", "TRTP", "TYPE", "ULTB", "ULTC", "ULTD", "UREF",
  ]

  /// The known tag that stands between the slash at an offset and the next.
  private static func tag(
    _ bytes: UnsafeRawBufferPointer, _ slash: Int
  ) -> (UnsafeRawBufferPointer, from: Int)? {
    guard bytes.at(slash) == UInt8(ascii: "/"),
      let end = bytes.next(UInt8(ascii: "/"), from: slash + 1), (3...5).contains(end - slash)
    else { return nil }
    let word = bytes.stretch(slash + 1, end)
    return tags.contains(String(decoding: word, as: UTF8.self)) ? (word, end + 1) : nil
  }

  /// `USD12,34`, `USD 12,34` or `12,34USD`.
  private static func money(_ text: String) -> Money? {
    let letters = text.filter(\.isLetter)
    var number = text.filter { $0.isNumber || $0 == "," || $0 == "." }
    guard let currency = Currency(letters) else { return nil }
    return number.withUTF8 { WrittenAmount.read(UnsafeRawBufferPointer($0)) }
      .map { Money($0, currency) }
  }
}
