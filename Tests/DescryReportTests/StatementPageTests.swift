import DescryCore
import DescryReport
import Testing

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
    #expect(page.contains("€49.90 a year · €49.90 a year · next on 11 July 2019"))
    #expect(page.contains("<svg"))
    #expect(page.contains("July 2018: €49.90"))
  }
}
