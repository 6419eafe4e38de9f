extension RuleBook {
  /// A rule book of compiled rules.
  init(_ rules: CompiledRules) {
    let evidence = rules.rules(of: .evidence) { node, _, problems in
      EvidenceRule(node, problems: &problems)
    }
    self.init(
      merchants: rules.merchants,
      intermediaries: RuleShelf {
        rules.rules(of: .intermediary) { Intermediary($0, path: $1, problems: &$2) }
      },
      forms: RuleShelf { rules.forms },
      evidence: Dictionary(evidence.map { ($0.id, $0) }) { _, last in last },
      laws: rules.rules(of: .law) { node, _, problems in Law(node, problems: &problems) },
      advice: rules.rules(of: .advice) { node, _, _ in AdviceRule(node) },
      alerts: RuleShelf {
        rules.rules(of: .alert) { AlertRule($0, path: $1, problems: &$2) }
      },
      letters: RuleShelf {
        rules.rules(of: .letter) { node, _, problems in LetterRule(node, problems: &problems) }
      },
      policy: rules.rules(of: .policy) { node, _, _ in BankPolicy(node) }.last ?? .strict,
      darkPatterns: RuleShelf {
        rules.rules(of: .darkPattern) { DarkPatternRule($0, path: $1, problems: &$2) }
      },
      phrases: RuleShelf {
        rules.rules(of: .phrases) { PhraseList($0, path: $1, problems: &$2) }
      },
      phraseForms: RuleShelf { rules.phraseForms }, places: RuleShelf { rules.places }, warnings: []
    )
  }
}
