package import DescryPattern

/// Every phrase of a rule book's lists, to be searched for in one pass.
package struct PhraseForms: Sendable {
  /// Whose phrase it is.
  package struct Owner: Sendable, Hashable {
    /// The list's place among `lists`.
    package let list: Int
    /// Whether the list does *not* hold of a text with the phrase.
    package let isException: Bool
  }

  /// The ids of the lists, in their order.
  package let lists: [String]
  /// The phrases' patterns.
  package let set: PatternSet
  /// For each pattern its owner.
  package let owners: [Owner]

  package static let none = PhraseForms([])

  init(lists: [String], set: PatternSet, owners: [Owner]) {
    self.lists = lists
    self.set = set
    self.owners = owners
  }

  /// The phrases of lists.
  init(_ lists: [PhraseList]) {
    self.init(
      lists: lists.map(\.id), set: PatternSet(lists.flatMap { $0.phrases.map(\.pattern) }),
      owners: lists.enumerated().flatMap { place, list in
        list.phrases.map { Owner(list: place, isException: $0.isException) }
      })
  }
}
