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
    var nodes: [(path: String, node: RuleNode)] = []
    return try load(files, places: places, today: today, nodes: &nodes)
  }

  /// Reads and checks all files, and compiles them into one that loads without YAML.
  ///
  /// `fingerprint` tells later whether the files are still the same.
  /// - Throws: `RuleBookError` with all diagnostics when any of them is an error.
  public static func compile(
    _ files: [RuleFile], places: Places, edition: String = "", fingerprint: UInt64,
    today: CalendarDate? = nil
  ) throws(RuleBookError) -> (book: RuleBook, bytes: [UInt8]) {
    var nodes: [(path: String, node: RuleNode)] = []
    let book = try load(files, places: places, today: today, nodes: &nodes)
    return (
      book,
      CompiledRules.write(nodes, edition: edition, book: book, fingerprint: fingerprint)
    )
  }

  private static func load(
    _ files: [RuleFile], places: Places, today: CalendarDate?,
    nodes: inout [(path: String, node: RuleNode)]
  ) throws(RuleBookError) -> RuleBook {
    var assembly = RuleBookAssembly()
    for file in files.sorted(by: { $0.path < $1.path }) {
      var problems = RuleFileDiagnostics(file)
      if let node = RuleNode.read(&problems) {
        assembly.check(node, today: today, problems: &problems)
        assembly.add(node, problems: &problems)
        nodes.append((file.path, node))
      }
      assembly.diagnostics += problems.diagnostics
    }
    assembly.checkReferences(files)
    return try assembly.book(places: places)
  }

  /// The edition of a compiled rule book; nil when the bytes are none of this version.
  public static func edition(compiled bytes: UnsafeRawBufferPointer) -> String? {
    CompiledRules.edition(bytes)
  }

  /// The files of a compiled rule book, written anew as YAML, without their remarks.
  public static func files(compiled bytes: UnsafeRawBufferPointer) -> [RuleFile] {
    (CompiledRules(bytes, fingerprint: nil)?.files ?? []).map {
      RuleFile(path: $0.path, text: $0.node.yaml)
    }
  }

  /// Reads a bank's own policy, a file that stands outside the rule book.
  ///
  /// - Throws: `RuleBookError` with every diagnostic.
  public static func policy(_ file: RuleFile) throws(RuleBookError) -> BankPolicy {
    var problems = RuleFileDiagnostics(file)
    guard let node = RuleNode.read(&problems) else {
      throw RuleBookError(diagnostics: problems.diagnostics)
    }
    ShapeCheck.check(node, against: .policy, problems: &problems)
    if problems.diagnostics.contains(where: { $0.severity == .error }) {
      throw RuleBookError(diagnostics: problems.diagnostics)
    }
    return BankPolicy(node)
  }

  /// Builds the rule book that `compile` wrote: its files were checked then and are not again.
  ///
  /// Returns nil when the bytes are not a compiled rule book of this version or, where a
  /// `fingerprint` is given, one of other files.
  public static func load(
    compiled bytes: UnsafeRawBufferPointer, fingerprint: UInt64? = nil
  ) -> RuleBook? {
    CompiledRules(bytes, fingerprint: fingerprint).map { RuleBook($0) }
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
  private var darkPatterns: [DarkPatternRule] = []
  private var phrases: [PhraseList] = []
  private var letters: [LetterRule] = []
  private var policy = BankPolicy.strict
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
        merchant.checkReferences(node, problems: &problems)
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
    case Schema.darkPattern.name:
      if let rule = DarkPatternRule(node, path: path, problems: &problems) {
        darkPatterns.append(rule)
      }
    case Schema.phrases.name:
      if let list = PhraseList(node, path: path, problems: &problems) { phrases.append(list) }
    case Schema.letter.name:
      if let letter = LetterRule(node, problems: &problems) { letters.append(letter) }
    case Schema.policy.name: policy = BankPolicy(node)
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
    checkMentions(files, laws: known)
  }

  /// What a dark-pattern rule names must be there.
  private mutating func checkMentions(_ files: [RuleFile], laws: Set<String>) {
    let lists = Set(phrases.map(\.id))
    let rules = Set(darkPatterns.map(\.id))
    for rule in darkPatterns {
      for mention in rule.mentions {
        guard let name = mention.node.text else { continue }
        let (isKnown, place) =
          switch mention.kind {
          case .law: (laws.contains(name), "law/")
          case .phrases: (lists.contains(name), "phrases/")
          case .rule: (rules.contains(name), "dark-patterns/")
          }
        guard !isKnown, let file = files.first(where: { $0.path == rule.path }) else { continue }
        var problems = RuleFileDiagnostics(file)
        problems.add(.unknownReference, "there is no '\(name)' in \(place)", at: mention.node)
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
      alerts: alerts.sorted { $0.id < $1.id }, letters: letters.sorted { $0.id < $1.id },
      policy: policy, darkPatterns: darkPatterns.sorted { $0.id < $1.id },
      phrases: phrases.sorted { $0.id < $1.id }, places: places, warnings: diagnostics)
  }
}

extension Schema {
  /// All kinds of rule files.
  package static let all: [Schema] = [
    .merchant, .intermediary, .evidence, .law, .advice, .alert, .letter, .policy, .darkPattern,
    .phrases,
  ]
}
