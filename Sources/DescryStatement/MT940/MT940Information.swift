import DescryCore

/// What field 86 of an MT940 says of a booking, in whichever of its dialects.
///
/// German banks write `166?00GUTSCHRIFT?20SVWZ+…?32NAME`, Dutch ones `/REMI/…/NAME/…`, some only
/// `EREF+… SVWZ+…`, and others a text that means nothing but itself. The fields are stretches of the
/// file, or of a store where a line end or a subfield cuts them; an empty one is none.
struct MT940Information {
  var text = UnsafeRawBufferPointer(start: nil, count: 0)
  var name = UnsafeRawBufferPointer(start: nil, count: 0)
  var bookingText = UnsafeRawBufferPointer(start: nil, count: 0)
  var reference = UnsafeRawBufferPointer(start: nil, count: 0)
  var mandate = UnsafeRawBufferPointer(start: nil, count: 0)
  var creditorID = UnsafeRawBufferPointer(start: nil, count: 0)
  var original: Money?

  init() {}

  /// Reads the field: its first line, and those that follow.
  init(
    _ first: UnsafeRawBufferPointer, _ rest: [UnsafeRawBufferPointer], _ store: inout TextStore
  ) {
    var whole = first
    let separator = Self.separator(first)
    var previous = first.count
    for line in rest {
      // A line is cut at 65 characters, in the middle of a word; a shorter one ended by itself.
      whole = store.extend(whole, by: line, blank: separator == nil && previous < 65)
      previous = line.count
    }
    if let separator {
      readNumbered(whole, separator, &store)
    } else if whole.at(0) == UInt8(ascii: "/"), readSlashed(whole, &store) {
      // Read.
    } else {
      readKeyed(whole, &store)
    }
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

  private mutating func readNumbered(
    _ bytes: UnsafeRawBufferPointer, _ separator: UInt8, _ store: inout TextStore
  ) {
    var purpose = Subfields()
    var names = Subfields()
    var at = bytes.next(separator, from: 0) ?? bytes.count
    while at < bytes.count {
      var next = bytes.next(separator, from: at + 1) ?? bytes.count
      while next < bytes.count, Self.number(bytes, next) == nil {
        next = bytes.next(separator, from: next + 1) ?? bytes.count
      }
      let chunk = bytes.stretch(at + 3, next)
      switch Self.number(bytes, at) {
      case 0: bookingText = chunk.trimmed
      case .some(20...29), .some(60...63): purpose.append(chunk, &store)
      case .some(32...33): names.append(chunk, &store)
      default: break
      }
      at = next
    }
    name = names.joined.trimmed
    readKeyed(purpose.joined, &store)
  }

  /// The number of two digits behind a separator.
  private static func number(_ bytes: UnsafeRawBufferPointer, _ separator: Int) -> UInt8? {
    guard let tens = bytes.at(separator + 1), let units = bytes.at(separator + 2), tens.isDigit,
      units.isDigit
    else { return nil }
    return (tens & 0x0F) * 10 + (units & 0x0F)
  }

  /// Joins subfields: a full one, of 27 characters, goes on in the next; a shorter one had ended.
  private struct Subfields {
    private(set) var joined = UnsafeRawBufferPointer(start: nil, count: 0)
    private var isFirst = true
    private var isFull = true

    mutating func append(_ chunk: UnsafeRawBufferPointer, _ store: inout TextStore) {
      // The first one most often is the only one, and need not be copied.
      joined = isFirst ? chunk : store.extend(joined, by: chunk, blank: !isFull)
      isFirst = false
      isFull = chunk.count >= 27 || chunk.last == 0x20
    }
  }

  // MARK: `SVWZ+`

  private enum Key {
    case endToEnd, customer, mandate, creditor, purpose, payer, original, other
  }

  /// The key that ends right before a plus sign.
  private static func key(_ bytes: UnsafeRawBufferPointer, plus: Int) -> (Key, from: Int)? {
    guard plus >= 4 else { return nil }
    let word = bytes.stretch(plus - 4, plus)
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

  private mutating func readKeyed(_ bytes: UnsafeRawBufferPointer, _ store: inout TextStore) {
    var open: (Key, from: Int)?
    var lead = bytes
    var at = 0
    while let plus = bytes.next(UInt8(ascii: "+"), from: at) {
      at = plus + 1
      guard let found = Self.key(bytes, plus: plus) else { continue }
      if let open {
        keep(open.0, bytes.stretch(open.from, found.from), &store)
      } else {
        lead = bytes.stretch(0, found.from)
      }
      open = (found.0, plus + 1)
    }
    if let open { keep(open.0, bytes.stretch(from: open.from), &store) }
    if text.isEmpty { text = lead.trimmed }
  }

  private mutating func keep(
    _ key: Key, _ value: UnsafeRawBufferPointer, _ store: inout TextStore
  ) {
    let value = value.trimmed
    guard !value.isEmpty, !value.isWord("NOTPROVIDED") else { return }
    switch key {
    case .endToEnd: reference = value
    case .customer: if reference.isEmpty { reference = value }
    case .mandate: mandate = value
    case .creditor: creditorID = value
    case .purpose: addText(value, &store)
    case .payer: if name.isEmpty { name = value }
    case .original: original = Self.money(value)
    case .other: break
    }
  }

  private mutating func addText(_ value: UnsafeRawBufferPointer, _ store: inout TextStore) {
    if !value.isEmpty {
      text = text.isEmpty ? value : store.extend(text, by: value, blank: true)
    }
  }

  // MARK: `/REMI/`

  private mutating func readSlashed(
    _ bytes: UnsafeRawBufferPointer, _ store: inout TextStore
  ) -> Bool {
    var isRead = false
    var at = 0
    while at < bytes.count, let (tag, from) = Self.tag(bytes, at) {
      isRead = true
      var to = bytes.next(UInt8(ascii: "/"), from: from) ?? bytes.count
      while to < bytes.count, Self.tag(bytes, to) == nil {
        to = bytes.next(UInt8(ascii: "/"), from: to + 1) ?? bytes.count
      }
      keep(tag, bytes.stretch(from, to), &store)
      at = to
    }
    return isRead
  }

  private mutating func keep(
    _ tag: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ store: inout TextStore
  ) {
    var value = value.trimmed
    while value.last == UInt8(ascii: "/") { value = value.stretch(0, value.count - 1).trimmed }
    guard !value.isEmpty, !value.isWord("NOTPROVIDED") else { return }
    switch String(decoding: tag, as: UTF8.self) {
    case "REMI":
      for lead: StaticString in ["USTD//", "STRD/CUR/", "STRD//"] where value.beginsWithWord(lead) {
        value = value.stretch(from: lead.utf8CodeUnitCount).trimmed
      }
      addText(value, &store)
    case "NAME", "ULTC", "ULTB": if name.isEmpty { name = value }
    case "CNTP":
      // Account, BIC, name, town.
      let parts = value.split(
        separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
      if parts.count > 2, !parts[2].isEmpty {
        name = UnsafeRawBufferPointer(rebasing: parts[2]).trimmed
      }
    case "EREF", "PREF": if reference.isEmpty { reference = value }
    case "MARF": mandate = value
    case "CSID": creditorID = value
    case "TRTP", "TRCD": if bookingText.isEmpty { bookingText = value }
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
  private static func money(_ bytes: UnsafeRawBufferPointer) -> Money? {
    let letters = bytes.filter(\.isLetter).withUnsafeBytes { Currency(bytes: $0) }
    let number = bytes.filter { $0.isDigit || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") }
    guard let letters else { return nil }
    return number.withUnsafeBytes { WrittenAmount.read($0) }.map { Money($0, letters) }
  }
}
