internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryLookup
internal import DescryReport
internal import DescryStatement

/// Explains whole statements.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain every charge of statements.",
    discussion: """
      EXAMPLE: descry explain statement.csv
      EXAMPLE: descry explain january.ofx february.ofx --format json
      """)

  /// From which weight on findings end the run with exit code 1.
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note, never

    func isReached(by findings: [Finding]) -> Bool {
      guard let least = Severity(rawValue: rawValue) else { return false }
      return findings.contains { $0.severity >= least }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, ndjson, csv }

  @OptionGroup var shared: SharedOptions
  @Argument(help: "Statement files; - is standard input.") var files: [String]
  @Option(help: "text, json, ndjson or csv.") var format = Format.text
  @Option(help: "Exit 1 on findings of this weight or more: error, warning, note or never.")
  var failOn = FailOn.never
  @Option(help: "The cardholder's country, as FR.") var country: String?
  @OptionGroup var reading: ReadingFlags
  @OptionGroup var display: DisplayOptions

  func run() throws {
    let options = try reading.options()
    let inputFormat = try reading.format()
    let engine = LookupEngine(try shared.ruleBook())
    let explainer = StatementExplainer(
      engine, today: try shared.today(), country: country?.uppercased())
    var statements: [Statement] = []
    let complete = try reading.each(files) { file in
      statements += try StatementFile.read(
        path: file, options: try reading.profiled(options, for: file), format: inputFormat,
        pdf: PDFProgram.text)
    }
    for diagnostic in statements.flatMap(\.diagnostics) {
      Output.diagnostics.line("\(diagnostic)")
    }
    let accounts = explainer.explain(statements)
    if accounts.repeated > 0 {
      Output.diagnostics.line(
        "note: \(accounts.repeated) lines stand in more than one file and were counted once")
    }
    write(accounts)
    if !complete { throw ExitCode(2) }
    if failOn.isReached(by: accounts.findings) { throw ExitCode(1) }
  }

  private func write(_ accounts: ExplainedAccounts) {
    let explained = accounts.statements
    switch format {
    case .text:
      let text = StatementText(shared.language, display.style)
      for item in explained {
        Output.standard.line(text.render(item.statement, item.explanations) + "\n")
      }
      Output.standard.line(text.render(accounts.streams, accounts.findings))
    case .json:
      Output.standard.line(
        JSON.accounts(
          explained.map { .statement($0.statement, $0.explanations) }, accounts.streams,
          accounts.findings, shared.language
        ).indented)
    case .ndjson:
      for item in explained {
        for (transaction, explanation) in zip(item.statement.transactions, item.explanations) {
          Output.standard.line(JSON.explained(transaction, explanation).line)
        }
      }
      for stream in accounts.streams {
        Output.standard.line(JSON.object([("stream", .stream(stream))]).line)
      }
      for finding in accounts.findings {
        Output.standard.line(JSON.object([("finding", .finding(finding, shared.language))]).line)
      }
    case .csv:
      Output.standard.line(StatementCSV.header)
      for item in explained {
        for line in StatementCSV.lines(item.statement, item.explanations) {
          Output.standard.line(line)
        }
      }
    }
  }
}
