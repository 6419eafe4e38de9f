public import DescryCore

/// An explained statement for a person.
public struct StatementText: Sendable {
  let language: Language
  let style: TextStyle

  /// A renderer.
  public init(_ language: Language, _ style: TextStyle) {
    self.language = language
    self.style = style
  }

  /// Writes what the reader understood, then each charge on a line.
  public func write(
    _ statement: Statement, _ explanations: [Explanation], to sink: ByteSink
  ) {
    var output = Array(style.paint(title(statement), .bold).utf8)
    output.append(UInt8(ascii: "\n"))
    for assumption in statement.assumptions {
      output +=
        style.paint(style.wrap(assumption(language), indent: "    ", first: "  · "), .faint).utf8
      output.append(UInt8(ascii: "\n"))
    }
    for (transaction, explanation) in zip(statement.transactions, explanations) {
      output += line(transaction, explanation).utf8
      output.append(UInt8(ascii: "\n"))
      output.drain(to: sink)
    }
    output.drain(to: sink, last: true)
  }

  /// What a person should see first, then what recurs.
  public func render(_ streams: [RecurringStream], _ findings: [Finding]) -> String {
    [
      style.paint(say("Findings", "Constats"), .bold), render(findings), "",
      style.paint(say("What recurs", "Ce qui revient"), .bold), render(streams),
    ].joined(separator: "\n")
  }

  /// The findings, the gravest first.
  public func render(_ findings: [Finding]) -> String {
    guard !findings.isEmpty else { return say("No findings.", "Rien à signaler.") }
    var told: Set<Advice> = []
    return findings.map { finding in
      let color: TextStyle.Color =
        switch finding.severity {
        case .error: .red
        case .warning: .yellow
        case .note: .faint
        }
      let word = style.paint(severity(finding.severity), color)
      var lines = [style.wrap(finding.message(language), indent: "    ", first: "  \(word) ")]
      for against in finding.against {
        lines.append(style.wrap(say("but: ", "mais : ") + against(language), indent: "      "))
      }
      // What is only to be known needs no questions: such notes stay short.
      if let advice = finding.advice, finding.severity > .note || advice.card != .keep {
        lines +=
          told.insert(advice).inserted
          ? render(advice)
          : [
            "    " + say("What to ask and do: as above.", "À demander et à faire : voir plus haut.")
          ]
      }
      return lines.joined(separator: "\n") + style.paint("  [\(finding.rule)]", .faint)
    }.joined(separator: "\n")
  }

  private func render(_ advice: Advice) -> [String] {
    let card = AdviceText(language).card(advice.card)
    var lines = ["    " + style.paint(card, advice.card == .block ? .red : .bold)]
    lines += advice.ask.map {
      style.wrap($0.text(language), indent: "      ", first: say("    ask: ", "    demander : "))
    }
    lines += advice.steps.map {
      style.wrap($0(language), indent: "      ", first: say("    do: ", "    faire : "))
    }
    return lines
  }

  /// The recurring streams with what they cost a year.
  public func render(_ streams: [RecurringStream]) -> String {
    guard !streams.isEmpty else { return say("Nothing recurs.", "Rien ne se répète.") }
    return streams.map(line).joined(separator: "\n")
  }

  /// Drafts to print or send, each under what it is and to whom it goes; nothing is indented, so that
  /// it can be copied.
  public func render(_ letters: [Letter]) -> String {
    let title = style.paint(say("Letters and call scripts", "Lettres et scripts d'appel"), .bold)
    guard !letters.isEmpty else {
      return title + "\n" + say("There is nothing to write about.", "Il n'y a rien à écrire.")
    }
    let text = LetterText(language)
    return
      ([title]
      + letters.map { style.paint("--- " + text.title($0), .bold) + "\n\n" + text.render($0) })
      .joined(separator: "\n\n")
  }

  private func line(_ stream: RecurringStream) -> String {
    let name = stream.subscription?.name ?? stream.merchant.name
    func money(_ amount: Amount) -> String {
      PersonText.money(amount.magnitude, stream.currency, language)
    }
    func day(_ date: CalendarDate) -> String { PersonText.day(date, language) }
    var parts = [
      (stream.isMetered ? say("lately ", "dernièrement ") : "") + money(stream.amount) + " "
        + PersonText.period(stream.every, language)
    ]
    if stream.every != .year {
      parts.append(
        say("\(money(stream.yearlyCost)) a year", "\(money(stream.yearlyCost)) par an"))
    }
    if let ends = stream.trialEnds {
      parts.append(say("trial ends on \(day(ends))", "essai jusqu'au \(day(ends))"))
    }
    parts.append(
      stream.next.map { say("next on \(day($0))", "prochain le \(day($0))") }
        ?? say("ended, last on \(day(stream.last))", "terminé, dernier le \(day(stream.last))"))
    if stream.status == .early {
      parts.append(say("too early to be sure", "trop tôt pour l'affirmer"))
    }
    if let announced = stream.announced.first {
      parts.append(
        say(
          "\(money(announced.after)) from \(day(announced.date))",
          "\(money(announced.after)) dès le \(day(announced.date))"))
    }
    return "  - \(name)\(say(":", "\u{A0}:")) " + parts.joined(separator: ", ")
  }

  private func say(_ english: String, _ french: String) -> String {
    language == .french ? french : english
  }

  private func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: say("error", "erreur")
    case .warning: say("warning", "attention")
    case .note: say("note", "note")
    }
  }

  private func title(_ statement: Statement) -> String {
    let account = statement.account.map { ", \($0)" } ?? ""
    let count = say(
      "\(statement.transactions.count) transactions", "\(statement.transactions.count) opérations")
    let span =
      statement.from.flatMap { from in statement.to.map { to in " \(from) – \(to)" } } ?? ""
    return
      "\(statement.file) (\(statement.format.rawValue)\(account)): \(count)\(span)\(balance(statement))"
  }

  private func balance(_ statement: Statement) -> String {
    switch statement.balanceCheck {
    case .proved: say("; balances prove it", " ; soldes vérifiés")
    case .off(let amount, let line):
      say("; balances are off by \(amount)", " ; écart de solde de \(amount)")
        + (line.map { say(" after line \($0)", " après la ligne \($0)") } ?? "")
    case .notGiven: ""
    }
  }

  private func line(_ transaction: Transaction, _ explanation: Explanation) -> String {
    let plain = "\(transaction.amount)"
    let amount = say(plain, plain.replacing(".", with: ","))
    let money =
      String(repeating: " ", count: max(0, 11 - amount.count)) + amount
      + " " + (transaction.currency?.code ?? "   ")
    let best = explanation.best
    let what: String
    switch explanation.outcome {
    case .recognized: what = LookupText.describe(best, language)
    case .ambiguous:
      let other = explanation.alternatives.first { $0.merchant?.id != nil }
      what =
        LookupText.describe(best, language)
        + (other.map { say(" or ", " ou ") + LookupText.describe($0, language) } ?? "") + " ?"
    case .unknown:
      let unnamed = LookupText.unnamed(explanation, language) ?? transaction.descriptor
      let doubt = best.isFraud ? say(" (perhaps a stranger)", " (peut-être un inconnu)") : ""
      what = (best.kind.isOfBank ? "" : "? ") + unnamed + doubt
    }
    let through =
      explanation.intermediary.map { say(" (through \($0.name))", " (via \($0.name))") } ?? ""
    let pending = transaction.status == .booked ? "" : " [\(transaction.status.rawValue)]"
    return "  \(transaction.date) \(money)  \(what)\(through)\(pending)"
  }
}
