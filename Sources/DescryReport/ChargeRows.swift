internal import DescryCore

/// The charges of a statement, one line each, to be opened for what it is, how likely, and why.
///
/// What many charges share is written once behind them (`AdviceNotes`, `SourceNotes`): a statement of
/// thousands of lines stays a page that opens at once.
struct ChargeRows: Sendable {
  let language: Language
  private(set) var notes: AdviceNotes
  private(set) var sources: SourceNotes

  init(_ language: Language) {
    self.language = language
    notes = AdviceNotes(language)
    sources = SourceNotes(language)
  }

  mutating func write(
    _ transaction: Transaction, _ explanation: Explanation, to page: inout HTMLWriter
  ) {
    let best = explanation.best
    page.markup("<details class=\"charge ")
    page.text(explanation.outcome.rawValue)
    page.markup("\"><summary><time datetime=\"")
    page.text("\(transaction.date)")
    page.markup("\">")
    page.text(PersonText.day(transaction.date, language))
    page.markup("</time><span class=\"what\">")
    page.text(
      explanation.outcome == .unknown
        ? LookupText.unnamed(explanation, language) ?? transaction.descriptor
        : LookupText.describe(best, language))
    if let between = explanation.intermediary {
      page.markup(" <small>")
      page.text(language.say("through \(between.name)", "via \(between.name)"))
      page.markup("</small>")
    }
    if transaction.status != .booked {
      page.markup(" <small>")
      page.text(status(transaction.status))
      page.markup("</small>")
    }
    page.markup("</span><span class=\"sure\">")
    page.text(sure(explanation))
    page.markup("</span><span class=\"amount\">")
    page.text(PersonText.money(transaction.amount, transaction.currency, language))
    page.markup("</span></summary><p class=\"descriptor\">")
    page.text(transaction.descriptor)
    page.markup("</p>")
    ways(explanation, &page)
    seen(explanation, &page)
    advice(explanation, &page)
    page.markup("</details>\n")
  }

  private func status(_ status: Transaction.Status) -> String {
    switch status {
    case .booked: ""
    case .pending: language.say("pending", "en attente")
    case .reverted: language.say("reverted", "annulée")
    }
  }

  private func sure(_ explanation: Explanation) -> String {
    switch explanation.outcome {
    case .recognized: LookupText.percent(explanation.best.probability, language)
    case .ambiguous: language.say("open", "à préciser")
    case .unknown where explanation.best.kind.isOfBank: language.say("bank", "banque")
    case .unknown: language.say("unknown", "inconnu")
    }
  }

  /// In which ways the line can have come about, each with its sum.
  private mutating func ways(_ explanation: Explanation, _ page: inout HTMLWriter) {
    page.markup("<ul class=\"ways\">")
    way(explanation.best, &page)
    for other in explanation.alternatives { way(other, &page) }
    page.markup("</ul>")
  }

  private mutating func way(_ hypothesis: Hypothesis, _ page: inout HTMLWriter) {
    page.markup("<li><b>")
    page.text(LookupText.percent(hypothesis.probability, language))
    page.markup("</b> ")
    page.text(LookupText.describe(hypothesis, language))
    page.markup(" <small>")
    page.text(number(hypothesis.prior))
    page.markup(" a priori")
    for item in hypothesis.evidence {
      page.markup(" × ")
      page.text(number(item.likelihoodRatio))
      page.markup(" ")
      page.text(FamilyText.name(item.family, language))
      source(item, &page)
    }
    if !hypothesis.evidence.isEmpty {
      page.markup(" = ")
      page.text(number(WorkedSum.weight(hypothesis)))
    }
    page.markup("</small></li>")
  }

  /// A publication has a number; a rule is named.
  private mutating func source(_ item: Evidence, _ page: inout HTMLWriter) {
    guard let source = item.source else {
      page.markup(" (")
      page.text(item.rule)
      page.markup(")")
      return
    }
    let number = "\(sources.number(of: source))"
    page.markup(" <a href=\"#s")
    page.text(number)
    page.markup("\">[")
    page.text(number)
    page.markup("]</a>")
  }

  private func number(_ value: Double) -> String {
    let text = WorkedSum.number(value)
    return language.say(text, text.replacing(".", with: ","))
  }

  private func seen(_ explanation: Explanation, _ page: inout HTMLWriter) {
    var shown: Set<String> = []
    for hypothesis in explanation.hypotheses {
      for item in hypothesis.evidence {
        let text = item.says(language)
        guard !text.isEmpty, shown.insert(text).inserted else { continue }
        if shown.count == 1 { page.markup("<ul class=\"seen\">") }
        page.markup("<li>")
        page.text(text)
        let weight = LookupText.weight(item.likelihoodRatio, language)
        if !weight.isEmpty {
          page.markup(" <small>")
          page.text(weight)
          page.markup("</small>")
        }
        page.markup("</li>")
      }
    }
    if !shown.isEmpty { page.markup("</ul>") }
  }

  private mutating func advice(_ explanation: Explanation, _ page: inout HTMLWriter) {
    let advice = explanation.advice
    // What is open is settled by a question, the one that moves most first.
    if explanation.outcome != .recognized, let question = advice.ask.first {
      page.markup("<p class=\"settles\">")
      page.text(LookupText.question(question, language))
      page.markup("</p>")
    }
    page.markup("<p class=\"card ")
    page.text(advice.card.rawValue)
    page.markup("\">")
    page.text(LookupText.card(advice.card, language))
    if let note = notes.number(of: explanation) {
      page.markup(" <a href=\"#n")
      page.text("\(note)")
      page.markup("\">")
      page.text(language.say("What to ask and to do", "À demander et à faire"))
      page.markup(" (")
      page.text("\(note)")
      page.markup(")</a>")
    }
    page.markup("</p>")
  }
}
