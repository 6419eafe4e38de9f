import DescryCore
import DescryLint
import DescryRules
import Testing

private let news = (
  path: "rules/phrases/news.yml",
  text: """
  schema: phrases/1
  id: news
  says: news
  en: { forms: ["newsletter", "don't miss"] }
  """
)

private func rule(_ extra: String, select: String = "{ what: element, roles: [checkbox] }") -> (
  path: String, text: String
) {
  (
    "rules/dark-patterns/consent/box.yml",
    """
    schema: dark-pattern/1
    id: box
    family: consent
    taxonomy: [6]
    name: Box
    status: experimental
    severity: warning
    select: \(select)
    \(extra)
    message: { en: "“{text}” by {phrase}", fr: "« {text} »" }
    why: w
    remedy: r
    references: [a]
    examples:
      fires: [ { flow: "↓[x] newsletter" } ]
      near-miss: [ { flow: "[ ] newsletter", because: not ticked } ]
    """
  )
}

@Suite struct EngineTests {
  private func lint(
    _ sample: SampleFlow, _ extra: String, select: String = "{ what: element, roles: [checkbox] }",
    options: LintOptions = LintOptions()
  ) throws -> LintReport {
    let engine = LintEngine(try smallBook(news, rule(extra, select: select)))
    return engine.lint(sample.flow, options: options)
  }

  private var ticked: SampleFlow {
    var sample = SampleFlow()
    sample.screen("Account")
    sample.add(.text, "newsletter")
    sample.add(.checkbox, "The Newsletter, 3 a week", checked: true)
    return sample
  }

  @Test func aBoxIsFoundOnceWithItsPlaceAndWords() throws {
    let report = try lint(ticked, "all: [ preticked, phrase: { lists: [news] } ]")
    let finding = try #require(report.findings.first)
    #expect(report.findings.count == 1)
    #expect(finding.location.line == 3)
    #expect(finding.message.english == "“The Newsletter, 3 a week” by Newsletter")
    #expect(finding.kind == .violation)
    #expect(report.passed == 0)
  }

  @Test func noneKeepsARuleFromFiring() throws {
    let report = try lint(
      ticked, "all: [ preticked ]\nnone: [ phrase: { lists: [news] } ]")
    #expect(report.findings.isEmpty)
    #expect(report.passed == 1)
  }

  @Test func anyNeedsOneAndReviewAsksAPerson() throws {
    let report = try lint(
      ticked,
      "all: [ preticked ]\nany: [ disabled, phrase: { lists: [news] } ]\nreview: [ left-ticked ]")
    #expect(report.findings.map(\.kind) == [.review])
  }

  @Test func escalationRaisesTheWeight() throws {
    let report = try lint(
      ticked,
      "all: [ preticked ]\nescalate: { severity: error, any: [ left-ticked ], message: proved }")
    #expect(report.findings.map(\.severity) == [.error])
    #expect(report.findings.map(\.message.english) == ["proved"])
  }

  @Test func aSourceThatLacksWhatARuleNeedsIsNotPassed() throws {
    var sample = SampleFlow()
    sample.screen("Account", capabilities: [.roles])
    sample.add(.checkbox, "newsletter", checked: true)
    let byNeed = try lint(sample, "needs: [style]\nall: [ preticked ]")
    #expect(byNeed.notChecked == [.init(rule: "box", needs: "style")])
    #expect(byNeed.passed == 0)
    let byCheck = try lint(sample, "all: [ preticked, left-ticked ]")
    #expect(byCheck.notChecked == [.init(rule: "box", needs: "actions")])
    #expect(byCheck.findings.isEmpty)
  }

  @Test func navigationFooterAndWhatNobodySeesAreLeftAlone() throws {
    for role in [ElementRole.navigation, .footer] {
      var sample = SampleFlow()
      sample.screen("Home")
      sample.add(role, "")
      sample.add(.checkbox, "newsletter", checked: true)
      sample.flow.screens[0].elements[0].subtreeEnd = 2
      sample.flow.screens[0].elements[1].parent = 0
      #expect(try lint(sample, "all: [ preticked ]").findings.isEmpty)
    }
    var hidden = ticked
    hidden.flow.screens[0].elements[1].visibility = .notDisplayed
    #expect(try lint(hidden, "all: [ preticked ]").findings.isEmpty)
  }

  @Test func theFingerprintHoldsWhenLinesMoveAndNumbersCountOn() throws {
    let checks = "all: [ preticked ]"
    let before = try lint(ticked, checks).findings[0].fingerprint
    var sample = SampleFlow()
    sample.screen("Account")
    for _ in 0..<9 { sample.add(.text, "more") }
    sample.add(.checkbox, "The newsletter, 12 a week", checked: true)
    #expect(try lint(sample, checks).findings[0].fingerprint == before)
    sample.add(.checkbox, "Another one", checked: true)
    let prints = try lint(sample, checks).findings.map(\.fingerprint)
    #expect(Set(prints).count == 2)
  }

  @Test func aRemarkSilencesOnlyWithAReason() throws {
    var sample = ticked
    let place = SourceLocation(path: sample.flow.path, line: 2)
    sample.flow.suppressions = [
      FlowSuppression(rule: "box", reason: "agreed with legal", line: 3, location: place)
    ]
    let silenced = try lint(sample, "all: [ preticked ]")
    #expect(silenced.findings.isEmpty)
    #expect(silenced.suppressed.map(\.reason) == ["agreed with legal"])
    let audit = try lint(
      sample, "all: [ preticked ]", options: LintOptions(honoursSuppressions: false))
    #expect(audit.findings.count == 1)
    sample.flow.suppressions = [
      FlowSuppression(rule: "box", reason: " ", line: 3, location: place)
    ]
    let void = try lint(sample, "all: [ preticked ]")
    #expect(void.findings.count == 1)
    #expect(void.flow.diagnostics.map(\.code) == ["L001 suppression-without-reason"])
  }

  @Test func rulesAndFamiliesCanBeOffOrWeighOtherwise() throws {
    let checks = "all: [ preticked ]"
    #expect(try lint(ticked, checks, options: LintOptions(disabled: ["box"])).findings.isEmpty)
    #expect(try lint(ticked, checks, options: LintOptions(disabled: ["consent"])).findings.isEmpty)
    let options = LintOptions(severities: ["box": .note])
    #expect(try lint(ticked, checks, options: options).findings.map(\.severity) == [.note])
  }

  @Test func whatARuleNamesMustBeThere() {
    let wrong = [
      "all: [ preticket ]", "all: [ phrase: { lists: [nowhere] } ]",
      "all: [ phrase: { list: [news] } ]", "all: [ preticked ]\nlaw: [nowhere]",
      "none: [ preticked ]",
    ]
    for checks in wrong {
      #expect(throws: RuleBookError.self) { try smallBook(news, rule(checks)) }
    }
  }

  @Test func everyCheckOfTheVocabularyHasAType() {
    #expect(CheckRegistry.names == CheckCatalogue.all.map(\.name).sorted())
  }
}
