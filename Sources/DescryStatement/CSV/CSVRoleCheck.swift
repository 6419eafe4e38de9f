import DescryCore

extension CSVSection {
  /// Corrects the roles that the cells contradict, and finds those that no header named.
  mutating func settleRoles() {
    guard !sample.isEmpty else { return }
    let contents = CSVContents(sample)
    settleDates(contents)
    settleMoney(contents)
    settleTexts(contents)
    settleStates(contents)
    settleDirection(contents)
    if currency == nil, let column = layout.column(.currency), let words = contents.flags[column],
      words.count == 1
    {
      currency = CSVPreamble.currency(words[0])
    }
    if layout.columns[.currency] == nil, currency == nil {
      for (column, words) in contents.flags.sorted(by: { $0.key < $1.key })
      where !isTaken(column) && words.count == 1 {
        if let word = words.first, let found = CSVPreamble.currency(word) { currency = found }
      }
    }
  }

  private func isTaken(_ column: Int) -> Bool {
    layout.columns.values.contains { $0.contains(column) }
  }

  /// "Valuta" is the value date in German and the currency in Dutch and Danish.
  private mutating func settleDates(_ contents: CSVContents) {
    for column in layout.columns[.currency] ?? [] where contents.days.contains(column) {
      layout.move(
        column, from: .currency, to: .valueDate,
        because: LocalizedText(
          en: "column \(column + 1) holds value dates, not a currency",
          fr: "la colonne \(column + 1) tient des dates de valeur, non une devise"))
    }
    for column in layout.columns[.valueDate] ?? [] {
      if let words = contents.flags[column], words.allSatisfy({ CSVPreamble.currency($0) != nil }) {
        layout.move(
          column, from: .valueDate, to: .currency,
          because: LocalizedText(
            en: "column \(column + 1) holds a currency, not days",
            fr: "la colonne \(column + 1) tient une devise, non des jours"))
      }
    }
  }

  private mutating func settleMoney(_ contents: CSVContents) {
    let amounts = layout.columns[.amount] ?? []
    if let first = amounts.first, !contents.money.contains(first),
      let other = amounts.dropFirst().first(where: contents.money.contains)
    {
      layout.move(
        first, from: .amount, to: .ignored,
        because: LocalizedText(
          en: "column \(first + 1) holds no amounts; column \(other + 1) does",
          fr: "la colonne \(first + 1) ne tient pas de montants ; la colonne \(other + 1), si"))
    }
    for column in layout.columns[.marker] ?? [] where contents.money.contains(column) {
      layout.move(
        column, from: .marker, to: .ignored,
        because: LocalizedText(
          en: "column \(column + 1) holds numbers, not a direction",
          fr: "la colonne \(column + 1) tient des nombres, non un sens"))
    }
    // One column of a pair alone, with signs in it, is a column of signed amounts.
    if layout.columns[.debit] == nil, layout.columns[.credit] == nil { layout.part(contents) }
    settleThree(contents)
    settleOtherOfPair(contents)
    let pair = (layout.column(.debit), layout.column(.credit))
    if layout.columns[.amount] == nil {
      if let credit = pair.1, pair.0 == nil {
        layout.move(
          credit, from: .credit, to: .amount,
          because: LocalizedText(
            en: "column \(credit + 1) is read with its signs: no column holds money out",
            fr:
              "la colonne \(credit + 1) est lue avec ses signes : aucune colonne ne tient les débits"
          ))
      } else if let debit = pair.0, pair.1 == nil, contents.hasNegative(debit),
        !contents.amounts(debit).contains(where: {
          $0.map { !$0.isNegative && !$0.isZero } ?? false
        })
      {
        layout.move(
          debit, from: .debit, to: .amount,
          because: LocalizedText(
            en: "column \(debit + 1) is read with its signs: no column holds money in",
            fr:
              "la colonne \(debit + 1) est lue avec ses signes : aucune colonne ne tient les crédits"
          ))
      }
    }
  }

  /// Of an amount and a pair, the pair is read when each row fills one of the two; else it holds sums,
  /// or something else.
  private mutating func settleThree(_ contents: CSVContents) {
    guard let amount = layout.column(.amount) else { return }
    let pair = [layout.column(.debit), layout.column(.credit)].compactMap(\.self)
    guard !pair.isEmpty else { return }
    let filled = pair.map { contents.amounts($0).map { $0?.isZero == false } }
    let parted = contents.rows.indices.count { row in filled.count { $0[row] } == 1 }
    let numbers = pair.map { "\($0 + 1)" }
    let names = LocalizedText(
      en: "column" + (pair.count > 1 ? "s " : " ") + numbers.joined(separator: " and "),
      fr: (pair.count > 1 ? "les colonnes " : "la colonne ") + numbers.joined(separator: " et "))
    if pair.count > 1 && parted * 20 >= contents.rows.count * 19
      || !contents.money.contains(amount)
    {
      for column in layout.columns[.amount] ?? [] {
        layout.move(
          column, from: .amount, to: .ignored,
          because: LocalizedText(
            en: "\(names(.english)) hold the amounts: each row fills one",
            fr: "\(names(.french)) tiennent les montants : chaque ligne en remplit une"))
      }
    } else {
      for (role, column) in [(CSVRole.debit, pair[0]), (.credit, pair[pair.count - 1])]
      where layout.column(role) == column {
        layout.move(
          column, from: role, to: .ignored,
          because: LocalizedText(
            en: "column \(amount + 1) holds the amount: "
              + "not every row fills one of \(names(.english))",
            fr: "la colonne \(amount + 1) tient le montant : "
              + "toutes les lignes ne remplissent pas une de ces colonnes : \(names(.french))"))
      }
    }
  }

  /// A column that is filled where the only named one of debit and credit is not is the other one.
  private mutating func settleOtherOfPair(_ contents: CSVContents) {
    guard layout.columns[.amount] == nil else { return }
    let pair = (layout.column(.debit), layout.column(.credit))
    guard (pair.0 == nil) != (pair.1 == nil), let named = pair.0 ?? pair.1 else { return }
    let amounts = contents.amounts(named)
    // All rows of a few may be of one direction.
    let isEmpty = amounts.allSatisfy { $0?.isZero ?? true }
    for column in contents.money where !isTaken(column) {
      let others = contents.amounts(column)
      guard
        isEmpty
          ? others.allSatisfy({ $0?.isZero == false }) : CSVMoneyColumns.isPair(amounts, others)
      else { continue }
      layout.move(
        column, from: nil, to: pair.0 == nil ? .debit : .credit,
        because: LocalizedText(
          en: "column \(column + 1) is filled where column \(named + 1) is not",
          fr: "la colonne \(column + 1) est remplie là où la colonne \(named + 1) ne l'est pas"))
      return
    }
  }

  private mutating func settleTexts(_ contents: CSVContents) {
    let parties = layout.column(.counterparty)
    if layout.columns[.descriptor] == nil, parties.map(contents.hasBlank) ?? true {
      guard let text = contents.texts.first(where: { !isTaken($0) }) else { return }
      layout.move(
        text, from: nil, to: .descriptor,
        because: LocalizedText(
          en: "column \(text + 1) holds the text", fr: "la colonne \(text + 1) tient le libellé"))
      return
    }
    guard let column = layout.column(.descriptor),
      contents.days.contains(column) || contents.isEmpty(column)
    else { return }
    layout.move(
      column, from: .descriptor, to: .ignored,
      because: LocalizedText(
        en: "column \(column + 1) holds no text",
        fr: "la colonne \(column + 1) ne tient pas de libellé"))
    if let detail = layout.column(.detail) {
      layout.move(
        detail, from: .detail, to: .descriptor,
        because: LocalizedText(
          en: "column \(detail + 1) holds the text", fr: "la colonne \(detail + 1) tient le libellé"
        ))
    } else if layout.columns[.counterparty] == nil,
      let text = contents.texts.first(where: { !isTaken($0) })
    {
      layout.move(
        text, from: nil, to: .descriptor,
        because: LocalizedText(
          en: "column \(text + 1) holds the text", fr: "la colonne \(text + 1) tient le libellé"))
    }
  }

  private mutating func settleStates(_ contents: CSVContents) {
    guard layout.columns[.status] == nil else { return }
    for (column, words) in contents.flags.sorted(by: { $0.key < $1.key }) where !isTaken(column) {
      if words.allSatisfy({ CSVWords.isState($0) }) {
        layout.move(
          column, from: nil, to: .status,
          because: LocalizedText(
            en: "column \(column + 1) says which rows are booked",
            fr: "la colonne \(column + 1) dit quelles lignes sont passées"))
        return
      }
    }
  }

  /// Amounts without any sign get it from a column of words, if one says it.
  private mutating func settleDirection(_ contents: CSVContents) {
    if let column = layout.column(.marker) {
      guard let words = contents.flags[column] else { return }
      layout.direction = CSVDirection(of: words) ?? layout.direction
      let amount = layout.column(.amount)
      if contents.hasBlank(column), amount.map({ !contents.hasNegative($0) }) ?? false {
        layout.direction = layout.direction.withBlanks(beside: words)
      }
      return
    }
    guard let amount = layout.column(.amount), layout.columns[.debit] == nil,
      layout.columns[.credit] == nil, !contents.hasNegative(amount)
    else { return }
    for (column, words) in contents.flags.sorted(by: { $0.key < $1.key })
    where mayBeDirection(column) {
      guard let direction = CSVDirection(of: words) else { continue }
      layout.direction = direction
      layout.move(
        column, from: nil, to: .marker,
        because: LocalizedText(
          en: "column \(column + 1) says which rows are money out: amounts have no sign",
          fr:
            "la colonne \(column + 1) dit quelles lignes sont des débits : les montants n'ont pas de signe"
        ))
      return
    }
  }

  /// A column that no role has yet, or one whose words say the kind of a row.
  private func mayBeDirection(_ column: Int) -> Bool {
    let kinds = [CSVRole.category, .status, .detail].flatMap { layout.columns[$0] ?? [] }
    return kinds.contains(column) || !isTaken(column)
  }
}
