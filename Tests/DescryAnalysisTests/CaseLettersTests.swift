import Descry
import DescryCore
import DescryStatement
import Testing

@Suite struct CaseLettersTests {
  private func letters(_ accounts: ExplainedAccounts) -> [Letter] {
    CaseLetters(accounts, by: LetterWriter(Account.book, today: Account.day("2026-11-25"))).ofCases
  }

  private func story(_ name: String) throws -> ExplainedAccounts {
    Account.explain(
      try StatementFile.read(path: "\(Account.root)/corpus/statements/csv/\(name).csv"))
  }

  @Test func `where the line alone does not tell, the letter asks`() throws {
    let letters = letters(try story("director"))
    #expect(letters.map(\.rule).sorted() == ["ask-merchant", "call-unwanted-subscription"])
    let letter = try #require(letters.first { $0.rule == "ask-merchant" })
    #expect(letter.subject(.english) == "Charge of 49.90 on 11 July 2018: is it Amazon Prime?")
    #expect(letter.body(.french).contains("la commande de 37,80 du 11 juin 2018"))
    #expect(letter.body(.english).hasPrefix("To Amazon, 25 November 2026"))
  }

  @Test func `what came back needs no letter that asks for it`() throws {
    let letters = letters(try story("director-refunded"))
    #expect(letters.map(\.rule) == ["refund-arrived"])
    #expect(letters.first?.body(.english).contains("paid back on 19 July 2018") == true)
  }

  @Test func `the stolen card's charges are listed for the bank`() throws {
    let letters = letters(try story("stolen-card"))
    let letter = try #require(letters.first { $0.rule == "dispute-fraud" })
    #expect(letter.recipient == .bank)
    #expect(letter.body(.english).split(separator: "\n").count { $0.hasPrefix("- ") } == 5)
    #expect(letters.contains { $0.rule == "block-card" })
  }

  @Test func `one charge is one case`() {
    let lines =
      ["2025-01-02 -31.20 CARTE CARREFOUR MARKET", "2025-02-10 -23.90 CARTE AMAZON EU SARL"]
      + Account.monthly("AMAZON PRIME*K28Q41", "-6.99", from: "2025-03-12", count: 2)
    let accounts = Account.explain(lines)
    #expect(accounts.findings.contains { $0.rule == "new-subscription" })
    let letters = letters(accounts)
    #expect(letters.map(\.rule).sorted() == ["call-unwanted-subscription", "cancel-and-refund"])
    #expect(letters.allSatisfy { $0.body(.english).contains("€23.90") })
  }

  @Test func `a dearer month is not taken for an order`() throws {
    let lines =
      Account.monthly("NETFLIX.COM", "-13.49", from: "2024-10-14", count: 3)
      + Account.monthly("NETFLIX.COM", "-14.99", from: "2025-01-14", count: 3)
    let accounts = Account.explain(lines)
    let drafts = CaseLetters(
      accounts, by: LetterWriter(Account.book, today: Account.day("2026-11-25")))
    let letter = try #require(
      drafts.byFinding.values.joined().first { $0.rule == "price-rise" })
    #expect(letter.body(.english).contains("Until 14 December 2024 it was €13.49."))
    #expect(!letter.body(.english).contains("order"))
    // A price that rose is to be known; nobody has to write.
    #expect(drafts.ofCases.isEmpty)
  }

  @Test func `every draft fills all its braces in both languages`() throws {
    for name in ["director", "director-refunded", "stolen-card"] {
      for letter in letters(try story(name)) {
        for language in [Language.english, .french] {
          #expect(!letter.body(language).contains("{") && !letter.subject(language).contains("{"))
          #expect(!letter.body(language).isEmpty)
        }
      }
    }
  }
}
