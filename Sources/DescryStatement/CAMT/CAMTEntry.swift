import DescryCore

/// An entry (`Ntry`) while it is read, with the transactions (`TxDtls`) that it stands for.
struct CAMTEntry {
  /// An amount with its currency, without direction.
  struct Sum {
    var amount: Amount
    var currency: Currency?
  }

  /// Which way money goes.
  enum Direction { case credit, debit }

  /// One side of a payment.
  struct Party {
    var name: String?
    var account: String?
    var identifiers: [String] = []
    var isSEPA = false
    var phone: String?

    var creditorID: String? {
      identifiers.first { isSEPA || CreditorIdentifier.isValid($0) }
    }
  }

  /// What is told of a transaction, or of the whole entry.
  struct Details {
    var line = 0
    var sum: Sum?
    var transactionSum: Sum?
    var instructedSum: Sum?
    var direction: Direction?
    var reference: String?
    var endToEnd: String?
    var mandate: String?
    var debtor = Party()
    var creditor = Party()
    var ultimateDebtor = Party()
    var ultimateCreditor = Party()
    var texts: [String] = []
    var structuredReference: String?
    var additional: String?
    var returnReason: String?
    var returnText: String?
    var related: CalendarDate?
    var category: String?
    var link: String?

    /// Changes the party that an element is of.
    mutating func change(_ side: CAMTElement, _ change: (inout Party) -> Void) {
      switch side {
      case .debtor, .debtorAccount: change(&debtor)
      case .creditor, .creditorAccount: change(&creditor)
      case .ultimateDebtor: change(&ultimateDebtor)
      case .ultimateCreditor: change(&ultimateCreditor)
      default: break
      }
    }
  }

  var line = 0
  /// What stands in the entry itself.
  var own = Details()
  var details: [Details] = []
  var hasAmount = false
  var booked: CalendarDate?
  var value: CalendarDate?
  var isReversal = false
  var isPending = false
  var text: String?

  /// What keeps an entry from being read.
  enum Refusal: String, Error {
    case amount = "no amount in Amt, as 49.90"
    case direction = "neither CRDT nor DBIT in CdtDbtInd"
    case date = "no day in BookgDt or ValDt, as 2018-07-03"
  }

  /// The transactions: those of a batch when their amounts make up the entry's, else the entry.
  ///
  /// - Parameters:
  ///   - account: the account's number, by which the own side of a payment is known.
  ///   - fallback: the day for entries that tell none.
  /// - Throws: `Refusal`.
  mutating func transactions(
    account: String?, currency: Currency?, fallback: CalendarDate?
  ) throws(Refusal) -> [Transaction] {
    guard let sum = own.sum else { throw .amount }
    guard let direction = own.direction ?? (sum.amount.isNegative ? .debit : nil) else {
      throw .direction
    }
    guard
      let date = booked ?? value ?? details.lazy.compactMap(\.related).first ?? fallback
    else { throw .date }
    let currency = sum.currency ?? currency
    let total = Self.signed(sum.amount, direction)
    if details.count == 1 {
      details[0].sum = details[0].sum ?? own.sum
      details[0].instructedSum = details[0].instructedSum ?? own.instructedSum
      details[0].category = details[0].category ?? own.category
      return [
        transaction(
          details[0], date: date, amount: total, currency: currency, account: account,
          isPart: false)
      ]
    }
    if let parts = parts(of: total, direction, currency) {
      return zip(details, parts).map { part, amount in
        transaction(
          part, date: date, amount: amount, currency: currency, account: account, isPart: true)
      }
    }
    own.texts = details.flatMap(\.texts)
    return [
      transaction(
        own, date: date, amount: total, currency: currency, account: account, isPart: false)
    ]
  }

  /// The amounts of the transactions of a batch, if together they are the entry's.
  private func parts(
    of total: Amount, _ direction: Direction, _ currency: Currency?
  ) -> [Amount]? {
    guard details.count > 1 else { return nil }
    var parts: [Amount] = []
    parts.reserveCapacity(details.count)
    var sum: Amount? = .zero
    for detail in details {
      let written = [detail.sum, detail.transactionSum, detail.instructedSum]
      guard
        let own = written.lazy.compactMap({ $0 })
          .first(where: { $0.currency == nil || $0.currency == currency })
      else { return nil }
      let part = Self.signed(own.amount, detail.direction ?? direction)
      parts.append(part)
      sum = sum?.adding(part)
    }
    return sum == total ? parts : nil
  }

  private func transaction(
    _ part: Details, date: CalendarDate, amount: Amount, currency: Currency?, account: String?,
    isPart: Bool
  ) -> Transaction {
    let other = counterparty(part, amount: amount, account: account)
    let ultimate = other.isCreditor ? part.ultimateCreditor : part.ultimateDebtor
    let name = other.party.name ?? ultimate.name
    var words = part.texts
    if words.isEmpty { words = [part.additional].compactMap { $0 } }
    if words.isEmpty { words = [text, part.structuredReference].compactMap { $0 }.prefix(1) + [] }
    var descriptor = joined(name, words.joined(separator: " "))
    if let real = ultimate.name, real != name { descriptor = joined(descriptor, real) }
    if descriptor.isEmpty { descriptor = text ?? part.endToEnd ?? "" }
    var row = Transaction(
      id: (isPart ? part.reference ?? own.reference : own.reference ?? part.reference) ?? "",
      date: date, amount: amount, currency: currency, descriptor: descriptor)
    row.valueDate = value
    row.status = isPending ? .pending : .booked
    row.counterparty = name
    row.reference = part.endToEnd ?? part.structuredReference
    row.mandate = part.mandate
    row.creditorID = part.creditor.creditorID ?? part.ultimateCreditor.creditorID
    row.phone = other.party.phone
    row.url = part.link
    row.mcc = part.category
    row.returnReason = part.returnReason ?? part.returnText
    row.originalAmount = original(part, amount: amount, currency: currency)
    row.line = isPart ? part.line : line
    return row
  }

  /// The other side of a payment.
  ///
  /// A reversed or returned payment keeps the sides of the first one (ISO 20022, `RvslInd`: a
  /// credit with it was a debit before), unless the accounts tell which side is the own one.
  private func counterparty(
    _ part: Details, amount: Amount, account: String?
  ) -> (party: Party, isCreditor: Bool) {
    var isCreditor = amount.isNegative
    if isReversal { isCreditor.toggle() }
    if let account, part.creditor.account != part.debtor.account {
      if part.debtor.account == account {
        isCreditor = true
      } else if part.creditor.account == account {
        isCreditor = false
      }
    }
    return (isCreditor ? part.creditor : part.debtor, isCreditor)
  }

  /// What was charged before conversion, when that was in another currency.
  private func original(_ part: Details, amount: Amount, currency: Currency?) -> Money? {
    for sum in [part.instructedSum, part.sum, part.transactionSum] {
      if let sum, let other = sum.currency, other != currency, !sum.amount.isZero {
        let size = sum.amount.magnitude
        return Money(amount.isNegative ? -size : size, other)
      }
    }
    return nil
  }

  private static func signed(_ amount: Amount, _ direction: Direction) -> Amount {
    direction == .debit ? -amount.magnitude : amount
  }
}

/// SEPA creditor identifiers (European Payments Council, EPC262-08): two letters, two check digits,
/// a business code of three, and the national number, whose check is ISO 7064 mod 97-10.
enum CreditorIdentifier {
  /// Whether a text is one.
  static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (9...35).contains(bytes.count), bytes[0].isLetter, bytes[1].isLetter, bytes[2].isDigit,
      bytes[3].isDigit
    else { return false }
    var rest = 0
    for byte in bytes[7...] + bytes[..<4] {
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
