import Descry
import DescryCore
import DescryRules
import Foundation
import Testing

/// The rule book of this repository.
enum RealRules {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// Only what the linter reads: merchants take seconds to load.
  static let book = Result {
    let folder = package.appending(path: "rules").path
    let files = try ["dark-patterns", "phrases", "law"].flatMap { part in
      try RuleBookFolder("\(folder)/\(part)").files()
    }
    return try RuleBookLoader.load(files)
  }
}

@Suite("The dark-pattern rules of the repository")
struct RealRulesTests {
  @Test func everyExampleFiresWhereItSaysAndNowhereElse() throws {
    let tester = DarkPatternTester(try RealRules.book.get())
    #expect(tester.count > 100)
    #expect(tester.failures.map(\.description) == [])
  }

  @Test func noPhraseTakesLongOnHostileTexts() throws {
    #expect(PhraseTiming.problems(try RealRules.book.get()).map(\.description) == [])
  }

  @Test func theFlowsGiveExactlyWhatIsExpected() throws {
    let flows = FlowCorpus(
      RealRules.package.appending(path: "corpus/flows").path, book: try RealRules.book.get())
    #expect(!flows.outcomes.isEmpty)
    #expect(flows.failures.map(\.description) == [])
  }
}
