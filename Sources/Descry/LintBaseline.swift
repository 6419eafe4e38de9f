public import DescryCore

/// Findings that are known and do not fail a run: one a line, tab-separated, as
/// `fingerprint rule path`.
///
/// The fingerprint stays when lines move, so a baseline does not need to be written again for that.
public struct LintBaseline: Sendable {
  /// Why a baseline was refused.
  public struct Refusal: Error, Sendable {
    /// What is wrong and where.
    public let diagnostic: Diagnostic
  }

  /// One known finding.
  public struct Entry: Sendable, Hashable {
    /// The finding's fingerprint.
    public let fingerprint: String
    /// The rule.
    public let rule: String
    /// The flow's path.
    public let path: String
  }

  /// The known findings, in the file's order.
  public private(set) var entries: [Entry]
  private var used: Set<Entry> = []

  /// The findings of some reports as known.
  public init(_ reports: [LintReport]) {
    entries = reports.flatMap { report in
      report.findings.map {
        Entry(fingerprint: $0.fingerprint, rule: $0.rule, path: report.flow.path)
      }
    }
  }

  /// Reads a baseline's text.
  ///
  /// - Throws: `Refusal` at the first line that is none.
  public init(_ text: String, path: String) throws {
    entries = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count == 3 else {
        throw Refusal(
          diagnostic: Diagnostic(
            severity: .error, code: "L011 bad-baseline",
            message: "a line has fingerprint, rule and path, separated by tabs",
            location: SourceLocation(path: path, line: number + 1),
            help: "write it again with --write-baseline"))
      }
      entries.append(Entry(fingerprint: cells[0], rule: cells[1], path: cells[2]))
    }
  }

  /// The file's text.
  public var text: String {
    "# Known findings of `descry lint`: fingerprint, rule, flow.\n"
      + entries.map { "\($0.fingerprint)\t\($0.rule)\t\($0.path)\n" }.joined()
  }

  /// Takes the known findings out of a report; returns how many.
  public mutating func apply(to report: inout LintReport) -> Int {
    let known = Set(entries)
    let count = report.findings.count
    let path = report.flow.path
    report.findings.removeAll { finding in
      let entry = Entry(fingerprint: finding.fingerprint, rule: finding.rule, path: path)
      guard known.contains(entry) else { return false }
      used.insert(entry)
      return true
    }
    return count - report.findings.count
  }

  /// Entries that no finding of the linted flows matched.
  public func unused(among paths: Set<String>) -> [Entry] {
    entries.filter { !used.contains($0) && paths.contains($0.path) }
  }

  /// The baseline without entries that matched nothing.
  public func pruned(among paths: Set<String>) -> LintBaseline {
    let gone = Set(unused(among: paths))
    var kept = self
    kept.entries.removeAll { gone.contains($0) }
    return kept
  }
}
