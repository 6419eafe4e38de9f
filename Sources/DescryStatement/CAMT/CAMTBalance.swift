import DescryCore

/// A balance (`Bal`) while it is read.
struct CAMTBalance {
  var kind: String?
  var amount: Amount?
  var currency: Currency?
  var isDebit = false

  var signed: Amount? { amount.map { isDebit ? -$0.magnitude : $0 } }

  /// Keeps a field; its place says what it means.
  mutating func keep(
    _ element: CAMTElement, _ text: CAMTText, at path: borrowing CAMTPath,
    _ amountCurrency: Currency?
  ) {
    switch (element, path.parent) {
    case (.amount, .balance):
      amount = WrittenAmount.read(text.bytes)
      currency = amountCurrency
    case (.direction, .balance): isDebit = text.bytes.isWord("DBIT")
    case (.code, _) where path.isWithin(.type): kind = kind ?? text.string
    default: break
    }
  }
}

/// The balances of a statement: what was before it, and what is behind it.
struct CAMTBalances {
  private var opening: CAMTBalance?
  private var previous: CAMTBalance?
  private var closing: CAMTBalance?

  var first: Amount? { (opening ?? previous)?.signed }
  var last: Amount? { closing?.signed }
  /// The currency of entries that name none.
  var openingCurrency: Currency? { opening?.currency }
  /// The currency of the account where it is not told.
  var currency: Currency? { (opening ?? previous)?.currency ?? closing?.currency }

  mutating func keep(_ balance: CAMTBalance) {
    switch balance.kind {
    case "OPBD":
      // Pages of one statement repeat it; the first is the one.
      opening = opening ?? balance
    case "PRCD": previous = previous ?? balance
    case "CLBD": closing = balance
    default: break
    }
  }
}
