import DescryCore

/// An entry (`Ntry`) while it is read, with the transactions (`TxDtls`) that it stands for.
struct CAMTEntry {
  var line = 0
  /// What stands in the entry itself.
  var own = CAMTDetails()
  /// Its transactions but the last.
  private var earlier: [CAMTDetails] = []
  /// The last of its transactions.
  var last = CAMTDetails()
  /// How many transactions it has.
  private(set) var count = 0
  /// The free texts of all transactions, and of the entry itself.
  private var texts: [CAMTText] = []
  private var ownTexts: [CAMTText] = []
  var booked: CalendarDate?
  var value: CalendarDate?
  var isReversal = false
  var isPending = false
  var text = CAMTText.none

  // What the entry is resolved into.
  private var date = CalendarDate(dayNumber: 0)
  private var amount = Amount.zero
  private var currency: Currency?
  private var parts: [Amount] = []

  /// What keeps an entry from being read.
  enum Refusal: String, Error {
    case amount = "no amount in Amt, as 49.90"
    case direction = "neither CRDT nor DBIT in CdtDbtInd"
    case date = "no day in BookgDt or ValDt, as 2018-07-03"
  }

  /// Forgets everything; another entry begins.
  mutating func begin(line: Int) {
    self.line = line
    own = CAMTDetails()
    if !earlier.isEmpty { earlier.removeAll(keepingCapacity: true) }
    count = 0
    if !texts.isEmpty { texts.removeAll(keepingCapacity: true) }
    if !ownTexts.isEmpty { ownTexts.removeAll(keepingCapacity: true) }
    booked = nil
    value = nil
    isReversal = false
    isPending = false
    text = .none
  }

  /// Begins a transaction of the entry.
  mutating func beginDetails(line: Int) {
    if count > 0 { earlier.append(last) }
    count += 1
    last = CAMTDetails()
    last.line = line
    last.texts = texts.count..<texts.count
  }

  /// Keeps a free text, of the last transaction or of the entry itself.
  mutating func keep(_ text: CAMTText, isInDetails: Bool) {
    if isInDetails {
      texts.append(text)
      last.texts = last.texts.lowerBound..<texts.count
    } else {
      ownTexts.append(text)
    }
  }

  /// Finds the rows: the transactions of a batch when their amounts make up the entry's, else the
  /// entry.
  ///
  /// - Parameters:
  ///   - currency: the currency of amounts that name none.
  ///   - fallback: the day for entries that tell none.
  /// - Returns: how many there are.
  /// - Throws: `Refusal`.
  mutating func resolve(currency: Currency?, fallback: CalendarDate?) throws(Refusal) -> Int {
    guard let sum = own.sum else { throw .amount }
    guard let direction = own.direction ?? (sum.amount.isNegative ? .debit : nil) else {
      throw .direction
    }
    let day =
      booked ?? value ?? earlier.lazy.compactMap(\.related).first
      ?? (count > 0 ? last.related : nil) ?? fallback
    guard let day else { throw .date }
    date = day
    amount = Self.signed(sum.amount, direction)
    self.currency = sum.currency ?? currency
    if count == 1 {
      last.sum = last.sum ?? own.sum
      last.instructedSum = last.instructedSum ?? own.instructedSum
      last.category = last.category.or(own.category)
      return 1
    }
    if count > 1 {
      if resolveParts(direction) { return count }
      // The texts of its parts are all that is told of a batch.
      ownTexts = texts
    }
    own.texts = 0..<ownTexts.count
    return 1
  }

  /// Finds the amounts of the transactions of a batch; whether together they are the entry's.
  private mutating func resolveParts(_ direction: CAMTDetails.Direction) -> Bool {
    parts.removeAll(keepingCapacity: true)
    var sum: Amount? = .zero
    for index in 0..<count {
      let detail = index < earlier.count ? earlier[index] : last
      let written = [detail.sum, detail.transactionSum, detail.instructedSum]
      guard
        let own = written.lazy.compactMap({ $0 })
          .first(where: { $0.currency == nil || $0.currency == currency })
      else { return false }
      let part = Self.signed(own.amount, detail.direction ?? direction)
      parts.append(part)
      sum = sum?.adding(part)
    }
    return sum == amount
  }

  /// Writes a row of a resolved entry.
  ///
  /// - Parameters:
  ///   - index: which one of how many.
  ///   - account: the account's number, by which the own side of a payment is known.
  mutating func write(
    _ index: Int, of rows: Int, account: CAMTText, _ descriptor: inout JoinedText,
    to row: inout Transaction
  ) {
    var frame = CAMTDetails.Frame(
      date: date, value: value, amount: amount, currency: currency, account: account, text: text,
      isReversal: isReversal)
    if rows > 1 {
      frame.amount = parts[index]
      if index < earlier.count {
        earlier[index].write(frame, texts, &descriptor, to: &row)
      } else {
        last.write(frame, texts, &descriptor, to: &row)
      }
      if row.id.isEmpty, let id = own.reference.string { row.id = id }
    } else {
      if count == 1 {
        last.write(frame, texts, &descriptor, to: &row)
      } else {
        own.write(frame, ownTexts, &descriptor, to: &row)
      }
      if let id = own.reference.string { row.id = id }
      row.line = line
    }
    if isPending { row.status = .pending }
  }

  private static func signed(_ amount: Amount, _ direction: CAMTDetails.Direction) -> Amount {
    direction == .debit ? -amount.magnitude : amount
  }
}
