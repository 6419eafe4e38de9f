/// What the words of a column say of the direction of money.
struct CSVDirection {
  private let debit: Set<String>
  private let credit: Set<String>
  /// Whether rows without a word are debits; nil when that says nothing.
  private var blankIsDebit: Bool?

  /// Words that say it wherever they stand.
  static let known = CSVDirection(
    debit: [
      "d", "debit", "dbit", "dr", "af", "s", "soll", "dare", "debet", "lastschrift", "sortie",
      "out", "uit", "expense", "cargo", "withdrawal", "debito", "outgoing", "outflow", "moneyout",
      "depense", "ausgang", "ausgabe", "belastung", "uscita", "uscite", "paidout", "spent", "debe",
      "obciazenie", "wydatek", "ut", "uttag", "sent", "auszahlung", "gasto", "addebito", "payout",
      "支出",
    ],
    credit: [
      "c", "credit", "crdt", "cr", "bij", "h", "haben", "avere", "kredit", "gutschrift", "entree",
      "in", "abono", "deposit", "income", "credito", "incoming", "inflow", "moneyin", "recette",
      "eingang", "einnahme", "entrata", "entrate", "paidin", "received", "haber", "uznanie",
      "wplyw", "inn", "insattning", "einzahlung", "ingreso", "accredito", "payin", "收入",
    ])

  /// Letters and signs that say it only beside their counterpart.
  private static let pairs: [(debit: String, credit: String)] = [
    ("d", "c"), ("s", "h"), ("a", "b"), ("o", "i"), ("c", "a"), ("d", "a"), ("d", "h"), ("u", "e"),
    ("s", "e"), ("w", "d"), ("d", "k"), ("t", "j"), ("g", "i"), ("-", "+"),
    ("χ", "π"),
  ]

  /// The direction of a column that holds these words and no others; nil when they say none.
  init?(of words: [String]) {
    guard (1...4).contains(words.count) else { return nil }
    let keys = Set(words.map(Self.key))
    if keys.count == 2, let pair = Self.pairs.first(where: { keys == [$0.debit, $0.credit] }) {
      self.init(debit: [pair.debit], credit: [pair.credit])
      return
    }
    let known = Self.known
    guard keys.allSatisfy({ known.debit.contains($0) || known.credit.contains($0) }) else {
      return nil
    }
    // One letter alone may mean anything.
    guard keys.count > 1 || keys.allSatisfy({ $0.count > 2 }) else { return nil }
    self = known
  }

  private init(debit: Set<String>, credit: Set<String>) {
    self.debit = debit
    self.credit = credit
  }

  /// Whether a word says debit; nil when it says nothing.
  func isDebit(_ word: String) -> Bool? {
    let key = Self.key(word)
    if key.isEmpty { return blankIsDebit }
    if debit.contains(key) || key == "-" { return true }
    return credit.contains(key) || key == "+" ? false : nil
  }

  /// The same where only rows of one direction have a word: the others are of the other one.
  func withBlanks(beside words: [String]) -> CSVDirection {
    let said = Set(words.compactMap(isDebit))
    var direction = self
    if said.count == 1, words.allSatisfy({ isDebit($0) != nil }) {
      direction.blankIsDebit = said == [false]
    }
    return direction
  }

  private static func key(_ word: String) -> String {
    word == "-" || word == "+" ? word : CSVHeader.key(word)
  }
}
