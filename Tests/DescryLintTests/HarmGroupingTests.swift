import Descry
import DescryCore
import DescryLint
import DescryRules
import Foundation
import Testing

/// One harm is told once, and whose law applies is told by the flow, under the real rules.
@Suite struct HarmGroupingTests {
  private func findings(_ text: String, name: String = "page.flow.md") throws -> [LintFinding] {
    let flow = try #require(FlowSource.read(Array(text.utf8), name: name).flows.first)
    return Linter(try RealRules.book.get()).lint(flow).findings
  }

  @Test func smallPrintTakesInTheTrialAndTheCardOfItsBlock() throws {
    let found = try findings(
      """
      # Payment
      ## Start your free trial
      {{ Card number * }}
      ~~ After the trial your subscription renews automatically.
      [[ Start free trial ]]!
      """)
    #expect(found.map(\.rule) == ["renewal-in-small-print"])
    #expect(found.first?.related.compactMap(\.line).contains(2) == true)
    #expect(found.first?.related.compactMap(\.line).contains(3) == true)
  }

  @Test func whatStandsOnAnotherScreenIsAnotherFinding() throws {
    let found = try findings(
      """
      # 1. Payment
      Start your 30-day free trial
      {{ Card number * }}
      [[ Continue ]]!
      > click "Continue"
      # 2. Order
      ~~ After the trial your subscription renews automatically at £9.99 a month.
      [[ Pay now ]]!
      """)
    #expect(found.contains { $0.rule == "trial-without-terms" && $0.screen == 0 })
    #expect(found.contains { $0.screen == 1 })
  }

  @Test func aLighterFindingNeverTakesInAHeavierOne() throws {
    let found = try findings(
      """
      # Payment
      Renews automatically at $49 a year
      Your subscription renews automatically
      [[ Pay ]]!
      """)
    #expect(found.contains { $0.rule.hasPrefix("renewal-terms") })
    #expect(Set(found.map(\.severity)).count <= 1 || found.first?.severity != .note)
  }

  @Test(arguments: [
    ("de", "", true), ("de", "Firmenbuchnummer FN 123456a", false),
    ("de", "Fon +41 44 000 00 00", false),
    ("de-AT", "", false), ("en", "", false),
  ])
  func germanIsGermanyUnlessTheTextSpeaksForAnotherLand(
    language: String, mark: String, applies: Bool
  ) throws {
    let page = """
      <html lang="\(language)"><title>Abo kündigen</title><h1>Abo kündigen</h1><p>\(mark)</p>
      <button>Kündigungsabsicht abschicken</button></html>
      """
    let found = try findings(page, name: "page.html")
    #expect(found.contains { $0.rule == "cancel-button-de" } == applies)
  }
}
