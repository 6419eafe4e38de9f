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
  @Option(help: ArgumentHelp("Use another rule book.", valueName: "dir"))
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

  /// The rule book, or the end of the process with everything that is wrong with it.
  func ruleBook() throws -> RuleBook {
    do {
      return try RuleBookFolder(try folder()).load(cache: Self.cache)
    } catch let error as RuleBookError {
      throw Failure(error.diagnostics)
    }
  }

  /// Where compiled rule books are kept between runs; nil when there is no home for them.
  private static var cache: String? {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/descry" }
    return environment["HOME"].map { $0 + "/.cache/descry" }
  }

  /// Where the rules are: as said, else `rules` here or above, else beside the program.
  func folder() throws -> String {
    if let rules { return rules }
    if let named = ProcessInfo.processInfo.environment["DESCRY_RULES"] { return named }
    let files = FileManager.default
    var starts = [files.currentDirectoryPath]
    if let program = try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      starts.append(program)
    }
    for start in starts {
      var folder = start[...]
      while true {
        for place in ["rules", "share/descry/rules"] {
          let candidate = "\(folder)/\(place)"
          if files.fileExists(atPath: "\(candidate)/merchants") {
            return start == starts[0] && candidate == "\(start)/rules" ? "rules" : candidate
          }
        }
        guard let slash = folder.lastIndex(of: "/"), slash != folder.startIndex else { break }
        folder = folder[..<slash]
      }
    }
    throw ValidationError("no rule book found; name one with --rules DIR")
  }
}

/// The end of a run with diagnostics and exit code 2.
struct Failure: Error, CustomStringConvertible {
  let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
