internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryRules
internal import FoundationEssentials

/// A language as it is named on the command line.
enum SpokenLanguage: String, ExpressibleByArgument {
  case en, fr

  var language: Language { self == .fr ? .french : .english }
}

/// What every verb that uses rules understands.
struct SharedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use another rule book: a folder, or a file that `rules compile` wrote.", valueName: "dir"))
  var rules: String?

  @Option(help: "Speak English or French (en, fr); without it, the locale decides.")
  var lang: SpokenLanguage?

  @Option(help: ArgumentHelp("Take this day as today.", valueName: "yyyy-mm-dd"))
  var asOf: String?

  /// The language of the results.
  var language: Language {
    if let lang { return lang.language }
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return locale?.hasPrefix("fr") == true ? .french : .english
  }

  /// Today, or the day that stands for it.
  func today() throws -> CalendarDate {
    guard let asOf else {
      return CalendarDate(dayNumber: Int(Date().timeIntervalSince1970 / 86_400))
    }
    guard let day = CalendarDate(asOf) else {
      throw ValidationError("--as-of is a day, as 2026-11-24, not '\(asOf)'")
    }
    return day
  }

  /// Where the rule book is.
  func place() throws -> RuleBookPlace {
    if let rules { return RuleBookPlace(named: rules) }
    if let place = RuleBookPlace.found() { return place }
    throw ValidationError("no rule book found; name one with --rules DIR")
  }

  /// The rule book, or the end of the run with everything that is wrong with it.
  func ruleBook() throws -> RuleBook { try place().load() }

  /// The folder of rules, for the verbs of rule authors.
  func folder() throws -> String {
    if case .folder(let path) = try place() { return path }
    throw ValidationError("this needs the rules as files; name their folder with --rules DIR")
  }
}

/// The end of a run with diagnostics and exit code 2.
struct Failure: Error, CustomStringConvertible {
  let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// One error about a file.
  init(_ code: String, _ message: String, _ path: String, help: String? = nil) {
    diagnostics = [
      Diagnostic(
        severity: .error, code: code, message: message, location: SourceLocation(path: path),
        help: help)
    ]
  }

  var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
