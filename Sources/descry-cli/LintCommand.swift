internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryFlow
internal import DescryReport
internal import FoundationEssentials

/// Finds dark patterns in checkout flows.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Find dark patterns in checkout flows.",
    discussion: """
      EXAMPLE: descry lint checkout.html --explain
      EXAMPLE: descry lint captures/ --format sarif --fail-on warning > descry.sarif

      A folder whose pages have numbers is one flow, in order. Exit codes: 0 nothing that fails, \
      1 findings at or above --fail-on, 2 usage, unreadable input, or a bad rule book.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, junit, github, html
  }

  @OptionGroup var shared: SharedOptions
  @Argument(help: "Pages, recordings, transcripts, or folders of them; - is standard input.")
  var paths: [String]
  @Option(help: "text, json, sarif, junit, github or html.") var format = Format.text
  @Option(help: "Read as html, mhtml, har, trace, aria, recording, transcript or text.")
  var inputFormat: String?
  @Option(help: "The currency of prices that name none, as EUR.") var currency: String?
  @Flag(help: "Say of each finding why it harms, the law, and what to change.") var explain = false
  @Flag(help: "Count the findings of each rule.") var statistics = false
  @Option(
    help: ArgumentHelp("Tell which charges of this statement the flows led to.", valueName: "file"))
  var statement: [String] = []
  @OptionGroup var flags: LintFlags
  @OptionGroup var display: DisplayOptions

  func run() throws {
    guard !paths.isEmpty else { throw ValidationError("name a flow, as checkout.html") }
    let book = try shared.ruleBook()
    let linter = Linter(book)
    let ids = Set(linter.cards.flatMap { [$0.id, $0.pattern] })
    var run = LintingRun(flags, ids: ids)
    for path in paths { try run.lint(path, try read(path), with: linter) }
    try run.settleBaseline()
    if !statement.isEmpty {
      let charges = try FlowStatements(statement, shared, book).charges(of: run.reports)
      run.reports.indices.forEach { index in
        for line in charges[index] { Output.diagnostics.line(line) }
      }
    }
    write(run, linter)
    try run.exit()
  }

  private func read(_ path: String) throws -> FlowSource.Reading {
    var options = FlowReadingOptions()
    if let currency {
      guard let value = Currency(currency) else {
        throw ValidationError("--currency is three letters, as EUR, not '\(currency)'")
      }
      options.currency = value
    }
    var wanted: Flow.Format?
    if let inputFormat {
      wanted = Flow.Format(rawValue: inputFormat.lowercased())
      guard wanted != nil else {
        let known = Flow.Format.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--input-format is one of \(known), not '\(inputFormat)'")
      }
    }
    if path == "-" {
      return FlowSource.read(
        try DescriptorReader.readAll(atMost: options.largest), name: "-", format: wanted,
        options: options)
    }
    return FlowSource.read(path, format: wanted, options: options)
  }

  private func write(_ run: LintingRun, _ linter: Linter) {
    let (reports, summary) = (run.reports, run.summary)
    switch format {
    case .text:
      let text = LintText(shared.language, display.style, explains: explain)
      Output.standard.line(text.render(reports, summary: summary))
      if statistics, summary.findings > 0 { Output.standard.line("\n" + text.statistics(reports)) }
    case .json:
      Output.standard.line(
        JSON.lint(reports, summary: summary, language: shared.language).indented)
    case .sarif:
      let sarif = SARIF(linter.cards, language: shared.language, version: Version.program)
      Output.standard.line(sarif.render(reports, unreadable: run.refused).indented)
    case .junit:
      Output.standard.line(
        LintJUnit(shared.language, failing: run.threshold ?? .error).render(reports))
    case .github:
      Output.standard.line(LintAnnotations(shared.language).render(reports, summary: summary))
    case .html:
      Output.standard.line(
        LintHTML(shared.language, version: Version.program)
          .render(reports, summary: summary, screenshot: FlowScreenshots.picture))
    }
    if format != .text, statistics, summary.findings > 0 {
      Output.diagnostics.line(LintText(shared.language, TextStyle()).statistics(reports))
    }
  }
}
