internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryLookup
internal import DescryPattern
internal import DescryReport
internal import DescryRules
internal import FoundationEssentials

/// Scores the rule book on a labelled corpus.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Score the rule book on the corpus.",
    discussion: """
      EXAMPLE: descry evaluate --corpus corpus
      EXAMPLE: descry evaluate --lines my-labelled-lines.tsv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var shared: SharedOptions
  @Option(help: ArgumentHelp("The corpus.", valueName: "dir")) var corpus: String?
  @Option(
    help: ArgumentHelp(
      "Score lines that somebody labelled in words instead (TSV with a header: descriptor, "
        + "merchant, product, amount, currency, date, country). No floor is held.",
      valueName: "file"))
  var lines: [String] = []
  @Option(help: "text or json.") var format = Format.text
  @Option(help: "How many confusions are listed.") var confusions = 20

  @Flag(
    help: ArgumentHelp(
      "Print what is seen in every line, without weights, as NDJSON: see scripts/measure-evidence.")
  )
  var observations = false

  /// The corpus that stands beside a folder of rules.
  private static func beside(_ rules: String) -> String {
    guard let slash = rules.lastIndex(of: "/") else { return "corpus" }
    return rules[..<slash] + "/corpus"
  }

  func run() throws {
    let folder = try corpus ?? Self.beside(shared.folder())
    let book = try shared.ruleBook()
    let engine = LookupEngine(book)
    let files: [(file: String, lines: [CorpusLine])]
    do {
      files =
        try lines.isEmpty
        ? Corpus.read(folder) : lines.map { ($0, try LabelledLines.read($0, book).lines) }
    } catch let refusal as Corpus.Refusal { throw Failure([refusal.diagnostic]) }
    if observations { return print(files, engine) }
    let evaluation = Evaluation(files, engine: engine)
    let flows = lines.isEmpty ? FlowCorpus(folder + "/flows", book: book) : nil
    let report = EvaluationReport(evaluation, flows, confusions: confusions)
    Output.standard.line(format == .json ? report.json.indented : report.text)
    guard lines.isEmpty else { return }
    let below = try EvaluationFloor(folder + "/floor.yml").failures(report.measures)
    for failure in below { Output.diagnostics.line(failure) }
    if !below.isEmpty { throw ExitCode(1) }
  }

  private func print(_ files: [(file: String, lines: [CorpusLine])], _ engine: LookupEngine) {
    let scratch = MatchScratch()
    for (file, lines) in files {
      for line in lines {
        let seen = engine.observe(line.charge, using: scratch)
        let said = engine.explain(line.charge, using: scratch)
        Output.standard.line(
          JSON.known([
            ("file", .string(file)), ("line", .number("\(line.location.line ?? 0)")),
            ("merchant", .text(seen.merchant?.id)), ("name", .text(seen.merchant?.name)),
            ("intermediary", .text(seen.intermediary?.name)), ("manner", .text(seen.manner)),
            ("product", .text(seen.product)), ("named", .text(seen.named)),
            ("purchases", .text(seen.purchases)), ("byKey", .text(seen.byKey?.id)),
            ("isDirectDebit", .bool(seen.isDirectDebit)), ("isImitation", .bool(seen.isImitation)),
            ("fits", .object(seen.fits.map { ($0.subscription, .string($0.fit)) })),
            ("outcome", .string(said.outcome.rawValue)),
            ("said", .text(said.best.subscription?.id)),
            ("probability", .ratio(said.best.probability)),
            ("rightMerchants", .array(line.merchants.sorted().map { .string($0) })),
            ("isRightMerchant", .bool(line.isRightMerchant(said) && line.isRightName(said))),
            ("isRightSubscription", line.isRightSubscription(said).map(JSON.bool) ?? .null),
            (
              "subscriptions", .array(line.subscriptions.sorted().map { .string($0) })
            ),
          ]).line)
      }
    }
  }
}
