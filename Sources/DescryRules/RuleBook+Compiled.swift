extension RuleBook {
  /// A rule book of compiled rules; nil when the forms name merchants or intermediaries that are not there.
  init?(_ rules: CompiledRules) {
    let merchants = rules.merchants
    let intermediaries = rules.rules(of: .intermediary) {
      Intermediary($0, path: $1, problems: &$2)
    }
    let isOwned = { (owner: FormIndex.Owner) in
      switch owner {
      case .merchant(let index, _): merchants.indices.contains(index)
      case .intermediary(let index, _): intermediaries.indices.contains(index)
      }
    }
    guard rules.forms.owners.allSatisfy(isOwned),
      rules.forms.keys.allSatisfy({ isOwned($0.owner) })
    else { return nil }
    let evidence = rules.rules(of: .evidence) { node, _, problems in
      EvidenceRule(node, problems: &problems)
    }
    self.init(
      merchants: merchants, intermediaries: intermediaries, forms: rules.forms,
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
      places: rules.places, warnings: [])
  }
}
