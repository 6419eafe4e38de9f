package import DescryPattern

/// Every form and key of the merchants and intermediaries, to be searched for in one pass.
package struct FormIndex: Sendable {
  /// Whose form or key it is, by places in the rule book's lists.
  package enum Owner: Sendable, Hashable {
    case merchant(Int, form: Int)
    case intermediary(Int, form: Int)
  }

  /// A key and whom it names; keys have no form.
  package struct Key: Sendable, Hashable {
    package let kind: ExactKey.Kind
    package let value: String
    package let owner: Owner
  }

  /// The forms' patterns.
  package let set: PatternSet
  /// For each pattern its owner.
  package let owners: [Owner]
  /// The keys, of which a later one of the same value holds.
  package let keys: [Key]

  package init(set: PatternSet, owners: [Owner], keys: [Key]) {
    self.set = set
    self.owners = owners
    self.keys = keys
  }

  /// Whether every form and key is of one of so many merchants and intermediaries.
  func isOwned(merchants: Int, intermediaries: Int) -> Bool {
    func isThere(_ owner: Owner) -> Bool {
      switch owner {
      case .merchant(let index, _): (0..<merchants).contains(index)
      case .intermediary(let index, _): (0..<intermediaries).contains(index)
      }
    }
    return owners.allSatisfy(isThere) && keys.allSatisfy { isThere($0.owner) }
  }

  /// The forms and keys of a rule book's lists.
  init(_ merchants: [Merchant], _ intermediaries: [Intermediary]) {
    var patterns: [Pattern] = []
    var owners: [Owner] = []
    var keys: [Key] = []
    func add(_ forms: [DescriptorForm], _ more: [ExactKey], _ owner: (Int) -> Owner) {
      for (place, form) in forms.enumerated() {
        patterns.append(Pattern(form.pattern))
        owners.append(owner(place))
      }
      keys += more.map { Key(kind: $0.kind, value: $0.value, owner: owner(-1)) }
    }
    for (index, merchant) in merchants.enumerated() {
      add(merchant.descriptors, merchant.keys) { .merchant(index, form: $0) }
    }
    for (index, intermediary) in intermediaries.enumerated() {
      add(intermediary.descriptors, intermediary.keys) { .intermediary(index, form: $0) }
    }
    self.init(set: PatternSet(patterns), owners: owners, keys: keys)
  }
}
