import Descry
import DescryCore
import Testing

@Suite("Advice on the charges of a statement")
struct SharedAdviceTests {
  private func advice(_ lines: [String]) -> [Advice] {
    Account.explain(lines).statements[0].explanations.map(\.advice)
  }

  @Test func `charges alike share it, and it speaks of none of them alone`() {
    let advice = advice([
      "2025-03-03 -12.40 TEDIBER", "2025-04-07 -99.10 TEDIBER", "2025-05-09 -7.00 CARREFOUR CITY",
    ])
    #expect(advice[0] == advice[1] && advice[0].card == .keep)
    #expect(!advice[0].ask.isEmpty && !advice[0].steps.isEmpty && !advice[0].rights.isEmpty)
    for text in advice.flatMap({ $0.ask.map(\.text) + $0.steps }) {
      for language in Language.allCases {
        #expect(!text(language).contains("{") && !text(language).contains("12"))
        #expect(!text(language).contains("2025"))
        #expect(text(language).first?.isLowercase == false, "\(text(language))")
      }
    }
  }

  @Test func `it names the subscription, which has a page of its own`() {
    let advice = advice(Account.monthly("NETFLIX.COM", "-13.49", from: "2025-01-05", count: 4))
    #expect(advice[0].steps.contains { $0(.english).contains("Netflix") })
    #expect(advice[0].steps.contains { $0(.french).contains("Netflix") })
  }

  @Test func `two threads say what one says`() {
    let names = [
      "NETFLIX.COM", "CARREFOUR CITY 75011", "AMAZON EU SARL", "PAYPAL *ZARKO", "XQ TRADERS",
    ]
    let lines = (0..<600).map { number in
      let day = Account.day("2024-01-01").adding(days: number)
      return "\(day) -\(number % 40 + 1).99 \(names[number % names.count]) \(number % 7)"
    }
    let many = Account.explain(lines)
    let few = Account.explain(Array(lines.prefix(499)))
    #expect(many.statements[0].explanations.count == 600)
    // What a line says by itself does not depend on how many there are.
    for (one, other) in zip(few.statements[0].explanations, many.statements[0].explanations) {
      #expect(one.best.merchant == other.best.merchant)
    }
    let again = Account.explain(lines)
    #expect(again.statements[0].explanations == many.statements[0].explanations)
    #expect(again.findings == many.findings && again.streams == many.streams)
  }
}
