import Descry
import DescryCore
import DescryLookup
import Foundation
import Testing

@testable import DescryRules

/// Every diagnostic of rule files, as an author sees it.
///
/// A folder `Diagnostics/<code>` holds wrong rules and, in `expected.txt`, what is said of them. With
/// DESCRY_WRITE_GOLDEN set, the tests write what is said; then read the difference.
@Suite("Golden diagnostics")
struct DiagnosticsTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Diagnostics")
  static let cases = RuleProblem.allCases.map {
    $0.rawValue.replacingOccurrences(of: " ", with: "-")
  }

  @Test(arguments: cases)
  func saysWhatIsExpected(_ code: String) throws {
    let folder = Self.folder.appending(path: code)
    let said = Self.diagnostics(in: folder.path).map { "\($0)\n" }.joined(separator: "\n")
      .replacingOccurrences(of: folder.path + "/", with: "")
      .replacingOccurrences(of: folder.path, with: ".")
    let expected = folder.appending(path: "expected.txt")
    if ProcessInfo.processInfo.environment["DESCRY_WRITE_GOLDEN"] != nil {
      try said.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(said == (try String(contentsOf: expected, encoding: .utf8)))
    let name = code.replacingOccurrences(
      of: "-", with: " ", options: [], range: code.range(of: "-"))
    #expect(said.contains("[\(name)]: "), "the folder's own diagnostic must be said")
  }

  @Test func everyFolderIsOfADiagnostic() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(folders) == Set(Self.cases))
  }

  @Test func everyCodeIsUsedOnce() {
    let numbers = RuleProblem.allCases.map { $0.rawValue.prefix(4) }
    #expect(Set(numbers).count == numbers.count)
  }

  /// Everything that the author's tools say about the rules of a folder.
  static func diagnostics(in path: String) -> [Diagnostic] {
    do {
      let compiled = path + "/rules.descry"
      if FileManager.default.fileExists(atPath: compiled) {
        _ = try CompiledRuleBook.load(compiled)
      }
      let folder = try RuleBookFolder(path)
      let book = try RuleBookLoader.load(
        try folder.files(), today: CalendarDate(year: 2026, month: 11, day: 25))
      // Examples are weighed by the measured evidence of the real rule book.
      let evidence = try RuleBookFolder(RealBook.folder + "/evidence").files()
      let weighed = try RuleBookLoader.load(try folder.files() + evidence)
      return book.warnings + RuleBookCheck.warnings(book) + PhraseTiming.problems(book)
        + ClaimCheck.warnings(LookupEngine(weighed)) + RuleTester(LookupEngine(weighed)).failures
    } catch {
      return error.diagnostics
    }
  }
}
