import DescryCore

/// Where an element stands: those around it, from the outermost on.
struct CAMTPath {
  var elements: [CAMTElement] = []

  /// The innermost element around.
  var parent: CAMTElement { elements.last ?? .unknown }

  /// Whether an element is anywhere around.
  func isWithin(_ element: CAMTElement) -> Bool { elements.contains(element) }

  /// The side of a payment that is told of.
  var side: CAMTElement? { elements.last(where: \.isSide) }
}

extension CAMTEntry.Details {
  /// Keeps a field of a transaction; its place says what it means.
  mutating func keep(
    _ element: CAMTElement, _ bytes: UnsafeRawBufferPointer, at path: CAMTPath,
    _ amountCurrency: Currency?, _ decode: WrittenText
  ) {
    switch element {
    case .amount:
      guard let amount = WrittenAmount.read(bytes) else { break }
      let written = CAMTEntry.Sum(amount: amount, currency: amountCurrency)
      switch path.parent {
      case .entry, .details: sum = written
      case .transactionAmount: transactionSum = written
      case .instructed: instructedSum = written
      default: break
      }
    case .direction where path.parent == .entry || path.parent == .details:
      direction =
        bytes.isWord("CRDT") ? .credit : bytes.isWord("DBIT") ? .debit : nil
    case .servicerReference: reference = Self.given(bytes, decode) ?? reference
    case .endToEnd: endToEnd = Self.given(bytes, decode)
    case .mandate: mandate = Self.given(bytes, decode)
    case .unstructured: texts.append(decode.string(bytes))
    case .additionalRemittance: additional = decode.string(bytes)
    case .reference where path.parent == .creditorReference:
      structuredReference = Self.given(bytes, decode)
    case .additionalTransaction: additional = decode.string(bytes)
    case .code where path.parent == .reason && path.isWithin(.returned),
      .proprietary where path.parent == .reason && path.isWithin(.returned):
      returnReason = decode.string(bytes)
    case .additional where path.parent == .returned: returnText = decode.string(bytes)
    case .accepted, .settled, .transacted:
      related = related ?? WrittenDate.iso(bytes)
    case .category:
      if bytes.count == 4, bytes.number != nil { category = decode.string(bytes) }
    case .link:
      let text = decode.string(bytes)
      if text.hasPrefix("http://") || text.hasPrefix("https://") { link = text }
    case .name, .iban, .identification, .phone, .code, .proprietary:
      if path.isWithin(.parties) { keepOfParty(element, bytes, at: path, decode) }
    default: break
    }
  }

  private mutating func keepOfParty(
    _ element: CAMTElement, _ bytes: UnsafeRawBufferPointer, at path: CAMTPath,
    _ decode: WrittenText
  ) {
    guard let side = path.side else { return }
    let isAccount = side == .debtorAccount || side == .creditorAccount
    let isContact = path.isWithin(.contact)
    let text = decode.string(bytes)
    change(side) { party in
      switch element {
      // The first name is the party's; an agent below it has its own.
      case .name where !isContact && !isAccount: party.name = party.name ?? text
      case .iban: party.account = text
      case .phone where isContact: party.phone = text
      case .identification where path.parent == .other || path.parent == .oldOther:
        if isAccount {
          party.account = party.account ?? text
        } else {
          party.identifiers.append(text)
        }
      case .proprietary where path.parent == .scheme, .code where path.parent == .scheme:
        if text == "SEPA" { party.isSEPA = true }
      default: break
      }
    }
  }

  /// A reference, or nothing where the bank says that there is none.
  private static func given(_ bytes: UnsafeRawBufferPointer, _ decode: WrittenText) -> String? {
    if bytes.isWord("NOTPROVIDED") || bytes.isWord("NOT PROVIDED") || bytes.isWord("NONREF") {
      return nil
    }
    return decode.text(bytes)
  }
}
