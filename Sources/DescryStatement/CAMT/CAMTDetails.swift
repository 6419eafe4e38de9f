import DescryCore

/// One side of a payment.
struct CAMTParty {
  var name = CAMTText.none
  var account = CAMTText.none
  var phone = CAMTText.none
  /// The first identifier, and the first that can be a SEPA creditor's.
  var identifier = CAMTText.none
  var creditor = CAMTText.none
  var isSEPA = false

  var creditorID: CAMTText { isSEPA ? identifier : creditor }
}

/// What is told of a transaction (`TxDtls`), or of a whole entry.
struct CAMTDetails {
  /// An amount with its currency, without direction.
  struct Sum {
    var amount: Amount
    var currency: Currency?
  }

  /// Which way money goes.
  enum Direction { case credit, debit }

  var line = 0
  var sum: Sum?
  var transactionSum: Sum?
  var instructedSum: Sum?
  var direction: Direction?
  var reference = CAMTText.none
  var endToEnd = CAMTText.none
  var mandate = CAMTText.none
  var debtor = CAMTParty()
  var creditor = CAMTParty()
  var ultimateDebtor = CAMTParty()
  var ultimateCreditor = CAMTParty()
  /// Which of the entry's texts are its own.
  var texts = 0..<0
  var structuredReference = CAMTText.none
  var additional = CAMTText.none
  var returnReason = CAMTText.none
  var returnText = CAMTText.none
  var related: CalendarDate?
  var category = CAMTText.none
  var link = CAMTText.none

  /// Keeps a field; its place says what it means.
  mutating func keep(
    _ element: CAMTElement, _ text: CAMTText, at path: borrowing CAMTPath,
    _ amountCurrency: Currency?
  ) {
    switch element {
    case .amount:
      guard let amount = WrittenAmount.read(text.bytes) else { break }
      let written = Sum(amount: amount, currency: amountCurrency)
      switch path.parent {
      case .entry, .details: sum = written
      case .transactionAmount: transactionSum = written
      case .instructed: instructedSum = written
      default: break
      }
    case .direction where path.parent == .entry || path.parent == .details:
      direction =
        text.bytes.isWord("CRDT") ? .credit : text.bytes.isWord("DBIT") ? .debit : nil
    case .servicerReference: reference = Self.given(text).or(reference)
    case .endToEnd: endToEnd = Self.given(text)
    case .mandate: mandate = Self.given(text)
    case .additionalRemittance: additional = text
    case .reference where path.parent == .creditorReference:
      structuredReference = Self.given(text)
    case .additionalTransaction: additional = text
    case .code where path.parent == .reason && path.isWithin(.returned),
      .proprietary where path.parent == .reason && path.isWithin(.returned):
      returnReason = text
    case .additional where path.parent == .returned: returnText = text
    case .accepted, .settled, .transacted:
      related = related ?? WrittenDate.iso(text.bytes)
    case .category:
      if text.bytes.count == 4, text.bytes.number != nil { category = text }
    case .link:
      if text.bytes.begins("http://") || text.bytes.begins("https://") { link = text }
    case .name, .iban, .identification, .phone, .code, .proprietary:
      if path.isWithin(.parties) { keepOfParty(element, text, at: path) }
    default: break
    }
  }

  private mutating func keepOfParty(
    _ element: CAMTElement, _ text: CAMTText, at path: borrowing CAMTPath
  ) {
    switch path.side {
    case .debtor: Self.keep(element, text, at: path, of: &debtor, isAccount: false)
    case .debtorAccount: Self.keep(element, text, at: path, of: &debtor, isAccount: true)
    case .creditor: Self.keep(element, text, at: path, of: &creditor, isAccount: false)
    case .creditorAccount: Self.keep(element, text, at: path, of: &creditor, isAccount: true)
    case .ultimateDebtor: Self.keep(element, text, at: path, of: &ultimateDebtor, isAccount: false)
    case .ultimateCreditor:
      Self.keep(element, text, at: path, of: &ultimateCreditor, isAccount: false)
    default: break
    }
  }

  private static func keep(
    _ element: CAMTElement, _ text: CAMTText, at path: borrowing CAMTPath,
    of party: inout CAMTParty,
    isAccount: Bool
  ) {
    let isContact = path.isWithin(.contact)
    switch element {
    // The first name is the party's; an agent below it has its own.
    case .name where !isContact && !isAccount: party.name = party.name.or(text)
    case .iban: party.account = text
    case .phone where isContact: party.phone = text
    case .identification where path.parent == .other || path.parent == .oldOther:
      if isAccount {
        party.account = party.account.or(text)
      } else {
        party.identifier = party.identifier.or(text)
        if party.creditor.isEmpty, CreditorIdentifier.isValid(text.bytes) { party.creditor = text }
      }
    case .proprietary where path.parent == .scheme, .code where path.parent == .scheme:
      if text.bytes.begins("SEPA"), text.bytes.count == 4 { party.isSEPA = true }
    default: break
    }
  }

  /// A reference, or nothing where the bank says that there is none.
  private static func given(_ text: CAMTText) -> CAMTText {
    let bytes = text.bytes
    return bytes.isWord("NOTPROVIDED") || bytes.isWord("NOT PROVIDED") || bytes.isWord("NONREF")
      ? .none : text
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes begin with exactly these letters.
  fileprivate func begins(_ word: StaticString) -> Bool {
    stretch(0, word.utf8CodeUnitCount).elementsEqual(
      UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }
}

/// SEPA creditor identifiers (European Payments Council, EPC262-08): two letters, two check digits,
/// a business code of three, and the national number, whose check is ISO 7064 mod 97-10.
enum CreditorIdentifier {
  /// Whether a text is one.
  static func isValid(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isValid(UnsafeRawBufferPointer($0)) }
  }

  /// Whether bytes are one.
  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard (9...35).contains(bytes.count), bytes[0].isLetter, bytes[1].isLetter, bytes[2].isDigit,
      bytes[3].isDigit
    else { return false }
    var rest = 0
    for byte in [bytes[7...], bytes[..<4]].joined() {
      if byte.isDigit {
        rest = (rest * 10 + Int(byte & 0x0F)) % 97
      } else if byte.isLetter {
        rest = (rest * 100 + Int(byte.upper) - 55) % 97
      } else if byte != 0x20, byte != UInt8(ascii: "-") {
        return false
      }
    }
    return rest == 1
  }
}
