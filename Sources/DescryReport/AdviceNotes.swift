internal import DescryCore

/// The advice on the charges of a page: written once for all charges that it holds for, which lead to
/// it by its number.
struct AdviceNotes: Sendable {
  private struct Note {
    let advice: Advice
    /// What the first charge is, and what it is in general: that is the title where charges differ.
    let title: String
    let general: String
    var isGeneral = false
  }

  let language: Language
  private var notes: [Note] = []
  private var numbers: [Advice: Int] = [:]

  init(_ language: Language) { self.language = language }

  /// The number of the note with a charge's advice; nil when nothing is advised.
  mutating func number(of explanation: Explanation) -> Int? {
    var advice = explanation.advice
    guard !advice.isBare else { return nil }
    // What an answer would make of it differs from charge to charge, and stands beside each.
    if advice.ask.contains(where: { $0.ifYes != nil }) {
      advice.ask = advice.ask.map { Question(text: $0.text) }
    }
    if let number = numbers[advice] {
      if !notes[number - 1].isGeneral, notes[number - 1].title != title(explanation) {
        notes[number - 1].isGeneral = true
      }
      return number
    }
    notes.append(Note(advice: advice, title: title(explanation), general: general(explanation)))
    numbers[advice] = notes.count
    return notes.count
  }

  private func title(_ explanation: Explanation) -> String {
    explanation.outcome == .unknown
      ? general(explanation) : LookupText.describe(explanation.best, language)
  }

  private func general(_ explanation: Explanation) -> String {
    if explanation.outcome == .unknown, !explanation.best.isFraud, !explanation.best.kind.isOfBank {
      return explanation.intermediary.map {
        language.say("somebody behind \($0.name)", "quelqu'un derrière \($0.name)")
      } ?? language.say("a name that is not known here", "un nom inconnu ici")
    }
    let best = explanation.best
    return LookupText.describe(
      Hypothesis(kind: best.kind, prior: best.prior, isFraud: best.isFraud), language)
  }

  /// The notes in the order of their numbers.
  func write(to page: inout HTMLWriter) {
    guard !notes.isEmpty else { return }
    page.element("section", ("class", "notes")) { page in
      page.element("h2", text: language.say("What to ask and to do", "À demander et à faire"))
      for (index, note) in notes.enumerated() {
        page.element("article", ("class", "counsel"), ("id", "n\(index + 1)")) { page in
          let title = note.isGeneral ? note.general : note.title
          page.element(
            "h3", text: "\(index + 1). \(title.prefix(1).uppercased())\(title.dropFirst())")
          // No element has this name: the page stays where it is.
          page.element(
            "a", ("class", "close"), ("href", "#-"),
            ("aria-label", language.say("Close", "Fermer")), text: "×")
          AdviceBlock(language: language).write(note.advice, to: &page)
        }
      }
    }
  }
}
