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
    discussion: "EXAMPLE: descry evaluate --corpus corpus")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @OptionGroup var shared: SharedOptions
  @Option(help: ArgumentHelp("The corpus.", valueName: "dir")) var corpus: String?
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
    do { files = try Corpus.read(folder) } catch let refusal as Corpus.Refusal {
      throw Failure([refusal.diagnostic])
    }
    if observations { return print(files, engine) }
    let evaluation = Evaluation(files, engine: engine)
    let flows = FlowCorpus(folder + "/flows", book: book)
    let report = EvaluationReport(evaluation, flows, confusions: confusions)
    Output.standard.line(format == .json ? report.json.indented : report.text)
    let floor = try Floor(folder + "/floor.yml")
    let below = floor.failures(report.measures)
    for failure in below { Output.diagnostics.line(failure) }
    if !below.isEmpty { throw ExitCode(1) }
  }
}

extension EvaluateCommand {
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
            ("fits", .object(seen.fits.map { ($0.subscription, .string($0.fit)) })),
            ("outcome", .string(said.outcome.rawValue)),
            ("said", .text(said.best.subscription?.id)),
            ("probability", .ratio(said.best.probability)),
          ]).line)
      }
    }
  }
}

/// What must be reached: it may only rise.
struct Floor {
  private var least: [String: Double] = [:]
  private var most: [String: Double] = [:]

  init(_ path: String) throws {
    guard let bytes = FileManager.default.contents(atPath: path) else { return }
    var problems = RuleFileDiagnostics(
      RuleFile(path: path, text: String(decoding: bytes, as: UTF8.self)))
    guard let node = RuleNode.read(&problems) else { throw Failure(problems.diagnostics) }
    for (key, value) in node["at-least"]?.pairs ?? [] {
      least[key.text ?? ""] = value.text.flatMap { Double($0) }
    }
    for (key, value) in node["at-most"]?.pairs ?? [] {
      most[key.text ?? ""] = value.text.flatMap { Double($0) }
    }
  }

  func failures(_ measures: [(name: String, value: Double)]) -> [String] {
    measures.compactMap { name, value in
      if let least = least[name], value < least {
        return "\(name) is \(value), below its floor \(least)"
      }
      if let most = most[name], value > most {
        return "\(name) is \(value), above its ceiling \(most)"
      }
      return nil
    }
  }
}

/// An evaluation for a person or a program.
struct EvaluationReport {
  private let evaluation: Evaluation
  private let flows: FlowCorpus
  private let most: Int

  init(_ evaluation: Evaluation, _ flows: FlowCorpus, confusions: Int) {
    self.evaluation = evaluation
    self.flows = flows
    most = max(0, confusions)
  }

  /// The figures that have a floor.
  var measures: [(name: String, value: Double)] {
    let total = evaluation.total
    return [
      ("lines", Double(total.lines)), ("precision", total.precision), ("coverage", total.coverage),
      ("product-recall", total.productRecall), ("clean-names", total.cleanNames),
      ("wrong-ids", total.wrongIDs), ("calibration-error", evaluation.calibrationError),
      ("quiet-alarms", Double(total.alarms)), ("flows", Double(flows.outcomes.count)),
      ("flow-findings", flows.recall), ("exact-flows", flows.exact),
      ("unexpected-flow-findings", Double(flows.unexpected)),
    ]
  }

  var text: String {
    var lines = [
      Self.row(["corpus", "lines", "precision", "coverage", "product", "names", "wrong", "alarms"])
    ]
    for (file, score) in evaluation.scores + [("total", evaluation.total)] {
      lines.append(
        Self.row([
          file, "\(score.lines)", Self.percent(score.precision), Self.percent(score.coverage),
          Self.percent(score.productRecall), Self.percent(score.cleanNames), "\(score.wrong)",
          "\(score.alarms)",
        ]))
    }
    lines.append("")
    lines.append("said     answers  right")
    for (index, bin) in evaluation.bins.enumerated() where bin.count > 0 {
      let right = Self.percent(Double(bin.right) / Double(bin.count))
      lines.append(
        "\(index * 10)-\(index * 10 + 10) %".padded(9) + "\(bin.count)".padded(9) + right)
    }
    lines.append("expected calibration error \(Self.percent(evaluation.calibrationError))")
    if !evaluation.confusions.isEmpty {
      lines.append("")
      for item in evaluation.confusions.prefix(most) {
        lines.append("\(item.at): \(item.expected) taken for \(item.given)")
      }
      if evaluation.confusions.count > most {
        lines.append("and \(evaluation.confusions.count - most) more")
      }
    }
    lines.append("")
    lines.append(
      "flows    \(flows.outcomes.count), exact \(Self.percent(flows.exact)), "
        + "expected findings \(Self.percent(flows.recall))")
    if !flows.families.isEmpty {
      lines.append(Self.row(["family", "expected", "found", "unexpected"]))
      lines += flows.families.map { family, count in
        Self.row([family, "\(count.expected)", "\(count.found)", "\(count.unexpected)"])
      }
    }
    lines += flows.failures.prefix(most).map { "\($0.location): \($0.message)" }
    if flows.failures.count > most { lines.append("and \(flows.failures.count - most) more") }
    return lines.joined(separator: "\n")
  }

  var json: JSON {
    .object([
      ("measures", .object(measures.map { ($0.name, .ratio($0.value)) })),
      (
        "corpora",
        .array(
          evaluation.scores.map { file, score in
            .object([
              ("file", .string(file)), ("lines", .number("\(score.lines)")),
              ("precision", .ratio(score.precision)), ("coverage", .ratio(score.coverage)),
              ("productRecall", .ratio(score.productRecall)),
              ("cleanNames", .ratio(score.cleanNames)), ("wrongIDs", .number("\(score.wrong)")),
              ("quietAlarms", .number("\(score.alarms)")),
            ])
          })
      ),
      (
        "families",
        .array(
          flows.families.map { family, count in
            .object([
              ("family", .string(family)), ("expected", .number("\(count.expected)")),
              ("found", .number("\(count.found)")), ("unexpected", .number("\(count.unexpected)")),
            ])
          })
      ),
      (
        "reliability",
        .array(
          evaluation.bins.enumerated().map { index, bin in
            .object([
              ("from", .ratio(Double(index) / 10)), ("answers", .number("\(bin.count)")),
              ("said", .ratio(bin.count == 0 ? 0 : bin.claimed / Double(bin.count))),
              ("right", .number("\(bin.right)")),
            ])
          })
      ),
      (
        "confusions",
        .array(
          evaluation.confusions.prefix(most).map {
            .object([
              ("at", .string("\($0.at)")), ("expected", .string($0.expected)),
              ("given", .string($0.given)),
            ])
          })
      ),
    ])
  }

  private static func row(_ cells: [String]) -> String {
    cells.enumerated().map { $1.padded($0 == 0 ? 34 : 11) }.joined()
  }

  private static func percent(_ share: Double) -> String {
    "\(Amount(units: Int64((share * 1_000).rounded()), scale: 1)) %"
  }
}

extension String {
  /// The text with blanks behind it up to a width.
  fileprivate func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
