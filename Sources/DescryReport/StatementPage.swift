public import DescryCore

/// An explained statement as one page: self-contained, without scripts, printable.
///
/// The findings stand first, then what recurs with its cost, then every charge, to be opened for its
/// explanation. The content security policy lets nothing load from anywhere.
public struct StatementPage: Sendable {
  /// What a page shows of one statement.
  public struct Part: Sendable {
    /// The statement.
    public let statement: Statement
    /// For each of its transactions, what it is.
    public let explanations: [Explanation]

    /// A part.
    public init(statement: Statement, explanations: [Explanation]) {
      self.statement = statement
      self.explanations = explanations
    }
  }

  let language: Language

  /// A renderer.
  public init(_ language: Language) { self.language = language }

  /// The page in UTF-8; `letters` are drafts by the index of the finding that they are for.
  public func render(
    _ parts: [Part], streams: [RecurringStream], findings: [Finding],
    letters: [Int: [Letter]] = [:], events: [ScheduledEvent] = [], today: CalendarDate
  ) -> [UInt8] {
    let title = say("What these charges are", "Ce que sont ces débits")
    let body = HTMLText.tag(
      "main", [],
      .tag("h1", [], HTMLText(title)), summary(parts, streams: streams, findings: findings),
      section(say("Findings", "À savoir"), self.findings(findings, letters, parts)),
      section(say("What recurs", "Ce qui se répète"), recurring(streams, parts)),
      section(say("To come", "À venir"), coming(events)),
      .joined(parts.map { charges($0) }),
      .tag(
        "footer", [],
        HTMLText(
          say(
            "Made by Descry on \(PersonText.day(today, language)). An explanation is a reasoned guess with its evidence, not proof; the card's holder is believed first.",
            "Établi par Descry le \(PersonText.day(today, language)). Une explication est une hypothèse motivée, pas une preuve ; le titulaire de la carte est cru d'abord."
          ))))
    let head = HTMLText.tag(
      "head", [], .void("meta", [("charset", "utf-8")]),
      .void(
        "meta",
        [
          ("http-equiv", "Content-Security-Policy"),
          (
            "content",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
          ),
        ]),
      .void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
      .void("meta", [("name", "referrer"), ("content", "no-referrer")]),
      .tag("title", [], HTMLText(title)), .tag("style", [], PageStyle.sheet))
    let page =
      HTMLText.trusted("<!doctype html>\n")
      + .tag("html", [("lang", language.rawValue)], head, .tag("body", [], body))
    return page.utf8 + "\n".utf8
  }

  func say(_ english: String, _ french: String) -> String {
    language == .french ? french : english
  }

  private func section(_ title: String, _ content: HTMLText) -> HTMLText {
    content.isEmpty
      ? .none : .tag("section", [], .tag("h2", [], HTMLText(title)), content)
  }

  // MARK: Summary

  private func summary(
    _ parts: [Part], streams: [RecurringStream], findings: [Finding]
  ) -> HTMLText {
    let count = parts.reduce(0) { $0 + $1.statement.transactions.count }
    let known = parts.reduce(0) { $0 + $1.explanations.count { $0.outcome == .recognized } }
    let running = streams.filter { $0.status != .ended }
    var costs: [String: Amount] = [:]
    for stream in running {
      let code = stream.currency?.code ?? ""
      costs[code] = (costs[code] ?? .zero).adding(stream.yearlyCost) ?? stream.yearlyCost
    }
    let yearly = costs.sorted { $0.key < $1.key }.map {
      PersonText.money($0.value, Currency($0.key), language)
    }.joined(separator: " + ")
    let figures: [(String, String)] = [
      ("\(count)", say("transactions", "opérations")),
      ("\(known)", say("recognised", "reconnues")),
      ("\(findings.count { $0.severity >= .warning })", say("to look at", "à regarder")),
      ("\(running.count)", say("running subscriptions", "abonnements en cours")),
      (yearly.isEmpty ? "–" : yearly, say("a year", "par an")),
    ]
    return .tag(
      "dl", [("class", "figures")],
      .joined(
        figures.map {
          .tag("div", [], .tag("dt", [], HTMLText($0.1)), .tag("dd", [], HTMLText($0.0)))
        }))
  }

  // MARK: Findings

  private func findings(
    _ findings: [Finding], _ letters: [Int: [Letter]], _ parts: [Part]
  ) -> HTMLText {
    guard !findings.isEmpty else {
      return .tag("p", [], HTMLText(say("Nothing stands out.", "Rien à signaler.")))
    }
    var lines: [String: (Transaction)] = [:]
    for part in parts { for one in part.statement.transactions { lines[one.id] = one } }
    let order = findings.indices.sorted {
      (findings[$1].severity, $0) < (findings[$0].severity, $1)
    }
    return .joined(
      order.map { index in
        let finding = findings[index]
        return .tag(
          "article", [("class", "finding \(finding.severity.rawValue)")],
          .tag("h3", [], HTMLText(finding.message(language))),
          list(
            finding.transactions.compactMap { lines[$0] }.map {
              "\(PersonText.day($0.date, language)) · \(PersonText.money($0.amount, $0.currency, language)) · \($0.descriptor)"
            }),
          list(finding.evidence.map { $0.says(language) }),
          list(finding.against.map { say("But: ", "Mais : ") + $0(language) }),
          advice(finding),
          .joined((letters[index] ?? []).map { letter($0) }),
          .tag("p", [("class", "rule")], HTMLText(finding.rule)))
      })
  }

  /// What to ask and to do; what is only to be known needs neither.
  private func advice(_ finding: Finding) -> HTMLText {
    guard let advice = finding.advice, finding.severity > .note || advice.card != .keep else {
      return .none
    }
    func part(_ title: String, _ items: [String]) -> HTMLText {
      items.isEmpty ? .none : .tag("h4", [], HTMLText(title)) + list(items)
    }
    return .joined([
      .tag(
        "p", [("class", "card \(advice.card.rawValue)")],
        HTMLText(AdviceText(language).card(advice.card))),
      part(say("To ask", "À demander"), advice.ask.map { $0.text(language) }),
      part(say("To do", "À faire"), advice.steps.map { $0(language) }),
      part(
        say("Rights", "Droits"),
        advice.rights.prefix(6).map { "\($0.title(language)) (\($0.cite))" }),
    ])
  }

  private func letter(_ letter: Letter) -> HTMLText {
    .tag(
      "details", [("class", "letter")],
      .tag("summary", [], HTMLText(LetterText(language).title(letter))),
      .tag("pre", [], HTMLText(LetterText(language).render(letter))))
  }

  // MARK: Streams

  private func recurring(_ streams: [RecurringStream], _ parts: [Part]) -> HTMLText {
    guard !streams.isEmpty else {
      return .tag("p", [], HTMLText(say("Nothing recurs.", "Rien ne se répète.")))
    }
    var charges: [String: (date: CalendarDate, amount: Amount)] = [:]
    for part in parts {
      for one in part.statement.transactions { charges[one.id] = (one.date, one.amount) }
    }
    let from = streams.map(\.first).min() ?? streams[0].first
    let to = streams.map { max($0.last, $0.next ?? $0.last) }.max() ?? streams[0].last
    let timeline = StreamTimeline(language: language, from: from, to: to)
    let currencies = Set(streams.map(\.currency)).sorted { ($0?.code ?? "") < ($1?.code ?? "") }
    let charts = currencies.map { currency in
      MonthlyCostChart(language: language).render(
        MonthlyCostChart.bars(
          streams.filter { $0.currency == currency }.flatMap(\.transactions).compactMap {
            charges[$0]
          }), currency)
    }
    let rows = streams.map { stream in
      HTMLText.tag(
        "article", [("class", "stream \(stream.status.rawValue)")],
        .tag("h3", [], HTMLText(stream.subscription?.name ?? stream.merchant.name)),
        .tag("p", [], HTMLText(cost(stream))),
        timeline.render(
          stream.transactions.compactMap { charges[$0] }, next: stream.next, stream.currency))
    }
    return .joined(charts) + .joined(rows)
  }

  private func cost(_ stream: RecurringStream) -> String {
    let paid = PersonText.money(stream.amount.magnitude, stream.currency, language)
    let yearly = PersonText.money(stream.yearlyCost, stream.currency, language)
    let next: String
    switch (stream.status, stream.next) {
    case (.ended, _): next = say("ended", "terminé")
    case (_, .some(let day)):
      next = say("next on ", "prochain le ") + PersonText.day(day, language)
    case (_, nil): next = say("running", "en cours")
    }
    let varies = stream.isMetered ? say("about ", "environ ") : ""
    return
      "\(varies)\(paid) \(PersonText.period(stream.every, language)) · \(yearly) \(say("a year", "par an")) · \(next)"
  }

  private func coming(_ events: [ScheduledEvent]) -> HTMLText {
    guard !events.isEmpty else { return .none }
    return list(
      events.map { "\(PersonText.day($0.date, language)) · \(EventText(language).summary($0))" })
  }

  // MARK: Charges

  private func charges(_ part: Part) -> HTMLText {
    .tag(
      "section", [], .tag("h2", [], HTMLText(part.statement.file)),
      list(part.statement.assumptions),
      .joined(
        zip(part.statement.transactions, part.explanations).map { charge($0, $1) }))
  }

  private func charge(_ transaction: Transaction, _ explanation: Explanation) -> HTMLText {
    let text = LookupText(language, TextStyle(isColored: false, width: 10_000))
    let what =
      explanation.outcome == .unknown
      ? LookupText.unnamed(explanation, language) ?? transaction.descriptor
      : LookupText.describe(explanation.best, language)
    return .tag(
      "details", [("class", "charge \(explanation.outcome.rawValue)")],
      .tag(
        "summary", [],
        .tag("time", [("datetime", "\(transaction.date)")], HTMLText("\(transaction.date)")),
        .tag(
          "span", [("class", "amount")],
          HTMLText(PersonText.money(transaction.amount, transaction.currency, language))),
        .tag("span", [("class", "what")], HTMLText(what))),
      .tag("p", [("class", "descriptor")], HTMLText(transaction.descriptor)),
      .tag("pre", [], HTMLText(text.render(explanation, why: true))))
  }

  private func list(_ items: [String]) -> HTMLText {
    items.isEmpty ? .none : .tag("ul", [], .joined(items.map { .tag("li", [], HTMLText($0)) }))
  }
}
