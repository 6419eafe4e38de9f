internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryReport
internal import Glibc

/// Explains whole statements.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain every charge of statements.",
    discussion: """
      EXAMPLE: descry explain statement.csv
      EXAMPLE: descry explain january.ofx february.ofx --format json
      EXAMPLE: descry explain card.csv --letters --lang fr
      EXAMPLE: descry explain card.csv --flow checkout.flow.md --format html -o report.html
      """)

  /// From which weight on findings end the run with exit code 1.
  enum FailOn: String, ExpressibleByArgument, CaseIterable {
    case error, warning, note, never

    func isReached(by findings: [Finding]) -> Bool {
      guard let least = Severity(rawValue: rawValue) else { return false }
      return findings.contains { $0.severity >= least }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, ndjson, csv, html, ics
  }

  @OptionGroup var shared: SharedOptions
  @Argument(help: "Statement files; - is standard input.") var files: [String]
  @Option(help: "text, json, ndjson, csv, html (a report) or ics (renewals and trial ends).")
  var format = Format.text
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the result to a file, whole or not at all.", valueName: "file"))
  var output: String?
  @Option(
    help: ArgumentHelp(
      "A checkout that the cardholder went through; it explains the charges that followed.",
      valueName: "flow"))
  var flow: [String] = []
  @Flag(
    help: """
      Draft the letters and call scripts for what somebody has to write or call about, behind the \
      findings (text) or as "letters" (json). The html report has them in any case.
      """)
  var letters = false
  @Option(help: "Exit 1 on findings of this weight or more: error, warning, note or never.")
  var failOn = FailOn.never
  @Option(help: "The cardholder's country, as FR.") var country: String?
  @OptionGroup var policy: PolicyOption
  @OptionGroup var reading: ReadingFlags
  @OptionGroup var display: DisplayOptions

  func validate() throws {
    if letters, ![.text, .json, .html].contains(format) {
      throw ValidationError("--letters goes with --format text, json or html, not \(format)")
    }
  }

  func run() throws {
    let today = try shared.today()
    // Only the report shows what speaks for each charge; lists show what it is.
    let run = try ExplainedRun(
      shared, reading, files, country: country, flows: flow, keepsSentences: format == .html)
    if let output {
      var bytes: [UInt8] = []
      try write(run, today: today) { bytes.append(contentsOf: $0) }
      try OutputFile.write(bytes, to: output)
    } else {
      try write(run, today: today) { Output.standard.write($0) }
    }
    let code: Int32 =
      !run.isComplete ? 2 : failOn.isReached(by: run.accounts.findings) ? 1 : 0
    // The process ends with `run` in memory: to free it charge by charge takes as long as to print it.
    withExtendedLifetime(run) { Glibc.exit(code) }
  }

  /// Writes the result in pieces: nothing of it before all that can fail is done.
  private func write(_ run: ExplainedRun, today: CalendarDate, to sink: @escaping ByteSink) throws {
    let accounts = run.accounts
    let language = shared.language
    switch format {
    case .text: text(accounts, try drafts(run, today), to: sink)
    case .json: json(accounts, try drafts(run, today), to: sink)
    case .ndjson: ndjson(accounts, to: sink)
    case .csv:
      Self.send("\(StatementCSV.header)\n", to: sink)
      for item in accounts.statements {
        StatementCSV.write(item.statement, item.explanations, to: sink)
      }
    case .html:
      let page = StatementPage(language)
      let parts = accounts.statements.map {
        StatementPage.Part(statement: $0.statement, explanations: $0.explanations)
      }
      let isShort = parts.reduce(0) { $0 + $1.statement.transactions.count } <= Self.mostRows
      let rows = isShort ? Meanwhile { page.rows(parts) } : nil
      page.write(
        parts, rows: rows.map { rows in { rows.value } }, streams: accounts.streams,
        findings: accounts.findings,
        letters: run.letters(try policy.read(), today: today).byFinding,
        events: run.events(today: today, until: today.adding(days: 60)), today: today, to: sink)
    case .ics:
      let calendar = StatementCalendar(language).render(
        run.events(today: today, until: today.adding(days: 366)), today: today)
      Self.send(calendar, to: sink)
    }
  }

  /// Up to how many rows a report's are laid out while its findings are; more go out one by one.
  private static let mostRows = 20_000

  private func text(_ accounts: ExplainedAccounts, _ drafts: [Letter]?, to sink: ByteSink) {
    let text = StatementText(shared.language, display.style)
    for item in accounts.statements {
      text.write(item.statement, item.explanations, to: sink)
      Self.send("\n", to: sink)
    }
    Self.send(text.render(accounts.streams, accounts.findings) + "\n", to: sink)
    if let drafts { Self.send("\n\(text.render(drafts))\n", to: sink) }
  }

  private func json(
    _ accounts: ExplainedAccounts, _ drafts: [Letter]?, to sink: @escaping ByteSink
  ) {
    let language = shared.language
    var writer = JSONWriter(indented: true, to: sink)
    writer.object { writer in
      writer.key("statements")
      writer.array {
        for item in accounts.statements {
          $0.statement(item.statement, item.explanations, language)
        }
      }
      writer.key("streams")
      writer.array { for stream in accounts.streams { $0.stream(stream) } }
      writer.key("findings")
      writer.array { for finding in accounts.findings { $0.finding(finding, language) } }
      if let drafts {
        writer.key("letters")
        writer.array { for letter in drafts { $0.letter(letter, language) } }
      }
    }
    writer.endLine()
    writer.flush()
  }

  private func ndjson(_ accounts: ExplainedAccounts, to sink: @escaping ByteSink) {
    var writer = JSONWriter(to: sink)
    for item in accounts.statements {
      for (transaction, explanation) in zip(item.statement.transactions, item.explanations) {
        writer.explained(transaction, explanation)
        writer.endLine()
      }
    }
    for stream in accounts.streams {
      writer.object {
        $0.key("stream")
        $0.stream(stream)
      }
      writer.endLine()
    }
    for finding in accounts.findings {
      writer.object {
        $0.key("finding")
        $0.finding(finding, shared.language)
      }
      writer.endLine()
    }
    writer.flush()
  }

  private static func send(_ text: String, to sink: ByteSink) {
    var text = text
    text.withUTF8 { sink($0) }
  }

  /// The drafts, when they were asked for.
  private func drafts(_ run: ExplainedRun, _ today: CalendarDate) throws -> [Letter]? {
    letters ? run.letters(try policy.read(), today: today).ofCases : nil
  }
}
