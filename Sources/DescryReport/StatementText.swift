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

  /// What the reader understood, then each charge on a line.
  public func render(_ statement: Statement, _ explanations: [Explanation]) -> String {
    var lines = [style.paint(title(statement), .bold)]
    lines += statement.assumptions.map {
      style.paint(style.wrap($0, indent: "    ", first: "  · "), .faint)
    }
    for (transaction, explanation) in zip(statement.transactions, explanations) {
      lines.append(line(transaction, explanation))
    }
    return lines.joined(separator: "\n")
  }

  /// The findings, the gravest first.
  public func render(_ findings: [Finding]) -> String {
    guard !findings.isEmpty else { return say("No findings.", "Rien à signaler.") }
    return findings.map { finding in
      let color: TextStyle.Color =
        switch finding.severity {
        case .error: .red
        case .warning: .yellow
        case .note: .faint
        }
      let word = style.paint(severity(finding.severity), color)
      var text = style.wrap(finding.message(language), indent: "    ", first: "  \(word) ")
      for against in finding.against {
        text += "\n" + style.wrap(say("but: ", "mais : ") + against(language), indent: "      ")
      }
      return text + style.paint("  [\(finding.rule)]", .faint)
    }.joined(separator: "\n")
  }

  /// The recurring streams with what they cost a year.
  public func render(_ streams: [RecurringStream]) -> String {
    guard !streams.isEmpty else { return say("Nothing recurs.", "Rien ne se répète.") }
    return streams.map { stream in
      let name = stream.subscription?.name ?? stream.merchant.name
      let price = "\(stream.amount.magnitude) \(stream.currency?.code ?? "")".trimmingEnd
      let yearly = "\(stream.yearlyCost) \(stream.currency?.code ?? "")".trimmingEnd
      let next =
        stream.next.map { say("next \($0)", "prochain le \($0)") } ?? say("ended", "terminé")
      return "  - \(name): \(price) \(PersonText.period(stream.every, language)), "
        + say("\(yearly) a year, ", "\(yearly) par an, ") + next
    }.joined(separator: "\n")
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
    let amount = "\(transaction.amount)"
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
    case .unknown: what = "? " + (best.merchant?.name ?? transaction.descriptor)
    }
    let through =
      explanation.intermediary.map { say(" (through \($0.name))", " (via \($0.name))") } ?? ""
    let pending = transaction.status == .booked ? "" : " [\(transaction.status.rawValue)]"
    return "  \(transaction.date) \(money)  \(what)\(through)\(pending)"
  }
}

extension String {
  /// The text without blanks at its end.
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
