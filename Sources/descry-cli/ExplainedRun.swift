internal import ArgumentParser
internal import Descry
internal import DescryAnalysis
internal import DescryCore
internal import DescryLookup
internal import DescryRules
internal import DescryStatement

/// Statements read and explained together, as `explain` and `notices` begin.
struct ExplainedRun {
  /// The rules that were used.
  let book: RuleBook
  /// Every statement with its explanations, and what stands across them.
  let accounts: ExplainedAccounts
  /// The checkouts that the cardholder went through.
  private let flows: [Flow]
  /// Whether all files could be read.
  let isComplete: Bool
  /// Kept with what it remembers: to free that, line by line, would take longer than to read some.
  private let explainer: StatementExplainer

  /// Reads and explains; what is wrong with a file is told, and the others still count.
  ///
  /// `flows` are checkouts that the cardholder went through.
  init(
    _ shared: SharedOptions, _ reading: ReadingFlags, _ files: [String], country: String? = nil,
    flows: [String] = [], keepsSentences: Bool = true
  ) throws {
    let options = try reading.options()
    let format = try reading.format()
    // The rules are loaded while the files are read: the one takes about as long as the other.
    let place = try shared.place()
    let loading = Meanwhile { Result { LookupEngine(try place.load()) } }
    var statements: [Statement] = []
    let areFilesRead = try reading.each(files) { file in
      statements += try StatementFile.read(
        path: file, options: try reading.profiled(options, for: file), format: format,
        pdf: PDFProgram.text)
    }
    let engine = try loading.value.get()
    book = engine.book
    let (linted, areFlowsRead) = Self.lint(flows, book)
    self.flows = linted.map(\.flow)
    explainer = StatementExplainer(
      engine, today: try shared.today(), country: country?.uppercased(), flows: linted,
      keepsSentences: keepsSentences)
    isComplete = areFilesRead && areFlowsRead
    for diagnostic in statements.flatMap(\.diagnostics) {
      Output.diagnostics.line("\(diagnostic)")
    }
    accounts = explainer.explain(statements)
    if accounts.repeated > 0 {
      Output.diagnostics.line(
        "note: \(accounts.repeated) lines stand in more than one file and were counted once")
    }
  }

  /// What is to come of the subscriptions, from the day after `today`.
  func events(today: CalendarDate, until horizon: CalendarDate) -> [ScheduledEvent] {
    let agenda = Agenda(book)
    let trials = accounts.statements.flatMap {
      agenda.trialEnds(
        $0.statement.transactions, $0.explanations, today: today, until: horizon)
    }
    let offered = FlowTrials.ends(
      flows, in: accounts.statements, book: book, today: today, until: horizon)
    return (agenda.events(accounts.streams, today: today, until: horizon) + trials + offered)
      .sorted { ($0.date, $0.name) < ($1.date, $1.name) }
  }

  /// The drafts for the findings.
  func letters(_ policy: BankPolicy?, today: CalendarDate) -> CaseLetters {
    CaseLetters(accounts, by: LetterWriter(book, policy: policy, today: today))
  }

  private static func lint(_ paths: [String], _ book: RuleBook) -> ([LintReport], Bool) {
    guard !paths.isEmpty else { return ([], true) }
    let linter = Linter(book)
    var reports: [LintReport] = []
    var isRead = true
    for path in paths {
      let reading = FlowSource.read(path)
      for diagnostic in reading.refused {
        Output.diagnostics.line("\(diagnostic)")
        isRead = false
      }
      reports += reading.flows.map { linter.lint($0) }
    }
    return (reports, isRead)
  }
}
