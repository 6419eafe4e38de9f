import DescryCore

/// What a transaction tells as a row of a statement.
///
/// The functions are mutating so that they work in place: details take hundreds of bytes.
extension CAMTDetails {
  /// What is known of a row beside its details.
  struct Frame {
    var date: CalendarDate
    var value: CalendarDate?
    var amount: Amount
    var currency: Currency?
    /// The account's number, by which the own side of a payment is known.
    var account: CAMTText
    /// What the bank says of the entry.
    var text: CAMTText
    var isReversal: Bool
  }

  /// Writes the row.
  mutating func write(
    _ frame: Frame, _ texts: [CAMTText], _ descriptor: inout JoinedText, to row: inout Transaction
  ) {
    let isCreditor = isCreditor(frame)
    let ultimate = isCreditor ? ultimateCreditor.name : ultimateDebtor.name
    let name = (isCreditor ? creditor.name : debtor.name).or(ultimate)
    describe(frame, texts, name, real: ultimate, &descriptor)
    row = Transaction(
      id: reference.string ?? "", date: frame.date, amount: frame.amount,
      currency: frame.currency, descriptor: descriptor.string)
    row.valueDate = frame.value
    row.counterparty = name.string
    row.reference = endToEnd.or(structuredReference).string
    row.line = line
    if let text = mandate.string { row.mandate = text }
    if let text = creditor.creditorID.or(ultimateCreditor.creditorID).string {
      row.creditorID = text
    }
    if let text = (isCreditor ? creditor.phone : debtor.phone).string { row.phone = text }
    if let text = link.string { row.url = text }
    if let text = category.string { row.mcc = text }
    if let text = returnReason.or(returnText).string { row.returnReason = text }
    if let money = original(frame) { row.originalAmount = money }
  }

  /// Puts the text of a row together: the other party, what it is for, and who is behind the party.
  private mutating func describe(
    _ frame: Frame, _ texts: [CAMTText], _ name: CAMTText, real: CAMTText,
    _ descriptor: inout JoinedText
  ) {
    descriptor.clear()
    if self.texts.count > 1 {
      for text in texts[self.texts] { descriptor.append(text.bytes) }
      // The name comes first, unless the texts say it.
      if !name.isEmpty { descriptor.lead(name.bytes) }
    } else {
      let text =
        self.texts.first.map { texts[$0] }
        ?? additional.or(frame.text).or(structuredReference)
      descriptor.join(name.bytes)
      descriptor.join(text.bytes)
    }
    if !real.isEmpty, !real.isSame(as: name) { descriptor.join(real.bytes) }
    if descriptor.isEmpty { descriptor.join(frame.text.or(endToEnd).bytes) }
  }

  /// Whether the other side of a payment is the creditor.
  ///
  /// A reversed or returned payment keeps the sides of the first one (ISO 20022, `RvslInd`: a
  /// credit with it was a debit before), unless the accounts tell which side is the own one.
  private mutating func isCreditor(_ frame: Frame) -> Bool {
    if !frame.account.isEmpty, !creditor.account.isSame(as: debtor.account) {
      if debtor.account.isSame(as: frame.account) { return true }
      if creditor.account.isSame(as: frame.account) { return false }
    }
    return frame.amount.isNegative != frame.isReversal
  }

  /// What was charged before conversion, when that was in another currency.
  private mutating func original(_ frame: Frame) -> Money? {
    func foreign(_ sum: Sum?) -> Money? {
      guard let sum, let other = sum.currency, other != frame.currency, !sum.amount.isZero else {
        return nil
      }
      let size = sum.amount.magnitude
      return Money(frame.amount.isNegative ? -size : size, other)
    }
    return foreign(instructedSum) ?? foreign(sum) ?? foreign(transactionSum)
  }
}
