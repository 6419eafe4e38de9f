internal import DescryCore

/// The findings of a page, the gravest first: what is seen, what speaks against it, what to ask and to
/// do, and the drafts.
struct FindingCards: Sendable {
  let language: Language
  let charges: ChargeIndex

  func write(_ findings: [Finding], _ letters: [Int: [Letter]], to page: inout HTMLWriter) {
    page.element("section") { page in
      page.element("h2", text: language.say("Findings", "À savoir"))
      guard !findings.isEmpty else {
        page.element("p", text: language.say("Nothing stands out.", "Rien à signaler."))
        return
      }
      let order = findings.indices.sorted {
        (findings[$1].severity, $0) < (findings[$0].severity, $1)
      }
      var told: [Advice: Int] = [:]
      for index in order { card(findings[index], index, letters[index] ?? [], &told, &page) }
    }
  }

  private func card(
    _ finding: Finding, _ index: Int, _ letters: [Letter], _ told: inout [Advice: Int],
    _ page: inout HTMLWriter
  ) {
    page.element(
      "article", ("class", "finding \(finding.severity.rawValue)"), ("id", "f\(index + 1)")
    ) { page in
      page.element("p", class: "severity", text: severity(finding))
      page.element("h3", text: finding.message(language))
      lines(finding, &page)
      titled(
        language.say("Seen", "Constaté"), finding.evidence.lazy.map { $0.says(language) }, &page)
      titled(language.say("But", "Mais"), finding.against.lazy.map { $0(language) }, &page)
      // What is only to be known needs no questions.
      if let advice = finding.advice, finding.severity > .note || advice.card != .keep {
        page.element(
          "p", class: "card \(advice.card.rawValue)", text: AdviceText(language).card(advice.card))
        if let place = told[advice], !advice.isBare {
          page.element("p") { page in
            page.element(
              "a", ("href", "#f\(place + 1)"),
              text: language.say(
                "What to ask and to do: as above", "À demander et à faire : voir plus haut"))
          }
        } else {
          told[advice] = index
          AdviceBlock(language: language).write(advice, to: &page)
        }
      }
      for letter in letters { draft(letter, &page) }
      page.element("p", class: "rule", text: finding.rule)
    }
  }

  private func severity(_ finding: Finding) -> String {
    switch finding.severity {
    case .error: language.say("Act now", "À traiter maintenant")
    case .warning: language.say("To look at", "À regarder")
    case .note where finding.advice?.card == .askFirst: language.say("To ask", "À demander")
    case .note: language.say("To know", "Pour information")
    }
  }

  private func lines(_ finding: Finding, _ page: inout HTMLWriter) {
    let named = finding.transactions.compactMap { charges[$0] }
    guard !named.isEmpty else { return }
    page.element("table", ("class", "days")) { page in
      for one in named {
        page.markup("<tr><td>")
        page.text(PersonText.day(one.date, language))
        page.markup("</td><td class=\"amount\">")
        page.text(PersonText.money(one.amount, one.currency, language))
        page.markup("</td><td class=\"descriptor\">")
        page.text(one.descriptor)
        page.markup("</td></tr>")
      }
    }
  }

  private func titled(_ title: String, _ items: some Collection<String>, _ page: inout HTMLWriter) {
    guard !items.isEmpty else { return }
    page.element("h4", text: title)
    page.list(items)
  }

  private func draft(_ letter: Letter, _ page: inout HTMLWriter) {
    let text = LetterText(language)
    page.element("details", ("class", "letter")) { page in
      page.element("summary", text: text.title(letter))
      page.element("div", ("class", "paper")) { $0.linked(text.render(letter)) }
    }
  }
}
