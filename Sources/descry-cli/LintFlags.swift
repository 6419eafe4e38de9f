internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryLint

/// What a user may say about which rules run and what fails.
struct LintFlags: ParsableArguments {
  enum Threshold: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note, never

    var severity: Severity? { Severity(rawValue: rawValue) }
  }

  @Option(help: "Exit with 1 for findings of this weight or more: error, warning, note or never.")
  var failOn: Threshold?
  @Option(help: "Exit with 1 when there are more warnings than this.") var maxWarnings: Int?
  @Option(
    help: ArgumentHelp(
      "The law that applies, as FR or EU,FR; told by the flow without.", valueName: "codes"))
  var jurisdiction: [String] = []
  @Option(
    help: ArgumentHelp(
      "Use this configuration instead of the closest .descry.yml.", valueName: "file"))
  var config: String?
  @Flag(help: "Use no .descry.yml.") var noConfig = false
  @Flag(help: "Ignore remarks in the source that silence rules: a shop must not silence its audit.")
  var noInlineConfig = false
  @Option(help: ArgumentHelp("Findings in this file are known and do not fail.", valueName: "file"))
  var baseline: String?
  @Option(
    help: ArgumentHelp("Write all findings into a baseline and exit with 0.", valueName: "file"))
  var writeBaseline: String?
  @Flag(help: "Take entries that match nothing out of the baseline.") var pruneBaseline = false

  /// What holds for a path: the flags before the configuration.
  func configuration(for path: String, ids: Set<String>) throws -> LintConfiguration {
    var configuration = LintConfiguration()
    do {
      if let config {
        configuration = try .read(config, knowing: ids)
      } else if !noConfig {
        configuration = try .closest(to: path == "-" ? "" : path, knowing: ids)
      }
    } catch let refusal as LintConfiguration.Refusal {
      throw Failure(refusal.diagnostics)
    }
    let codes = jurisdiction.flatMap { $0.split(separator: ",") }.map { $0.uppercased() }
    if !codes.isEmpty { configuration.options.jurisdictions = Set(codes) }
    configuration.options.honoursSuppressions = !noInlineConfig
    return configuration
  }
}
