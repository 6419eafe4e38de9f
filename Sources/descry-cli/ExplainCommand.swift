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
    let bytes = try render(run, today: today)
    if let output {
      try OutputFile.write(bytes, to: output)
    } else {
      bytes.withUnsafeBufferPointer { Output.standard.write($0) }
    }
    let code: Int32 =
      !run.isComplete ? 2 : failOn.isReached(by: run.accounts.findings) ? 1 : 0
    // The process ends with `run` in memory: to free it charge by charge takes as long as to print it.
    withExtendedLifetime(run) { Glibc.exit(code) }
  }

  private func render(_ run: ExplainedRun, today: CalendarDate) throws -> [UInt8] {
    let accounts = run.accounts
    let explained = accounts.statements
    let language = shared.language
    switch format {
    case .text:
      let text = StatementText(language, display.style)
      var bytes: [UInt8] = []
      for item in explained {
        bytes += text.render(item.statement, item.explanations).utf8
        bytes += "\n\n".utf8
      }
      bytes += text.render(accounts.streams, accounts.findings).utf8
      bytes += "\n".utf8
      if let drafts = try drafts(run, today) {
        bytes += "\n\(text.render(drafts))\n".utf8
      }
      return bytes
    case .json:
      let drafts = try drafts(run, today)
      var writer = JSONWriter(indented: true)
      writer.object { writer in
        writer.key("statements")
        writer.array { for item in explained { $0.statement(item.statement, item.explanations) } }
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
      return writer.bytes
    case .ndjson:
      var writer = JSONWriter()
      for item in explained {
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
          $0.finding(finding, language)
        }
        writer.endLine()
      }
      return writer.bytes
    case .csv:
      var bytes = Array("\(StatementCSV.header)\n".utf8)
      for item in explained { StatementCSV.append(item.statement, item.explanations, to: &bytes) }
      return bytes
    case .html:
      return StatementPage(language).render(
        explained.map { .init(statement: $0.statement, explanations: $0.explanations) },
        streams: accounts.streams, findings: accounts.findings,
        letters: run.letters(try policy.read(), today: today).byFinding,
        events: run.events(today: today, until: today.adding(days: 60)), today: today)
    case .ics:
      let calendar = StatementCalendar(language).render(
        run.events(today: today, until: today.adding(days: 366)), today: today)
      return Array(calendar.utf8)
    }
  }

  /// The drafts, when they were asked for.
  private func drafts(_ run: ExplainedRun, _ today: CalendarDate) throws -> [Letter]? {
    letters ? run.letters(try policy.read(), today: today).ofCases : nil
  }
}
