internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryReport

/// Drafts what a bank sends before a subscription is charged.
struct NoticesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notices",
    abstract: "Draft the messages to send before renewals, trial ends and price rises.",
    discussion: """
      EXAMPLE: descry notices statement.csv --within 14d
      EXAMPLE: descry notices statement.csv --flow checkout.flow.md
      EXAMPLE: descry notices *.ofx --within 7d --lang fr --format json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var shared: SharedOptions
  @Argument(help: "Statement files; - is standard input.") var files: [String]
  @Option(help: "How far to look ahead, in days or weeks, as 14d or 2w.") var within = "14d"
  @Option(
    help: ArgumentHelp(
      "A checkout that the cardholder went through; it tells of free trials.", valueName: "flow"))
  var flow: [String] = []
  @Option(help: "text or json.") var format = Format.text
  @OptionGroup var policy: PolicyOption
  @OptionGroup var reading: ReadingFlags

  func run() throws {
    let today = try shared.today()
    let horizon = today.adding(days: try Self.days(within))
    let run = try ExplainedRun(shared, reading, files, flows: flow, keepsSentences: false)
    let events = run.events(today: today, until: horizon)
    let writer = LetterWriter(run.book, policy: try policy.read(), today: today)
    let letters = events.flatMap { writer.notices(for: $0) }
    switch format {
    case .text:
      let text = LetterText(shared.language)
      guard !letters.isEmpty else {
        Output.standard.line(
          shared.language == .french
            ? "Rien à annoncer d'ici le \(PersonText.day(horizon, .french))."
            : "Nothing to announce until \(PersonText.day(horizon, .english)).")
        break
      }
      Output.standard.line(text.render(letters))
    case .json:
      var writer = JSONWriter(indented: true)
      writer.object { writer in
        writer.key("events")
        writer.array { for event in events { $0.event(event) } }
        writer.key("notices")
        writer.array { for letter in letters { $0.letter(letter, shared.language) } }
      }
      Output.standard.line(writer.text)
    }
    if !run.isComplete { throw ExitCode(2) }
  }

  /// `14d` and `2w`, at most ten years.
  static func days(_ text: String) throws -> Int {
    let unit = text.last
    guard let number = Int(text.dropLast()), unit == "d" || unit == "w", number > 0,
      number <= 3_660
    else { throw ValidationError("--within is days or weeks, as 14d or 2w, not '\(text)'") }
    return unit == "w" ? min(number * 7, 3_660) : number
  }
}
