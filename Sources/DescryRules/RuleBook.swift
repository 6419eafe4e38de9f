public import DescryCore

/// Everything that Descry knows, checked; immutable, and safe to use from many threads.
public struct RuleBook: Sendable {
  /// The merchants, by id.
  public let merchants: [Merchant]
  /// The intermediaries, by id.
  public let intermediaries: [Intermediary]
  /// The measured evidence, by the file's id.
  public let evidence: [String: EvidenceRule]
  /// The articles of law, by id.
  public let laws: [Law]
  /// The advice, by id.
  public let advice: [AdviceRule]
  /// What is told about statements, by id.
  public let alerts: [AlertRule]
  /// What the linter looks for, by id.
  public let darkPatterns: [DarkPatternRule]
  /// The phrases that its rules name, by id.
  public let phrases: [PhraseList]
  /// The templates of letters, call scripts and notices, by id.
  public let letters: [LetterRule]
  /// What the bank decides for itself.
  public let policy: BankPolicy
  /// The names of towns.
  public let places: Places
  /// What is odd about the rules but does not keep them from loading.
  public let warnings: [Diagnostic]

  /// A rule book of checked rules.
  public init(
    merchants: [Merchant], intermediaries: [Intermediary], evidence: [String: EvidenceRule],
    laws: [Law], advice: [AdviceRule], alerts: [AlertRule] = [], letters: [LetterRule] = [],
    policy: BankPolicy = .strict, darkPatterns: [DarkPatternRule] = [], phrases: [PhraseList] = [],
    places: Places,
    warnings: [Diagnostic]
  ) {
    self.merchants = merchants
    self.intermediaries = intermediaries
    self.evidence = evidence
    self.laws = laws
    self.advice = advice
    self.alerts = alerts
    self.darkPatterns = darkPatterns
    self.phrases = phrases
    self.letters = letters
    self.policy = policy
    self.places = places
    self.warnings = warnings
  }

  /// A merchant by its id.
  ///
  /// - Complexity: O(log n) in the number of merchants.
  public func merchant(_ id: String) -> Merchant? {
    var low = 0
    var high = merchants.count
    while low < high {
      let middle = (low + high) / 2
      if merchants[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < merchants.count && merchants[low].id == id ? merchants[low] : nil
  }

  /// A measured ratio by its file and id.
  public func ratio(_ file: String, _ id: String) -> MeasuredRatio? { evidence[file]?.ratios[id] }

  /// A constant by its file and id.
  public func constant(_ file: String, _ id: String) -> Double? { evidence[file]?.constants[id] }
}

/// Why a rule book did not load: everything that is wrong with it.
public struct RuleBookError: Error, Sendable {
  /// The errors and warnings, by file and line.
  public let diagnostics: [Diagnostic]

  /// A refusal with everything that is wrong.
  public init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
