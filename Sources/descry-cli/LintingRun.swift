internal import ArgumentParser
internal import Descry
internal import DescryCore
internal import DescryReport
internal import FoundationEssentials

/// What a run of `lint` has gathered so far.
struct LintingRun {
  /// The reports, in the order of the paths.
  var reports: [LintReport] = []
  /// Why files were refused.
  private(set) var refused: [Diagnostic] = []
  /// The weight from which a finding fails; nil for none.
  private(set) var threshold: Severity? = .error
  private let flags: LintFlags
  private let ids: Set<String>
  private var known = 0
  private var baselinePath: String?

  init(_ flags: LintFlags, ids: Set<String>) {
    self.flags = flags
    self.ids = ids
    baselinePath = flags.baseline
  }

  var summary: LintSummary { LintSummary(reports, known: known, unreadable: refused.count) }

  mutating func lint(_ path: String, _ reading: FlowSource.Reading, with linter: Linter) throws {
    let configuration = try flags.configuration(for: path, ids: ids)
    if let flag = flags.failOn {
      threshold = flag.severity
    } else if let word = configuration.failOn {
      threshold = Severity(rawValue: word)
    }
    baselinePath = baselinePath ?? configuration.baseline
    for flow in reading.flows {
      let report = linter.lint(flow, options: configuration.options)
      for diagnostic in report.flow.diagnostics { say(diagnostic) }
      reports.append(report)
    }
    for diagnostic in reading.refused { say(diagnostic) }
    refused += reading.refused
    // A page of a folder that could not be read makes the flow incomplete: that is said, too.
    refused += reading.flows.flatMap(\.diagnostics).filter { $0.severity == .error }
  }

  private func say(_ diagnostic: Diagnostic) { Output.diagnostics.line("\(diagnostic)") }

  /// Writes the baseline, or takes what it knows out of the reports.
  mutating func settleBaseline() throws {
    if let path = flags.writeBaseline {
      try OutputFile.write(Array(LintBaseline(reports).text.utf8), to: path)
      Output.diagnostics.line("\(path): \(summary.findings) findings written")
      threshold = nil
      return
    }
    guard let path = baselinePath else {
      if flags.pruneBaseline { throw ValidationError("--prune-baseline needs --baseline FILE") }
      return
    }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure(
        "L012 no-baseline", "the baseline cannot be read; write one with --write-baseline", path)
    }
    var baseline: LintBaseline
    do {
      baseline = try LintBaseline(String(decoding: bytes, as: UTF8.self), path: path)
    } catch let refusal as LintBaseline.Refusal {
      throw Failure([refusal.diagnostic])
    }
    for index in reports.indices { known += baseline.apply(to: &reports[index]) }
    let linted = Set(reports.map(\.flow.path))
    let unused = baseline.unused(among: linted)
    if flags.pruneBaseline {
      try OutputFile.write(Array(baseline.pruned(among: linted).text.utf8), to: path)
      Output.diagnostics.line("\(path): \(unused.count) entries taken out")
    } else {
      for entry in unused {
        Output.diagnostics.line(
          "\(path): \(entry.rule) in \(entry.path) (\(entry.fingerprint)) is found no more; --prune-baseline takes it out"
        )
      }
    }
  }

  /// Ends the process as INTERFACE promises.
  func exit() throws {
    if !refused.isEmpty { throw ExitCode(2) }
    let fails = threshold.map { least in
      reports.contains { $0.findings.contains { $0.severity >= least } }
    }
    let tooMany = flags.maxWarnings.map { summary.warnings > $0 } ?? false
    if flags.writeBaseline == nil, fails == true || tooMany { throw ExitCode(1) }
  }
}
