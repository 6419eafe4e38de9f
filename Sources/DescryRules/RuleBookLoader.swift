public import DescryCore

/// Makes a rule book of rule files, or tells everything that is wrong with them.
public enum RuleBookLoader {
  /// Reads and checks all files.
  ///
  /// `places` are the lines of place files. `today` decides which reviews are old; without it no
  /// review is.
  /// - Throws: `RuleBookError` with all diagnostics when any of them is an error.
  public static func load(
    _ files: [RuleFile], places: Places = .none, today: CalendarDate? = nil
  ) throws(RuleBookError) -> RuleBook {
    var assembly = RuleBookAssembly()
    for file in files.sorted(by: { $0.path < $1.path }) {
      var problems = RuleFileDiagnostics(file)
      if let node = RuleNode.read(&problems) {
        assembly.check(node, today: today, problems: &problems)
        assembly.add(node, problems: &problems)
      }
      assembly.diagnostics += problems.diagnostics
    }
    assembly.checkReferences(files)
    return try assembly.book(places: places)
  }

  /// Builds the rule book that `compile` wrote: its files were checked then and are not again.
  ///
  /// Returns nil when the bytes are not a compiled rule book of this version with this fingerprint.
  public static func load(
    compiled bytes: UnsafeRawBufferPointer, fingerprint: UInt64, places: Places
  ) -> RuleBook? {
    guard let files = CompiledRules.read(bytes, fingerprint: fingerprint) else { return nil }
    var assembly = RuleBookAssembly()
    for (path, node) in files {
      var problems = RuleFileDiagnostics(RuleFile(path: path, text: ""))
      assembly.add(node, problems: &problems)
      assembly.diagnostics += problems.diagnostics
    }
    return try? assembly.book(places: places)
  }

  /// Compiles checked files into one that loads without YAML.
  ///
  /// `fingerprint` tells later whether the files are still the same.
  public static func compile(_ files: [RuleFile], fingerprint: UInt64) -> [UInt8] {
    CompiledRules.write(
      files.sorted { $0.path < $1.path }.compactMap { file in
        var problems = RuleFileDiagnostics(file)
        return RuleNode.read(&problems).map { (file.path, $0) }
      }, fingerprint: fingerprint)
  }
}

/// A rule book while its files come in.
private struct RuleBookAssembly {
  var diagnostics: [Diagnostic] = []
  private var merchants: [Merchant] = []
  private var intermediaries: [Intermediary] = []
  private var evidence: [String: EvidenceRule] = [:]
  private var laws: [Law] = []
  private var advice: [AdviceRule] = []
  private var advicePaths: [String] = []
  private var alerts: [AlertRule] = []
  private var owners: [String: String] = [:]

  /// Checks a file's shape, id and age.
  mutating func check(
    _ node: RuleNode, today: CalendarDate?, problems: inout RuleFileDiagnostics
  ) {
    guard let name = node["schema"]?.text, let schema = Schema.all.first(where: { $0.name == name })
    else {
      let known = Schema.all.map(\.name).joined(separator: ", ")
      problems.add(
        .unknownSchema, "the key 'schema' names the kind of file: one of \(known)",
        at: node["schema"] ?? node, width: node["schema"]?.text?.count ?? 1)
      return
    }
    ShapeCheck.check(node, against: schema, problems: &problems)
    if let id = node["id"], let text = id.text {
      if let owner = owners["\(name) \(text)"] {
        problems.add(.duplicateID, "the id '\(text)' is taken by \(owner)", at: id)
      }
      owners["\(name) \(text)"] = problems.file.path
    }
    if let today, let reviewed = node.date("reviewed"), reviewed.adding(months: 12) < today {
      problems.add(
        .oldReview, "nobody has looked at this file since \(reviewed)", at: node["reviewed"])
    }
  }

  mutating func add(_ node: RuleNode, problems: inout RuleFileDiagnostics) {
    let path = problems.file.path
    switch node["schema"]?.text {
    case Schema.merchant.name:
      if let merchant = Merchant(node, path: path, problems: &problems) {
        merchants.append(merchant)
      }
    case Schema.intermediary.name:
      if let intermediary = Intermediary(node, path: path, problems: &problems) {
        intermediaries.append(intermediary)
      }
    case Schema.evidence.name:
      if let rule = EvidenceRule(node, problems: &problems) { evidence[rule.id] = rule }
    case Schema.law.name:
      if let law = Law(node, problems: &problems) { laws.append(law) }
    case Schema.advice.name:
      if let rule = AdviceRule(node) {
        advice.append(rule)
        advicePaths.append(path)
      }
    case Schema.alert.name:
      if let rule = AlertRule(node, path: path, problems: &problems) { alerts.append(rule) }
    default: break
    }
  }

  /// What one file names in another must be there.
  mutating func checkReferences(_ files: [RuleFile]) {
    let advised = Set(advice.map(\.id))
    for rule in alerts {
      guard let id = rule.advice, !advised.contains(id),
        let file = files.first(where: { $0.path == rule.path })
      else { continue }
      var problems = RuleFileDiagnostics(file)
      let node = RuleNode.read(&problems)
      problems.add(.unknownReference, "there is no advice '\(id)' in advice/", at: node?["advice"])
      diagnostics += problems.diagnostics
    }
    let known = Set(laws.map(\.id))
    for (rule, path) in zip(advice, advicePaths) {
      for right in rule.rights where !known.contains(right) {
        guard let file = files.first(where: { $0.path == path }) else { continue }
        var problems = RuleFileDiagnostics(file)
        let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines.firstIndex { $0.contains(right) } ?? 0
        let column =
          lines.indices.contains(line)
          ? lines[line].ranges(of: right).first.map {
            lines[line].distance(from: lines[line].startIndex, to: $0.lowerBound) + 1
          } ?? 1 : 1
        problems.add(
          .unknownReference, "there is no law '\(right)' in law/", line: line + 1, column: column,
          width: right.count)
        diagnostics += problems.diagnostics
      }
    }
  }

  func book(places: Places) throws(RuleBookError) -> RuleBook {
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw RuleBookError(diagnostics: diagnostics)
    }
    return RuleBook(
      merchants: merchants.sorted { $0.id < $1.id },
      intermediaries: intermediaries.sorted { $0.id < $1.id }, evidence: evidence,
      laws: laws.sorted { $0.id < $1.id }, advice: advice.sorted { $0.id < $1.id },
      alerts: alerts.sorted { $0.id < $1.id }, places: places,
      warnings: diagnostics)
  }
}

extension Schema {
  /// All kinds of rule files.
  package static let all: [Schema] = [.merchant, .intermediary, .evidence, .law, .advice, .alert]
}
