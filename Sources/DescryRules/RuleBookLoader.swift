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
    var merchants: [Merchant] = []
    var intermediaries: [Intermediary] = []
    var evidence: [String: EvidenceRule] = [:]
    var laws: [Law] = []
    var advice: [AdviceRule] = []
    var diagnostics: [Diagnostic] = []
    var owners: [String: String] = [:]

    for file in files.sorted(by: { $0.path < $1.path }) {
      var problems = RuleFileDiagnostics(file)
      defer { diagnostics += problems.diagnostics }
      guard let node = RuleNode.read(&problems) else { continue }
      guard let name = node["schema"]?.text,
        let schema = Schema.all.first(where: { $0.name == name })
      else {
        let known = Schema.all.map(\.name).joined(separator: ", ")
        problems.add(
          .unknownSchema, "the key 'schema' names the kind of file: one of \(known)",
          at: node["schema"] ?? node, width: node["schema"]?.text?.count ?? 1)
        continue
      }
      ShapeCheck.check(node, against: schema, problems: &problems)
      if let id = node["id"], let text = id.text {
        if let owner = owners["\(name) \(text)"] {
          problems.add(.duplicateID, "the id '\(text)' is taken by \(owner)", at: id)
        }
        owners["\(name) \(text)"] = file.path
      }
      if let today, let reviewed = node.date("reviewed"), reviewed.adding(months: 12) < today {
        problems.add(
          .oldReview, "nobody has looked at this file since \(reviewed)", at: node["reviewed"])
      }
      switch name {
      case Schema.merchant.name:
        if let merchant = Merchant(node, path: file.path, problems: &problems) {
          merchants.append(merchant)
        }
      case Schema.intermediary.name:
        if let intermediary = Intermediary(node, path: file.path, problems: &problems) {
          intermediaries.append(intermediary)
        }
      case Schema.evidence.name:
        if let rule = EvidenceRule(node, problems: &problems) { evidence[rule.id] = rule }
      case Schema.law.name:
        if let law = Law(node, problems: &problems) { laws.append(law) }
      case Schema.advice.name:
        if let rule = AdviceRule(node) {
          advice.append(rule)
        }
      default: break
      }
    }

    let lawIDs = Set(laws.map(\.id))
    for file in files where file.text.contains("schema: advice/1") {
      var problems = RuleFileDiagnostics(file)
      // The file was read before; here only its references are looked at.
      guard let node = RuleNode.read(&problems) else { continue }
      for reference in node.items("rights") where !lawIDs.contains(reference.text ?? "") {
        problems.add(
          .unknownReference, "there is no law '\(reference.text ?? "")' in law/", at: reference)
      }
      diagnostics += problems.diagnostics
    }

    if diagnostics.contains(where: { $0.severity == .error }) {
      throw RuleBookError(diagnostics: diagnostics)
    }
    return RuleBook(
      merchants: merchants.sorted { $0.id < $1.id },
      intermediaries: intermediaries.sorted { $0.id < $1.id }, evidence: evidence,
      laws: laws.sorted { $0.id < $1.id }, advice: advice.sorted { $0.id < $1.id }, places: places,
      warnings: diagnostics)
  }
}

extension Schema {
  /// All kinds of rule files.
  package static let all: [Schema] = [.merchant, .intermediary, .evidence, .law, .advice]
}
