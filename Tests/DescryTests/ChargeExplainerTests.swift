// Nothing but the facade is imported, as in an app.
import Descry
import Foundation
import Testing

@Suite("The library as an app uses it")
struct ChargeExplainerTests {
  @Test func explainsAPastedLine() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "rules").path
    let rules = try RuleBookFolder(folder).load()
    let explainer = ChargeExplainer(rules)
    let explanation = explainer.explain(line: "CARTE 03/07 AMAZON EU SARL 49,90 EUR")
    #expect(explanation.outcome == .ambiguous)
    #expect(explanation.best.merchant?.name == "Amazon")
    #expect(explanation.advice.ask.first?.text(.english).isEmpty == false)
    let charge = Charge(
      descriptor: "NETFLIX.COM", amount: Amount("-13.49"), currency: Currency("EUR"))
    #expect(explainer.explain(charge).best.subscription?.id == "netflix/membership")
  }
}
