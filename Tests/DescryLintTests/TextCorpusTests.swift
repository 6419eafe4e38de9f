import Descry
import DescryCore
import DescryLint
import DescryRules
import Foundation
import Testing

/// What the rules say of bare lines, one visible text a line: `corpus/texts`.
@Suite("Bare lines of text")
struct TextCorpusTests {
  /// The lines of a file of the corpus, each with the findings on it.
  private func lines(_ name: String) throws -> [(text: String, findings: [LintFinding])] {
    let path = RealRules.package.appending(path: "corpus/texts/\(name)").path
    let reading = FlowSource.read(path)
    let flow = try #require(reading.flows.first)
    #expect(reading.refused.isEmpty)
    let report = Linter(try RealRules.book.get()).lint(flow)
    let byLine = Dictionary(grouping: report.findings) { $0.location.line ?? 0 }
    return flow.screens.flatMap(\.elements).map { element in
      (element.text, byLine[element.location.line ?? 0] ?? [])
    }
  }

  @Test func darkLinesAreFound() throws {
    let lines = try lines("dark.txt")
    let missed = lines.filter { $0.findings.isEmpty }.map(\.text)
    #expect(lines.count >= 2000)
    #expect(Double(missed.count) <= 0.01 * Double(lines.count), "missed: \(missed)")
  }

  @Test(arguments: ["ordinary.txt", "renewal-told.txt"])
  func ordinaryLinesAreLeftAlone(_ file: String) throws {
    let lines = try lines(file)
    let alarms = lines.flatMap { line in line.findings.map { "\($0.rule): \(line.text)" } }
    #expect(!lines.isEmpty)
    #expect(alarms == [])
  }

  @Test func theSameTextOnTwoLinesIsFoundTwice() throws {
    let reading = FlowSource.read(
      Array("Low stock\nIn stock\nLOW STOCK\n".utf8), name: "page.txt")
    let report = Linter(try RealRules.book.get()).lint(try #require(reading.flows.first))
    #expect(report.findings.map(\.location.line) == [1, 3])
    #expect(Set(report.findings.map(\.fingerprint)).count == 2)
  }

  /// The text claims may be true, so that they alone fail no build.
  @Test func claimsInWordsAreNotes() throws {
    let claims: Set<String> = [
      "low-stock", "high-demand", "countdown", "limited-time", "act-now", "activity",
      "testimonials", "upsell", "clock-alone", "decline-with-reason",
    ]
    let findings = try lines("dark.txt").flatMap(\.findings).filter { claims.contains($0.rule) }
    #expect(findings.count > 300)
    #expect(findings.allSatisfy { $0.severity == .note })
  }

  @Test func everyRowOfTheTaxonomyHasARule() throws {
    let rows = Set(try RealRules.book.get().darkPatterns.flatMap(\.taxonomy))
    #expect(Set(1...46).subtracting(rows) == [])
  }
}
