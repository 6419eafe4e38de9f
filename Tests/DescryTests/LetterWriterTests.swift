import Descry
import DescryCore
import DescryRules
import Testing

@Suite struct LetterWriterTests {
  private func book(_ body: String, policy: String = "patience-days: 10") throws -> RuleBook {
    try RuleBookLoader.load([
      RuleFile(
        path: "rules/letters/sample.yml",
        text: """
          schema: letter/1
          id: sample
          kind: letter
          to: merchant
          when: [trial-converted, renewal]
          subject: { en: "About {amount}", fr: "À propos de {amount}" }
          body:
          \(body)
          """),
      RuleFile(
        path: "rules/advice/policy.yml", text: "schema: policy/1\nid: policy\n\(policy)\n"),
    ])
  }

  private func transaction(_ id: String, _ date: String, _ amount: String) throws -> Transaction {
    Transaction(
      id: id, date: try #require(CalendarDate(date)), amount: try #require(Amount(amount)),
      currency: .eur, descriptor: "AMAZON EU SARL")
  }

  private func letters(_ book: RuleBook, _ transactions: [Transaction]) throws -> [Letter] {
    let finding = Finding(
      rule: "trial-converted", severity: .warning, message: LocalizedText(en: "", fr: ""),
      transactions: transactions.map(\.id))
    return LetterWriter(book, today: try #require(CalendarDate("2018-07-20"))).letters(
      for: finding, transactions, explained: nil)
  }

  @Test func aLetterIsFilledWithTheCasesFacts() throws {
    let book = try book(
      #"  - { en: "{order-amount} on {order-date}, {amount} on {date}, {days} days", fr: "{order-amount} le {order-date}, {amount} le {date}, {days} jours" }"#
    )
    let letter = try #require(
      letters(
        book,
        [transaction("a", "2018-06-10", "-37.80"), transaction("b", "2018-07-10", "-49.90")]
      ).first)
    #expect(letter.subject(.french) == "À propos de 49,90\u{A0}€")
    #expect(letter.body(.english) == "€37.80 on 10 June 2018, €49.90 on 10 July 2018, 10 days")
    #expect(letter.transactions == ["a", "b"])
  }

  @Test func aParagraphWithoutItsFactIsLeftOut() throws {
    let book = try book(
      #"""
        - { en: "known: {amount}", fr: "connu : {amount}" }
        - { en: "not known: {order-date}", fr: "inconnu : {order-date}" }
      """#)
    let letter = try #require(letters(book, [transaction("b", "2018-07-10", "-49.90")]).first)
    #expect(letter.body(.english) == "known: €49.90")
  }

  @Test func goodwillIsOfferedOnlyWithinTheBanksLimit() throws {
    let body = #"  - { en: "goodwill {goodwill}", fr: "geste {goodwill}" }"#
    let charge = try transaction("b", "2018-07-10", "-49.90")
    func text(_ policy: String) throws -> String? {
      try letters(book(body, policy: policy), [charge]).first?.body(.english)
    }
    #expect(try text("goodwill: [ 60.00 EUR ]") == "goodwill €60.00")
    #expect(try text("goodwill: [ 20.00 EUR ]") == "")
    #expect(try text("goodwill: [ 60.00 GBP ]") == "")
  }

  @Test func aPlaceholderThatDoesNotExistDoesNotLoad() {
    let error = #expect(throws: RuleBookError.self) {
      try book(#"  - { en: "{amuont}", fr: "x" }"#)
    }
    #expect(error?.diagnostics.first?.code == "R011 unknown-reference")
    #expect(error?.diagnostics.first?.location.line == 8)
  }
}
