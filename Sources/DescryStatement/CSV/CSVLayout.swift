import DescryCore

/// What the columns of one section of a file hold.
struct CSVLayout {
  /// The columns by role, from left to right.
  private(set) var columns: [CSVRole: [Int]] = [:]
  /// The header's texts; nil when the section has none.
  let header: [String]?
  /// The currency that a header names.
  private(set) var currency: String?
  /// What was decided and why.
  private(set) var assumptions: [LocalizedText] = []
  /// What the words of the direction column say.
  var direction = CSVDirection.known
  /// Whether nothing tells which of two columns is money out.
  private(set) var isUnsure = false

  /// The first column of a role.
  func column(_ role: CSVRole) -> Int? { columns[role]?.first }

  /// Whether amounts come from somewhere.
  var hasMoney: Bool {
    columns[.amount] != nil || columns[.debit] != nil || columns[.credit] != nil
  }

  /// The column that names the account of a row; several cards may be of one account.
  var accountColumn: Int? {
    guard let column = column(.account) else { return nil }
    guard let header, column < header.count else { return column }
    let key = CSVHeader.key(header[column])
    // Far from the left, an IBAN without another word is the other party's.
    if key == "iban", column > 1 { return nil }
    return ["card", "kart", "carte"].contains(where: key.contains) ? nil : column
  }

  /// The layout that a header names; nil when it does not name a date and an amount.
  init?(header: [String]) {
    self.header = header
    take(header)
    guard columns[.date] != nil, hasMoney else { return nil }
  }

  /// The layout that a user names, from left to right; nil when a word is no role.
  init?(named names: [String]) {
    header = nil
    for (index, name) in names.enumerated() {
      guard let role = CSVRole(rawValue: name) ?? CSVRole.named(name)?.role else { return nil }
      if role != .ignored { columns[role, default: []].append(index) }
    }
    guard columns[.date] != nil, hasMoney else { return nil }
    assumptions.append(
      LocalizedText(
        en: "columns as said by the user", fr: "les colonnes sont celles que l'utilisateur a dites")
    )
  }

  /// The layout that the cells themselves show; nil when they show no day or no amount.
  init?(contents: CSVContents, header: [String]?) {
    self.header = header
    if let header { take(header) }
    func taken() -> Set<Int> { Set(columns.values.flatMap(\.self)) }
    if columns[.date] == nil {
      guard let day = contents.days.first(where: { !taken().contains($0) }) else { return nil }
      columns[.date] = [day]
      assumptions.append(
        LocalizedText(
          en: "column \(day + 1) holds the date: every row has a day there",
          fr: "la colonne \(day + 1) tient la date : chaque ligne y a un jour"))
    }
    if !hasMoney {
      // "Soll/Haben" over amounts with signs.
      columns[.marker]?.removeAll(where: contents.money.contains)
      if columns[.marker]?.isEmpty == true { columns[.marker] = nil }
      let free = contents.money.filter { !taken().contains($0) }
      guard let money = CSVMoneyColumns(contents, among: free, knownBalance: column(.balance))
      else { return nil }
      for (role, column) in [
        (CSVRole.amount, money.amount), (.debit, money.debit), (.credit, money.credit),
        (.balance, money.balance),
      ] {
        if let column { columns[role, default: []].append(column) }
      }
      assumptions += money.says
      isUnsure = money.isUnsure
    }
    if columns[.descriptor] == nil, columns[.counterparty] == nil {
      if let text = contents.texts.first(where: { !taken().contains($0) }) {
        columns[.descriptor] = [text]
        assumptions.append(
          LocalizedText(
            en: "column \(text + 1) holds the text: it has the longest words",
            fr: "la colonne \(text + 1) tient le libellé : elle a les mots les plus longs"))
      }
    }
  }

  /// Gives columns the roles that their names say, then those that their names hint at.
  private mutating func take(_ header: [String]) {
    var hints: [(CSVRole, Int)] = []
    for (index, text) in header.enumerated() {
      if let (role, currency) = CSVRole.named(text) {
        columns[role, default: []].append(index)
        if role == .amount || role == .debit || role == .credit, let currency {
          self.currency = self.currency ?? currency
        }
      } else if let role = CSVHeaderGuess.role(text) {
        hints.append((role, index))
      }
    }
    let named = Set(columns.keys)
    for (role, index) in hints where !named.contains(role) {
      let isMoney = role == .amount || role == .debit || role == .credit
      if isMoney, !named.isDisjoint(with: [.amount, .debit, .credit]) { continue }
      if role == .date, named.contains(.valueDate), columns[.date] != nil { continue }
      columns[role, default: []].append(index)
      if isMoney, let currency = CSVHeader.currency(header[index]) {
        self.currency = self.currency ?? currency
      }
    }
    settle()
  }

  /// Several columns of one role: the first is the one, the others fill what is near.
  private mutating func settle() {
    if let dates = columns[.date], dates.count > 1 {
      columns[.date] = [dates[0]]
      columns[.valueDate] = (columns[.valueDate] ?? []) + dates.dropFirst()
    }
    if columns[.date] == nil, let values = columns[.valueDate] {
      columns[.date] = [values[0]]
      columns[.valueDate] = values.count > 1 ? Array(values.dropFirst()) : nil
    }
    if let texts = columns[.descriptor], texts.count > 1 {
      columns[.descriptor] = [texts[0]]
      columns[.detail] = (texts.dropFirst() + (columns[.detail] ?? [])).sorted()
    }
    if columns[.descriptor] == nil, let details = columns[.detail] {
      columns[.descriptor] = [details[0]]
      columns[.detail] = Array(details.dropFirst())
    }
    if !hasMoney, let fallback = columns[.originalAmount] {
      columns[.amount] = fallback
      columns[.originalAmount] = nil
    }
    preferNet()
  }

  /// Of gross and net, net is what changes the account.
  private mutating func preferNet() {
    guard let header, let amounts = columns[.amount], amounts.count > 1,
      let net = amounts.first(where: {
        ["net", "netto", "netamount"].contains(CSVHeader.key(header[$0]))
      }),
      net != amounts[0]
    else { return }
    columns[.amount] = [net] + amounts.filter { $0 != net }
    columns[.fee] = nil
    assumptions.append(
      LocalizedText(
        en: "column \(net + 1) is read: the net amount is what changes the account",
        fr: "la colonne \(net + 1) est lue : le montant net est ce qui change le compte"))
  }

  /// Takes the two amounts for money out and money in, when each row fills one of them.
  mutating func part(_ contents: CSVContents) {
    guard let amounts = columns[.amount], amounts.count > 1,
      let pair = CSVMoneyColumns(
        contents, among: Array(amounts.prefix(2)), knownBalance: column(.balance)),
      let debit = pair.debit, let credit = pair.credit
    else { return }
    columns[.amount] = nil
    columns[.debit] = [debit]
    columns[.credit] = [credit]
    isUnsure = pair.isUnsure
    assumptions += pair.says
  }

  /// Gives a column another role, because its cells say so.
  mutating func move(
    _ column: Int, from role: CSVRole?, to other: CSVRole, because reason: LocalizedText
  ) {
    if let role {
      columns[role]?.removeAll { $0 == column }
      if columns[role]?.isEmpty == true { columns[role] = nil }
    }
    if other != .ignored {
      columns[other, default: []].append(column)
      columns[other]?.sort()
    }
    assumptions.append(reason)
  }
}
