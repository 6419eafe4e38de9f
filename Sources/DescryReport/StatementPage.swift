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

  /// The rows of a page's charges, laid out before the rest of it.
  public struct Rows: Sendable {
    /// Those of each part.
    fileprivate var parts: [HTMLWriter] = []
    /// What they share.
    fileprivate var charges: ChargeRows
  }

  let language: Language

  /// A renderer.
  public init(_ language: Language) { self.language = language }

  /// The page in UTF-8; `letters` are drafts by the index of the finding that they are for.
  ///
  /// - Complexity: O(n) in the lines; some 600 bytes a line.
  public func render(
    _ parts: [Part], streams: [RecurringStream], findings: [Finding],
    letters: [Int: [Letter]] = [:], events: [ScheduledEvent] = [], today: CalendarDate
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    write(
      parts, streams: streams, findings: findings, letters: letters, events: events, today: today
    ) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Lays out the rows, as a thread may do while others are at work on what stands before them.
  public func rows(_ parts: [Part]) -> Rows {
    var rows = Rows(charges: ChargeRows(language))
    for part in parts {
      var page = HTMLWriter()
      for (transaction, explanation) in zip(part.statement.transactions, part.explanations) {
        rows.charges.write(transaction, explanation, to: &page)
      }
      rows.parts.append(page)
    }
    return rows
  }

  /// Writes the page; see `render`.
  ///
  /// `rows` gives the rows of these parts, when their turn comes; without, they are laid out then and
  /// go out in pieces.
  public func write(
    _ parts: [Part], rows laidOut: (() -> Rows)? = nil, streams: [RecurringStream],
    findings: [Finding], letters: [Int: [Letter]] = [:], events: [ScheduledEvent] = [],
    today: CalendarDate, to sink: ByteSink
  ) {
    var page = HTMLWriter()
    let charges = ChargeIndex(parts, of: findings, streams)
    page.markup("<!doctype html>\n")
    page.element("html", ("lang", language.rawValue)) { page in
      head(&page)
      page.element("body") { page in
        page.element("main") { page in
          page.element("h1", text: title)
          summary(parts, streams: streams, findings: findings, &page)
          FindingCards(language: language, charges: charges).write(findings, letters, to: &page)
          StreamCards(language: language, charges: charges).write(streams, to: &page)
          coming(events, &page)
          let laidOut = laidOut?()
          var rows = laidOut?.charges ?? ChargeRows(language)
          for (index, part) in parts.enumerated() {
            write(part, &rows, laidOut?.parts[index], &page, to: sink)
          }
          rows.notes.write(to: &page)
          rows.sources.write(to: &page)
          footer(today, &page)
        }
      }
    }
    page.markup("\n")
    page.drain(to: sink, last: true)
  }

  private var title: String { language.say("What these charges are", "Ce que sont ces débits") }

  private func head(_ page: inout HTMLWriter) {
    page.element("head") { page in
      page.void("meta", ("charset", "utf-8"))
      page.void(
        "meta", ("http-equiv", "Content-Security-Policy"),
        (
          "content",
          "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        ))
      page.void(
        "meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
      page.void("meta", ("name", "referrer"), ("content", "no-referrer"))
      page.element("title", text: title)
      page.element("style") { $0.markup(PageStyle.sheet) }
    }
  }

  private func summary(
    _ parts: [Part], streams: [RecurringStream], findings: [Finding], _ page: inout HTMLWriter
  ) {
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
    let asked = findings.count { $0.severity >= .warning || $0.advice?.card == .askFirst }
    let figures: [(String, String)] = [
      (number(count), language.say("transactions", "opérations")),
      (number(known), language.say("recognised", "reconnues")),
      (number(asked), language.say("to look at", "à regarder")),
      (number(running.count), language.say("running subscriptions", "abonnements en cours")),
      (yearly.isEmpty ? "–" : yearly, language.say("a year", "par an")),
    ]
    page.element("dl", ("class", "figures")) { page in
      for (figure, name) in figures {
        page.element("div") { page in
          page.element("dt", text: name)
          page.element("dd", text: figure)
        }
      }
    }
  }

  private func number(_ count: Int) -> String {
    PersonText.money(Amount(units: Int64(count), scale: 0), nil, language)
  }

  private func coming(_ events: [ScheduledEvent], _ page: inout HTMLWriter) {
    guard !events.isEmpty else { return }
    let text = EventText(language)
    page.element("section") { page in
      page.element("h2", text: language.say("To come", "À venir"))
      page.element("table", ("class", "days")) { page in
        for event in events {
          page.markup("<tr><td>")
          page.text(PersonText.day(event.date, language))
          page.markup("</td><td>")
          page.text(text.summary(event))
          page.markup("</td></tr>")
        }
      }
    }
  }

  private func write(
    _ part: Part, _ rows: inout ChargeRows, _ laidOut: HTMLWriter?, _ page: inout HTMLWriter,
    to sink: ByteSink
  ) {
    page.markup("<section class=\"charges\">")
    // The folders of whoever made the page are nobody else's business.
    let file = part.statement.file
    page.element("h2", text: file.split(separator: "/").last.map(String.init) ?? file)
    page.element("p", class: "span", text: span(part.statement))
    if !part.statement.assumptions.isEmpty {
      page.element("details", ("class", "reading")) { page in
        page.element(
          "summary", text: language.say("How the file was read", "Comment le fichier a été lu"))
        page.list(part.statement.assumptions.map { $0(language) })
      }
    }
    if let laidOut {
      page.append(laidOut)
    } else {
      for (transaction, explanation) in zip(part.statement.transactions, part.explanations) {
        rows.write(transaction, explanation, to: &page)
        page.drain(to: sink)
      }
    }
    page.markup("</section>")
  }

  private func span(_ statement: Statement) -> String {
    let count = statement.transactions.count
    var parts = [
      statement.account ?? "",
      language.say(
        count == 1 ? "1 transaction" : "\(number(count)) transactions",
        count == 1 ? "1 opération" : "\(number(count)) opérations"),
    ]
    if let from = statement.from, let to = statement.to {
      let (from, to) = (PersonText.day(from, language), PersonText.day(to, language))
      parts.append(from == to ? from : "\(from) – \(to)")
    }
    switch statement.balanceCheck {
    case .proved: parts.append(language.say("balances prove it", "soldes vérifiés"))
    case .off(let amount, _):
      let amount = PersonText.money(amount, statement.currency, language)
      parts.append(
        language.say("balances are off by \(amount)", "écart de solde de \(amount)"))
    case .notGiven: break
    }
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private func footer(_ today: CalendarDate, _ page: inout HTMLWriter) {
    let day = PersonText.day(today, language)
    page.element(
      "footer",
      text: language.say(
        "Made by Descry on \(day). An explanation is a reasoned guess with its evidence, not proof; the card's holder is believed first.",
        "Établi par Descry le \(day). Une explication est une hypothèse motivée, pas une preuve ; le titulaire de la carte est cru d'abord."
      ))
  }
}
