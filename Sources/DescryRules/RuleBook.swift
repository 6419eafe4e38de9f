public import DescryCore

/// Everything that Descry knows, checked; immutable, and safe to use from many threads.
public struct RuleBook: Sendable {
  /// The merchants, by id.
  public let merchants: MerchantList
  /// The intermediaries, by id.
  public var intermediaries: [Intermediary] { intermediariesShelf.content }
  /// The measured evidence, by the file's id.
  public let evidence: [String: EvidenceRule]
  /// The articles of law, by id.
  public let laws: [Law]
  /// The advice, by id.
  public let advice: [AdviceRule]
  /// What is told about statements, by id.
  public var alerts: [AlertRule] { alertsShelf.content }
  /// What the linter looks for, by id.
  public var darkPatterns: [DarkPatternRule] { darkPatternsShelf.content }
  /// The phrases that its rules name, by id.
  public var phrases: [PhraseList] { phrasesShelf.content }
  /// The templates of letters, call scripts and notices, by id.
  public var letters: [LetterRule] { lettersShelf.content }
  /// What the bank decides for itself.
  public let policy: BankPolicy
  /// The names of towns.
  public var places: Places { placesShelf.content }
  /// What is odd about the rules but does not keep them from loading.
  public let warnings: [Diagnostic]
  /// The forms and keys of merchants and intermediaries.
  package var forms: FormIndex { formsShelf.content }
  /// The phrases of all lists.
  package var phraseForms: PhraseForms { phraseFormsShelf.content }
  private let intermediariesShelf: RuleShelf<[Intermediary]>
  private let formsShelf: RuleShelf<FormIndex>
  private let placesShelf: RuleShelf<Places>
  private let alertsShelf: RuleShelf<[AlertRule]>
  private let darkPatternsShelf: RuleShelf<[DarkPatternRule]>
  private let phrasesShelf: RuleShelf<[PhraseList]>
  private let phraseFormsShelf: RuleShelf<PhraseForms>
  private let lettersShelf: RuleShelf<[LetterRule]>

  /// A rule book of checked rules.
  public init(
    merchants: [Merchant], intermediaries: [Intermediary], evidence: [String: EvidenceRule],
    laws: [Law], advice: [AdviceRule], alerts: [AlertRule] = [], letters: [LetterRule] = [],
    policy: BankPolicy = .strict, darkPatterns: [DarkPatternRule] = [], phrases: [PhraseList] = [],
    places: Places, warnings: [Diagnostic]
  ) {
    self.init(
      merchants: MerchantList(merchants), intermediaries: RuleShelf(intermediaries),
      forms: RuleShelf(FormIndex(merchants, intermediaries)), evidence: evidence, laws: laws,
      advice: advice,
      alerts: RuleShelf(alerts), letters: RuleShelf(letters), policy: policy,
      darkPatterns: RuleShelf(darkPatterns), phrases: RuleShelf(phrases),
      phraseForms: RuleShelf { PhraseForms(phrases) }, places: RuleShelf(places),
      warnings: warnings)
  }

  /// A rule book of which some rules are read later.
  init(
    merchants: MerchantList, intermediaries: RuleShelf<[Intermediary]>,
    forms: RuleShelf<FormIndex>,
    evidence: [String: EvidenceRule], laws: [Law], advice: [AdviceRule],
    alerts: RuleShelf<[AlertRule]>, letters: RuleShelf<[LetterRule]>, policy: BankPolicy,
    darkPatterns: RuleShelf<[DarkPatternRule]>, phrases: RuleShelf<[PhraseList]>,
    phraseForms: RuleShelf<PhraseForms>, places: RuleShelf<Places>,
    warnings: [Diagnostic]
  ) {
    self.merchants = merchants
    self.evidence = evidence
    self.laws = laws
    self.advice = advice
    self.policy = policy
    self.warnings = warnings
    intermediariesShelf = intermediaries
    formsShelf = forms
    placesShelf = places
    alertsShelf = alerts
    lettersShelf = letters
    darkPatternsShelf = darkPatterns
    phrasesShelf = phrases
    phraseFormsShelf = phraseForms
  }

  /// A merchant by its id.
  ///
  /// - Complexity: O(log n) in the number of merchants.
  public func merchant(_ id: String) -> Merchant? { merchants.merchant(id) }

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
