internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryLookup
internal import DescryRules

/// The rule author's tools.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Check, test, list, show and extend the rule book.",
    discussion: "EXAMPLE: descry rules check --rules my-rules",
    subcommands: [
      Check.self, Test.self, List.self, Show.self, New.self, Compile.self, Schemas.self,
    ])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read all rules and report everything that is wrong or odd.",
      discussion: "EXAMPLE: descry rules check")

    @OptionGroup var shared: SharedOptions
    @Flag(help: "Report only errors.") var quiet = false

    func run() throws {
      let (files, places): ([RuleFile], Places)
      do {
        let folder = try RuleBookFolder(try shared.folder())
        (files, places) = (try folder.files(), try folder.places())
      } catch let error as RuleBookError {
        throw Failure(error.diagnostics)
      }
      do {
        let book = try RuleBookLoader.load(files, places: places, today: try shared.today())
        let slow = PhraseTiming.problems(book)
        if !slow.isEmpty { throw RuleBookError(diagnostics: book.warnings + slow) }
        let warnings =
          book.warnings + RuleBookCheck.warnings(book) + ClaimCheck.warnings(LookupEngine(book))
        if !quiet { for warning in warnings { Output.standard.line("\(warning)\n") } }
        let subscriptions = book.merchants.reduce(0) { $0 + $1.subscriptions.count }
        Output.standard.line(
          "\(files.count) rules: \(book.merchants.count) merchants, \(subscriptions) subscriptions, "
            + "\(book.intermediaries.count) intermediaries, \(book.laws.count) laws, "
            + "\(book.advice.count) advices, \(book.darkPatterns.count) dark patterns, "
            + "\(book.phrases.count) phrase lists; \(warnings.count) warnings, 0 errors")
      } catch let error as RuleBookError {
        for diagnostic in error.diagnostics where !quiet || diagnostic.severity == .error {
          Output.standard.line("\(diagnostic)\n")
        }
        let errors = error.diagnostics.count { $0.severity == .error }
        Output.standard.line("\(files.count) rules: \(errors) errors")
        throw ExitCode(1)
      }
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the examples of all rules.", discussion: "EXAMPLE: descry rules test")

    @OptionGroup var shared: SharedOptions

    func run() throws {
      let book = try shared.ruleBook()
      let engine = LookupEngine(book)
      let lines = RuleTester(engine)
      let alerts = AlertTester(engine)
      let patterns = DarkPatternTester(book)
      let failures = lines.failures + alerts.failures + patterns.failures
      let count = lines.count + alerts.count + patterns.count
      for failure in failures { Output.standard.line("\(failure)") }
      Output.standard.line("\(count) examples, \(failures.count) failed")
      if !failures.isEmpty { throw ExitCode(1) }
    }
  }
}
