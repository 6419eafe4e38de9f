import DescryCore
import DescryReport
import Foundation
import Testing

/// The structure that SARIF 2.1.0 (OASIS) asks for, and that code-scanning services read.
@Suite("SARIF")
struct SARIFTests {
  private let law = LintFinding.Law(cite: "art. 22", url: nil, inForce: nil)

  private func finding(_ kind: LintFinding.Kind, line: Int) -> LintFinding {
    let text = LocalizedText(en: "said", fr: "dit")
    return LintFinding(
      rule: "box", pattern: "consent", severity: .error, kind: kind, message: text, why: text,
      remedy: text, law: [law], screen: 0,
      location: SourceLocation(
        path: "été/a b.html", line: line, column: 4, endLine: line, endColumn: 9),
      text: "box", fingerprint: "00ff")
  }

  private func run() throws -> [String: Any] {
    var flow = Flow(path: "été/a b.html", format: .html)
    flow.screens = [Screen(index: 0, location: SourceLocation(path: flow.path, line: 1))]
    var report = LintReport(flow: flow)
    report.findings = [finding(.violation, line: 3), finding(.review, line: 8)]
    report.suppressed = [.init(finding: finding(.violation, line: 9), reason: "agreed")]
    report.notChecked = [.init(rule: "other", needs: "style")]
    let text = LocalizedText(en: "a", fr: "b")
    let card = LintRuleCard(
      id: "box", pattern: "consent", name: text, severity: .error, why: text, remedy: text,
      law: [law])
    let json = SARIF([card], language: .english, version: "1.0.0").render([report]).line
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  @Test func theRunNamesToolRulesAndColumns() throws {
    let run = try run()
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rule = try #require((driver["rules"] as? [[String: Any]])?.first)
    #expect(driver["name"] as? String == "descry")
    for key in ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"] {
      #expect(rule[key] != nil, "\(key)")
    }
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 1)
  }

  @Test func resultsHaveKindRegionAndFingerprint() throws {
    let results = try #require(try run()["results"] as? [[String: Any]])
    #expect(results.map { $0["kind"] as? String } == ["fail", "review", "fail"])
    #expect(results.map { $0["level"] as? String } == ["error", "none", "error"])
    #expect(results.map { $0["suppressions"] != nil } == [false, false, true])
    for result in results {
      #expect(result["ruleIndex"] as? Int == 0)
      #expect(
        (result["partialFingerprints"] as? [String: String])?["descryFinding/v1"] == "00ff")
      let location = try #require((result["locations"] as? [[String: Any]])?.first)
      let place = try #require(location["physicalLocation"] as? [String: Any])
      let region = try #require(place["region"] as? [String: Any])
      #expect(region["startColumn"] as? Int == 4)
      #expect(region["endColumn"] as? Int == 9)
      let artifact = try #require(place["artifactLocation"] as? [String: Any])
      #expect(artifact["uri"] as? String == "%C3%A9t%C3%A9/a%20b.html")
    }
  }

  @Test func junitAndAnnotationsEscapeWhatTheyMust() throws {
    var flow = Flow(path: "a,b:c.html", format: .html)
    flow.title = "<&>"
    var report = LintReport(flow: flow)
    var found = finding(.violation, line: 3)
    found.message = LocalizedText(en: "100 % <b>\nnext", fr: "x")
    found.location = SourceLocation(path: flow.path, line: 3, column: 4)
    report.findings = [found]
    let xml = LintJUnit(.english, failing: .error).render([report])
    #expect(xml.contains("100 % &lt;b&gt;"))
    #expect(xml.contains("failures=\"1\""))
    let lines = LintAnnotations(.english).render([report], summary: LintSummary([report]))
    #expect(
      lines.hasPrefix("::error file=a%2Cb%3Ac.html,line=3,col=4,title=box::100 %25 <b>%0Anext"))
  }
}
