internal import ArgumentParser
internal import Descry
internal import DescryRules

/// What the bank decides for itself.
struct PolicyOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The bank's own policy: goodwill limits, days of patience.", valueName: "file"))
  var policy: String?

  /// The policy of the file; nil for the rule book's.
  func read() throws -> BankPolicy? {
    guard let policy else { return nil }
    do {
      return try BankPolicyFile.read(policy)
    } catch {
      throw Failure(error.diagnostics)
    }
  }
}
