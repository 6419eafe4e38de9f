import DescryCore

/// Tells amounts from balances, and money out from money in, where no header does.
struct CSVMoneyColumns {
  /// The signed amounts, or nil when two columns part them.
  private(set) var amount: Int?
  private(set) var debit: Int?
  private(set) var credit: Int?
  /// The balance behind each row.
  private(set) var balance: Int?
  /// What was decided and why.
  private(set) var says: [LocalizedText] = []
  /// Whether nothing but custom tells which of two columns is money out.
  private(set) var isUnsure = false

  /// How a balance goes along with the rows.
  private enum Chain { case behind, before }

  /// Looks among columns that have no role yet; a balance that a header names helps to tell.
  init?(_ contents: CSVContents, among columns: [Int], knownBalance: Int? = nil) {
    guard let first = columns.first else { return nil }
    let amounts = Dictionary(uniqueKeysWithValues: columns.map { ($0, contents.amounts($0)) })
    func values(_ column: Int) -> [Amount?] { amounts[column] ?? [] }
    let full = columns.filter { column in
      values(column).count { $0 != nil } * 10 >= contents.rows.count * 9
    }
    // Two columns of which each row fills one.
    for (index, x) in columns.enumerated() {
      for y in columns[(index + 1)...] where Self.isPair(values(x), values(y)) {
        var balances = full.map { ($0, values($0)) }
        if let knownBalance { balances.append((knownBalance, contents.amounts(knownBalance))) }
        settle(pair: (x, y), values(x), values(y), balances, contents)
        if balance == knownBalance { balance = nil }
        return
      }
    }
    for column in full {
      for other in full where other != column {
        guard let chain = Self.chain(values(column), values(other)) else { continue }
        amount = column
        if chain == .behind { balance = other }
        says.append(
          LocalizedText(
            en:
              "column \(column + 1) holds the amount: column \(other + 1) is the balance and follows it",
            fr:
              "la colonne \(column + 1) tient le montant : la colonne \(other + 1) est le solde et le suit"
          )
        )
        return
      }
    }
    let signed = columns.first { values($0).contains { $0?.isNegative == true } }
    amount = signed ?? first
    says.append(
      signed == nil
        ? LocalizedText(
          en: "column \(first + 1) holds the amount: every row has a number there",
          fr: "la colonne \(first + 1) tient le montant : chaque ligne y a un nombre")
        : LocalizedText(
          en: "column \((amount ?? first) + 1) holds the amount: it has numbers with signs",
          fr: "la colonne \((amount ?? first) + 1) tient le montant : elle a des nombres signés"))
  }

  private mutating func settle(
    pair: (Int, Int), _ x: [Amount?], _ y: [Amount?], _ full: [(Int, [Amount?])],
    _ contents: CSVContents
  ) {
    // Read as if the second were money in; the balance tells whether that is so.
    let net = zip(x, y).map { x, y -> Amount? in
      if let y, !y.isZero { return y.magnitude }
      return x.map { -$0.magnitude }
    }
    for (column, balances) in full where column != pair.0 && column != pair.1 {
      let votes = Self.votes(net, balances)
      guard votes.links > 0, max(votes.right, votes.wrong) * 10 >= votes.links * 8 else { continue }
      balance = column
      (debit, credit) = votes.right >= votes.wrong ? pair : (pair.1, pair.0)
      says.append(
        LocalizedText(
          en: "column \((debit ?? 0) + 1) is money out: the balance falls by it",
          fr: "la colonne \((debit ?? 0) + 1) tient les débits : le solde baisse d'autant"))
      return
    }
    if settle(pair: pair, bySigns: x, y) || settle(pair: pair, byTexts: x, y, contents) { return }
    let filled = (
      x.count { $0?.isZero == false }, y.count { $0?.isZero == false }
    )
    // Of a person's rows most are money out.
    if filled.1 > filled.0 * 2 {
      (debit, credit) = (pair.1, pair.0)
      says.append(
        LocalizedText(
          en: "column \(pair.1 + 1) is money out: \(filled.1) rows against \(filled.0) have it",
          fr:
            "la colonne \(pair.1 + 1) tient les débits : \(filled.1) lignes contre \(filled.0) l'ont"
        ))
    } else {
      (debit, credit) = pair
      isUnsure = filled.0 <= filled.1 * 2
      says.append(
        filled.0 > filled.1 * 2
          ? LocalizedText(
            en: "column \(pair.0 + 1) is money out: \(filled.0) rows against \(filled.1) have it",
            fr:
              "la colonne \(pair.0 + 1) tient les débits : \(filled.0) lignes contre \(filled.1) l'ont"
          )
          : LocalizedText(
            en: "column \(pair.0 + 1) is taken for money out: debit stands before credit",
            fr: "la colonne \(pair.0 + 1) est prise pour les débits : le débit précède le crédit"))
    }
  }

  /// Signs in one column alone tell that it is money out.
  private mutating func settle(pair: (Int, Int), bySigns x: [Amount?], _ y: [Amount?]) -> Bool {
    let isOut = [x, y].map { column in
      column.contains { $0?.isNegative == true }
        && column.allSatisfy { $0.map { $0.isNegative || $0.isZero } ?? true }
    }
    guard isOut[0] != isOut[1] else { return false }
    (debit, credit) = isOut[0] ? pair : (pair.1, pair.0)
    says.append(
      LocalizedText(
        en: "column \((debit ?? 0) + 1) is money out: its amounts have a minus",
        fr: "la colonne \((debit ?? 0) + 1) tient les débits : ses montants ont un moins"))
    return true
  }

  /// Salaries, deposits, refunds and payments to a card all stand in the column of money in.
  private mutating func settle(
    pair: (Int, Int), byTexts x: [Amount?], _ y: [Amount?], _ contents: CSVContents
  ) -> Bool {
    var votes = (first: 0, second: 0)
    for (index, row) in contents.rows.enumerated() {
      guard contents.texts.contains(where: { $0 < row.count && CSVWords.tellsOfMoneyIn(row[$0]) })
      else { continue }
      if x[index]?.isZero == false { votes.first += 1 }
      if y[index]?.isZero == false { votes.second += 1 }
    }
    guard votes.first != votes.second, min(votes.first, votes.second) == 0 else { return false }
    (debit, credit) = votes.second > 0 ? pair : (pair.1, pair.0)
    says.append(
      LocalizedText(
        en: "column \((credit ?? 0) + 1) is money in: so the texts of its rows say",
        fr:
          "la colonne \((credit ?? 0) + 1) tient les crédits : les libellés de ses lignes le disent"
      ))
    return true
  }

  /// Whether two columns part the amounts: each row fills one of them.
  static func isPair(_ x: [Amount?], _ y: [Amount?]) -> Bool {
    func has(_ amount: Amount?) -> Bool { amount.map { !$0.isZero } ?? false }
    let rows = zip(x, y)
    let one = rows.count { has($0) != has($1) }
    return one * 20 >= x.count * 19 && x.contains(where: has) && y.contains(where: has)
  }

  /// Whether a balance follows the amounts, whatever their signs.
  private static func chain(_ amounts: [Amount?], _ balances: [Amount?]) -> Chain? {
    let isSigned = amounts.contains { $0?.isNegative == true }
    var links = 0
    // Forwards and backwards in time: banks print either way.
    var behind = (down: 0, up: 0)
    var before = (down: 0, up: 0)
    for index in amounts.indices.dropFirst() {
      guard let amount = amounts[index], let last = amounts[index - 1],
        let balance = balances[index], let lastBalance = balances[index - 1],
        let step = balance.adding(-lastBalance)
      else { continue }
      links += 1
      if isSigned {
        if step == amount { behind.down += 1 }
        if step == -last { behind.up += 1 }
        if step == last { before.down += 1 }
        if step == -amount { before.up += 1 }
      } else {
        if step.magnitude == amount { behind.down += 1 }
        if step.magnitude == last { behind.up += 1 }
      }
    }
    guard links > 0 else { return nil }
    if max(behind.down, behind.up) * 10 >= links * 8 { return .behind }
    return max(before.down, before.up) * 10 >= links * 8 ? .before : nil
  }

  /// How many links of a balance the signs of the amounts agree with, and how many they contradict.
  private static func votes(
    _ amounts: [Amount?], _ balances: [Amount?]
  ) -> (links: Int, right: Int, wrong: Int) {
    var votes = (links: 0, right: 0, wrong: 0)
    for index in amounts.indices.dropFirst() {
      guard let amount = amounts[index], let last = amounts[index - 1],
        let balance = balances[index], let lastBalance = balances[index - 1],
        let step = balance.adding(-lastBalance)
      else { continue }
      votes.links += 1
      if step == amount || step == -last {
        votes.right += 1
      } else if step == -amount || step == last {
        votes.wrong += 1
      }
    }
    return votes
  }
}
