import Descry
import DescryCore
import DescryLookup
import DescryPattern
import DescryReport
import DescryRules
import DescryText
import Foundation
import Testing

/// The rule book of this repository.
enum RealBook {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "rules").path
  static let book = Result { try RuleBookFolder(folder).load() }
  static let engine = book.map { LookupEngine($0) }

  /// The folders that hold merchants and intermediaries.
  static let parts: [String] = {
    let letters = try? FileManager.default.contentsOfDirectory(atPath: folder + "/merchants")
    return (letters ?? []).sorted().map { "merchants/\($0)" } + ["intermediaries"]
  }()

  /// The lines of all examples.
  static func lines() throws -> [String] {
    let book = try book.get()
    let tests = book.merchants.map(\.tests) + book.intermediaries.map(\.tests)
    return tests.flatMap { tests in
      tests.matches.map(\.descriptor) + (tests.nearMisses + tests.undecided).map(\.descriptor)
    }
  }
}

@Suite("The rule book")
struct RuleBookTests {
  @Test(arguments: RealBook.parts)
  func examplesHold(_ part: String) throws {
    let tester = RuleTester(try RealBook.engine.get()) { $0.contains("/\(part)/") }
    #expect(tester.count > 0)
    for failure in tester.failures { Issue.record("\(failure)") }
  }

  @Test func everyMerchantHasANearMissThatTeaches() throws {
    for merchant in try RealBook.book.get().merchants {
      #expect(!merchant.tests.nearMisses.isEmpty, "\(merchant.path)")
      #expect(merchant.tests.nearMisses.allSatisfy { !$0.because.isEmpty }, "\(merchant.path)")
    }
  }

  @Test func aSetFindsWhatTryingEveryPatternFinds() throws {
    let book = try RealBook.book.get()
    let forms = book.merchants.flatMap(\.descriptors) + book.intermediaries.flatMap(\.descriptors)
    let set = PatternSet(forms.map { Pattern($0.pattern) })
    let scratch = MatchScratch()
    // A prime step reaches every letter of the catalogue; all lines would take minutes.
    let lines = try RealBook.lines()
    var total = 0
    for index in stride(from: 0, to: lines.count, by: 53) {
      // Glued to its neighbour, a line is one that no rule's author has thought of.
      for line in [lines[index], lines[index].dropLast(3) + lines[(index + 1) % lines.count]] {
        NormalizedText(line).bytes.withUnsafeBufferPointer { bytes in
          var found: [PatternMatch] = []
          set.matches(in: bytes, using: scratch, into: &found)
          let expected = set.matchesByBruteForce(in: bytes, using: scratch)
          total += expected.count
          #expect(found == expected, "on \(line)")
        }
      }
    }
    #expect(total > 100)
  }

  @Test func compiledRulesAreTheSameRules() throws {
    let book = try RealBook.book.get()
    let bytes = try RuleBookFolder(RealBook.folder).compiled()
    let again = try #require(bytes.withUnsafeBytes { RuleBookLoader.load(compiled: $0) })
    #expect(again.merchants.map(\.id) == book.merchants.map(\.id))
    #expect(again.intermediaries.map(\.id) == book.intermediaries.map(\.id))
    #expect(
      again.merchants.flatMap { $0.descriptors.map(\.pattern) }
        == book.merchants.flatMap { $0.descriptors.map(\.pattern) })
    #expect(again.forms.set.filing == book.forms.set.filing)
    #expect(again.forms.owners == book.forms.owners)
    #expect(again.forms.keys == book.forms.keys)
    #expect(again.phrases.map(\.id) == book.phrases.map(\.id))
    #expect(again.phraseForms.lists == book.phrases.map(\.id))
    #expect(again.phraseForms.owners == book.phraseForms.owners)
    #expect(again.phraseForms.set.filing == book.phraseForms.set.filing)
    #expect(
      again.phraseForms.set.patterns.map(\.source)
        == book.phrases.flatMap { $0.phrases.map(\.pattern.source) })
    #expect(again.darkPatterns.map(\.id) == book.darkPatterns.map(\.id))
    #expect(again.letters.map(\.id) == book.letters.map(\.id))
    #expect(again.alerts.map(\.id) == book.alerts.map(\.id))
    #expect(again.evidence.keys.sorted() == book.evidence.keys.sorted())
    #expect(again.places.contains("LYON") == book.places.contains("LYON"))
    // What is cut or of another version is not read, and never traps.
    for end in stride(from: 0, to: bytes.count, by: bytes.count / 97) {
      bytes.withUnsafeBytes {
        #expect(RuleBookLoader.load(compiled: UnsafeRawBufferPointer(rebasing: $0[..<end])) == nil)
      }
    }
    // So is what was damaged, wherever.
    for place in stride(from: 0, to: bytes.count, by: bytes.count / 23) {
      var damaged = bytes
      damaged[place] ^= 0x10
      damaged.withUnsafeBytes { #expect(RuleBookLoader.load(compiled: $0) == nil) }
    }
  }

  @Test func schemasAreWhatTheProgramWrites() throws {
    let folder = RealBook.folder + "/schema"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(files == PublishedSchemas.all.map(\.file))
    for (file, schema) in PublishedSchemas.all {
      let written = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      #expect(written == schema.indented + "\n", "\(file): run `make schema`")
    }
  }
}

@Suite("A new rule")
struct RuleTemplateTests {
  let today: CalendarDate

  init() throws { today = try #require(CalendarDate("2026-11-25")) }

  @Test(arguments: [
    ("Bluefinch Books", "bluefinch-books", "merchants/b/bluefinch-books.yml"),
    ("L'Équipe", "l-equipe", "merchants/l/l-equipe.yml"),
    ("7 \"Sept\" \\ Cent", "7-sept-cent", "merchants/7/7-sept-cent.yml"),
    ("NO", "no", "merchants/n/no.yml"),
  ])
  func loads(_ name: String, _ id: String, _ path: String) throws {
    let template = try #require(RuleTemplate(.merchant, name: name, today: today))
    #expect(template.id == id)
    #expect(template.path == path)
    let book = try RuleBookLoader.load([RuleFile(path: template.path, text: template.text)])
    #expect(book.merchants.map(\.name) == [name])
    #expect(book.merchants.map(\.id) == [id])
    #expect(book.warnings.isEmpty)
  }

  @Test func intermediariesLoad() throws {
    let template = try #require(RuleTemplate(.intermediary, name: "Example Pay", today: today))
    let book = try RuleBookLoader.load([RuleFile(path: template.path, text: template.text)])
    #expect(book.intermediaries.map(\.id) == ["example-pay"])
  }

  @Test(arguments: ["", "***", "日本"])
  func needsALetter(_ name: String) {
    #expect(RuleTemplate(.merchant, name: name, today: today) == nil)
  }
}
