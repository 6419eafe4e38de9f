internal import ArgumentParser
internal import Glibc

/// The command that users type: `descry`.
@main
struct DescryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "descry",
    abstract: "Makes out what a card charge is, and how it got there.",
    discussion: """
      EXAMPLE: descry lookup 'CARTE 03/07 AMAZON EU SARL 49,90 EUR'
      """,
    version: Version.program,
    subcommands: [
      LookupCommand.self, ExplainCommand.self, NoticesCommand.self, ReadCommand.self,
      AnnotateCommand.self,
      LintCommand.self, EvaluateCommand.self, RulesCommand.self,
    ])

  /// Runs a verb; every usage error ends with 2, not with 64.
  static func main() {
    if CommandLine.arguments.dropFirst().first == "--version" {
      Output.standard.line(Version.text)
      return
    }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let exit as ExitCode {
      Glibc.exit(exit.rawValue)
    } catch let failure as Failure {
      Output.diagnostics.line("\(failure)")
      Glibc.exit(2)
    } catch {
      let isSuccess = exitCode(for: error) == .success
      (isSuccess ? Output.standard : Output.diagnostics).line(fullMessage(for: error))
      Glibc.exit(isSuccess ? 0 : 2)
    }
  }
}
