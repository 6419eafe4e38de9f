internal import DescryCore

/// Something that a detector saw; the rule's words are filled in later.
struct Sighting {
  /// The lines, by the account's numbers.
  let entries: [Int]
  /// What stands for the placeholders, by name.
  var facts: [String: LocalizedText] = [:]
  /// Whether less is known than the rule's message says: its careful text is used and it weighs a note.
  var isCareful = false
  /// Whether the matter is closed: the rule's settled text is used and it weighs a note.
  var isSettled = false
  /// What it stands on.
  var evidence: [Evidence] = []
  /// What speaks against it in this case.
  var against: [LocalizedText] = []
  /// The charge whose explanation's advice on the card holds.
  var charge: Int?

  init(_ entries: [Int]) { self.entries = entries }

  /// Sets a fact that reads the same in every language.
  mutating func set(_ name: String, _ value: String) {
    facts[name] = LocalizedText(en: value, fr: value)
  }

  /// Sets a fact that is worded.
  mutating func set(_ name: String, en english: String, fr french: String) {
    facts[name] = LocalizedText(en: english, fr: french)
  }

  /// Sets a fact that is worded already.
  mutating func set(_ name: String, _ text: LocalizedText) { facts[name] = text }

  /// Sets merchant, amount and date of a line under the usual names.
  mutating func describe(_ index: Int, in scene: Scene) {
    let entry = scene.entry(index)
    set("merchant", scene.family(of: index).name.name)
    set("amount", Self.money(entry))
    set("date", PersonText.day(entry.date))
    if let subscription = entry.subscription?.name { set("subscription", subscription) }
    charge = index
  }

  /// A line's amount as it is written in a sentence.
  static func money(_ entry: LedgerEntry) -> LocalizedText {
    PersonText.money(entry.transaction.amount.magnitude, entry.transaction.currency)
  }
}
