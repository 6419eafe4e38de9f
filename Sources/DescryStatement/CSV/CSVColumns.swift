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
  /// Whether there is any column but those of day, amount, currency, text and balance.
  let hasMore: Bool

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
    hasMore =
      max(
        valueDate, id, reference, creditor, mandate, mcc, counterparty, originalAmount) >= 0
  }
}
