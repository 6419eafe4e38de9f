import DescryCore
import Testing

@testable import DescryReport

@Suite struct StatementPageTests {
  private func page(
    _ descriptor: String, _ language: Language = .english, findings: [Finding] = [],
    streams: [RecurringStream] = []
  ) throws -> String {
    var statement = Statement(file: "card <1>.csv", format: .csv)
    let date = try #require(CalendarDate("2018-07-11"))
    statement.transactions = [
      Transaction(
        id: "t1", date: date, amount: try #require(Amount("-49.90")), currency: .eur,
        descriptor: descriptor)
    ]
    let unknown = Explanation(
      outcome: .unknown, confidence: nil, best: Hypothesis(kind: .other, prior: 1),
      advice: Advice(card: .askFirst))
    let page = StatementPage(language).render(
      [.init(statement: statement, explanations: [unknown])], streams: streams, findings: findings,
      today: date)
    return String(decoding: page, as: UTF8.self)
  }

  @Test func nothingOfAStatementBecomesMarkup() throws {
    let page = try page("<script>alert('x')</script> & \"CO\"\u{1}")
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;CO&quot;"))
    #expect(page.contains("card &lt;1&gt;.csv"))
    #expect(!page.unicodeScalars.contains("\u{1}"))
  }

  @Test func nothingIsLoadedFromAnywhere() throws {
    let page = try page("A SHOP")
    #expect(page.contains("default-src &#39;none&#39;"))
    for loader in ["src=", "<link", "@import", "url("] { #expect(!page.contains(loader)) }
  }

  @Test func theGravestFindingStandsFirst() throws {
    func finding(_ rule: String, _ severity: Severity) -> Finding {
      Finding(
        rule: rule, severity: severity, message: LocalizedText(en: "m \(rule)", fr: "m \(rule)"),
        transactions: ["t1"])
    }
    let page = try page(
      "A SHOP",
      findings: [finding("mild", .note), finding("grave", .error), finding("middling", .warning)])
    let places = ["m grave", "m middling", "m mild"].map { page.firstRange(of: $0)?.lowerBound }
    let known = places.compactMap { $0 }
    #expect(known.count == 3)
    #expect(known == known.sorted())
  }

  @Test func moneyAndDaysAreWrittenInThePagesLanguage() throws {
    #expect(try page("A SHOP", .french).contains("-49,90\u{A0}€"))
    #expect(try page("A SHOP", .english).contains("-€49.90"))
  }

  @Test func aStreamShowsItsChargesAndItsYearlyCost() throws {
    let day = try #require(CalendarDate("2018-07-11"))
    let amount = try #require(Amount("-49.90"))
    let stream = RecurringStream(
      merchant: CatalogueName(id: "amazon", name: "Amazon"),
      subscription: CatalogueName(id: "amazon/prime", name: "Amazon Prime"), every: .year,
      amount: amount, currency: .eur, transactions: ["t1"], first: day, last: day,
      next: day.adding(months: 12), yearlyCost: amount.magnitude, status: .early)
    let page = try page("AMAZON", streams: [stream])
    #expect(page.contains("<p>€49.90 a year · next on 11 July 2019</p>"))
    #expect(page.contains("<svg"))
    #expect(page.contains("July 2018: €49.90"))
  }

  @Test func chargesLeadToTheAdviceThatTheyShare() throws {
    let date = try #require(CalendarDate("2018-07-11"))
    func explanation(_ step: String, settled: Double?) -> Explanation {
      Explanation(
        outcome: .unknown, confidence: nil, best: Hypothesis(kind: .other, prior: 1),
        advice: Advice(
          card: .askFirst,
          ask: [
            Question(
              text: LocalizedText(en: "Who?", fr: "Qui ?"), ifYes: settled, ifNo: settled)
          ], steps: [LocalizedText(en: step, fr: step)]))
    }
    var statement = Statement(file: "/home/somebody/card.csv", format: .csv)
    statement.transactions = try (1...3).map {
      Transaction(
        id: "t\($0)", date: date, amount: try #require(Amount("-\($0).00")), currency: .eur,
        descriptor: "SHOP \($0)")
    }
    let page = String(
      decoding: StatementPage(.english).render(
        [
          .init(
            statement: statement,
            explanations: [
              explanation("Look.", settled: 0.9),
              explanation("See https://example.org/a.", settled: 0.8),
              explanation("Look.", settled: nil),
            ])
        ], streams: [], findings: [], today: date), as: UTF8.self)
    #expect(page.ranges(of: "href=\"#n1\"").count == 2)
    #expect(page.ranges(of: "href=\"#n2\"").count == 1)
    #expect(page.ranges(of: "<li>Look.</li>").count == 1)
    #expect(page.contains(">https://example.org/a</a>.</li>"))
    #expect(page.contains("Who? (yes: 90%, no: 90%)") && page.contains("Who? (yes: 80%, no: 80%)"))
    #expect(page.contains("<h2>card.csv</h2>") && !page.contains("somebody"))
  }

  @Test func aSumCanBeRedone() throws {
    var best = Hypothesis(kind: .purchase, merchant: CatalogueName(name: "Shop"), prior: 0.5)
    best.evidence = [
      Evidence(
        family: .price, says: LocalizedText(en: "its price", fr: "son prix"), likelihoodRatio: 4,
        rule: "evidence/price", source: "Some <lines>, measured"),
      Evidence(
        family: .rhythm, says: LocalizedText(en: "alone", fr: "seul"), likelihoodRatio: 0.25,
        rule: "evidence/rhythm"),
    ]
    best.probability = 0.9
    let date = try #require(CalendarDate("2018-07-11"))
    var statement = Statement(file: "card.csv", format: .csv)
    statement.transactions = [
      Transaction(id: "t", date: date, amount: .zero, currency: nil, descriptor: "SHOP")
    ]
    func page(_ language: Language) -> String {
      String(
        decoding: StatementPage(language).render(
          [
            .init(
              statement: statement,
              explanations: [
                Explanation(
                  outcome: .recognized, confidence: .likely, best: best,
                  advice: Advice(card: .keep))
              ])
          ], streams: [], findings: [], today: date), as: UTF8.self)
    }
    let english = page(.english)
    #expect(
      english.contains(
        "0.5000 a priori × 4.000 price <a href=\"#s1\">[1]</a> × 0.2500 rhythm (evidence/rhythm) = 0.5000"
      ))
    #expect(english.contains("<li id=\"s1\">Some &lt;lines&gt;, measured</li>"))
    #expect(english.contains("<li>its price <small>4.0 times more likely</small></li>"))
    #expect(page(.french).contains("0,5000 a priori × 4,000 prix"))
  }

  @Test(arguments: [
    ("plain", "plain"), ("<b>", "&lt;b&gt;"), ("javascript:alert(1)", "javascript:alert(1)"),
    (
      "see https://a.example/x?y=1&z=2, then",
      "see <a href=\"https://a.example/x?y=1&amp;z=2\" rel=\"noreferrer noopener\">https://a.example/x?y=1&amp;z=2</a>, then"
    ),
    ("https://", "https://"), ("http http:", "http http:"),
    (
      "é http://a.example/\"onclick=\"x",
      "é <a href=\"http://a.example/\" rel=\"noreferrer noopener\">http://a.example/</a>&quot;onclick=&quot;x"
    ),
  ])
  func onlyWebAddressesBecomeLinks(_ text: String, _ expected: String) {
    var page = HTMLWriter()
    page.linked(text)
    #expect(String(decoding: page.bytes, as: UTF8.self) == expected)
  }

  @Test func rowsLaidOutBeforeAreTheSame() throws {
    let date = try #require(CalendarDate("2018-07-11"))
    var statement = Statement(file: "card.csv", format: .csv)
    statement.transactions = (0..<500).map {
      Transaction(
        id: "t\($0)", date: date.adding(days: $0), amount: Amount(units: -100, scale: 2),
        currency: .eur, descriptor: "SHOP \($0)")
    }
    let explanations = (0..<500).map {
      Explanation(
        outcome: .unknown, confidence: nil, best: Hypothesis(kind: .other, prior: 1),
        advice: Advice(
          card: .askFirst, steps: [LocalizedText(en: "Step \($0 % 7).", fr: "Pas \($0 % 7).")]))
    }
    let parts = [
      StatementPage.Part(statement: statement, explanations: explanations),
      StatementPage.Part(statement: statement, explanations: explanations),
    ]
    let page = StatementPage(.english)
    var pieces: [[UInt8]] = []
    page.write(
      parts, rows: { page.rows(parts) }, streams: [], findings: [], today: date
    ) { pieces.append(Array($0)) }
    #expect(Array(pieces.joined()) == page.render(parts, streams: [], findings: [], today: date))
    #expect(String(decoding: pieces.joined(), as: UTF8.self).contains("1,000</dd>") == true)
  }

  @Test func adviceIsWrittenOnceForFindingsThatShareIt() throws {
    let advice = Advice(card: .askFirst, steps: [LocalizedText(en: "Call.", fr: "Appelez.")])
    let findings = ["one", "two"].map {
      Finding(
        rule: $0, severity: .warning, message: LocalizedText(en: $0, fr: $0), transactions: [],
        advice: advice)
    }
    let page = try page("A SHOP", findings: findings)
    #expect(page.ranges(of: "<li>Call.</li>").count == 1)
    #expect(page.ranges(of: "<a href=\"#f1\">").count == 1)
    #expect(page.contains("id=\"f1\""))
  }
}
