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
    version: Version.text,
    subcommands: [
      LookupCommand.self, ExplainCommand.self, ReadCommand.self, AnnotateCommand.self,
      EvaluateCommand.self, RulesCommand.self,
    ])

  /// Runs a verb; every usage error ends with 2, as INTERFACE promises, not with 64.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let exit as ExitCode {
      Glibc.exit(exit.rawValue)
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code == .success {
        Output.standard.line(text)
        Glibc.exit(0)
      }
      Output.diagnostics.line(text)
      Glibc.exit(2)
    }
  }
}
