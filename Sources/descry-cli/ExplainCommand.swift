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

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, ndjson }

  @OptionGroup var shared: SharedOptions
  @Argument(help: "Statement files; - is standard input.") var files: [String]
  @Option(help: "text, json or ndjson.") var format = Format.text
  @Option(help: "The cardholder's country, as FR.") var country: String?
  @OptionGroup var reading: ReadingFlags
  @OptionGroup var display: DisplayOptions

  func run() throws {
    let options = try reading.options()
    let inputFormat = try reading.format()
    let engine = LookupEngine(try shared.ruleBook())
    let explainer = StatementExplainer(
      engine, today: try shared.today(), country: country?.uppercased())
    var explained: [ExplainedStatement] = []
    var duplicates = DuplicateRows()
    let complete = try reading.each(files) { file in
      let statements = try reading.statements(of: file, options, inputFormat, &duplicates)
      for statement in statements {
        for diagnostic in statement.diagnostics { Output.diagnostics.line("\(diagnostic)") }
        explained.append(explainer.explain(statement))
      }
    }
    write(explained)
    if !complete { throw ExitCode(2) }
  }

  private func write(_ explained: [ExplainedStatement]) {
    switch format {
    case .text:
      let text = StatementText(shared.language, display.style)
      for item in explained {
        Output.standard.line(text.render(item.statement, item.explanations) + "\n")
      }
    case .json:
      Output.standard.line(
        JSON.object([
          ("statements", .array(explained.map { .statement($0.statement, $0.explanations) })),
          ("streams", .array([])),
          ("findings", .array([])),
        ]).indented)
    case .ndjson:
      for item in explained {
        for (transaction, explanation) in zip(item.statement.transactions, item.explanations) {
          Output.standard.line(JSON.explained(transaction, explanation).line)
        }
      }
    }
  }
}
