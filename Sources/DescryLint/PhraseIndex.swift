internal import DescryPattern
internal import DescryRules
internal import DescryText

/// All phrases of a rule book, found in one pass over a text.
struct PhraseIndex: Sendable {
  private struct Owner: Sendable {
    let list: Int
    let isException: Bool
  }

  private let set: PatternSet
  private let owners: [Owner]
  private let ids: [String: Int]

  init(_ lists: [PhraseList]) {
    var patterns: [Pattern] = []
    var owners: [Owner] = []
    var ids: [String: Int] = [:]
    for (place, list) in lists.enumerated() {
      ids[list.id] = place
      for phrase in list.phrases {
        patterns.append(phrase.pattern)
        owners.append(Owner(list: place, isException: phrase.isException))
      }
    }
    set = PatternSet(patterns)
    self.owners = owners
    self.ids = ids
  }

  /// The lists with these ids; unknown ones are left out.
  func selection(_ names: [String]) -> PhraseSelection {
    PhraseSelection(lists: Set(names.compactMap { ids[$0] }))
  }

  /// The lists of which a phrase stands in the text, each with its first and longest phrase.
  ///
  /// A text beyond 8 KiB is looked at up to there: no label is longer, and time stays bounded.
  func hits(in text: String, using scratch: MatchScratch) -> PhraseHits {
    let normalized = NormalizedText(text.utf8.count > 8_192 ? String(text.prefix(4_096)) : text)
    var matches: [PatternMatch] = []
    normalized.bytes.withUnsafeBufferPointer {
      set.matches(in: $0, using: scratch, into: &matches)
    }
    var hits = PhraseHits()
    var excepted: Set<Int> = []
    for match in matches {
      let owner = owners[match.pattern]
      if owner.isException {
        excepted.insert(owner.list)
        continue
      }
      let span = hits.spans[owner.list]
      let isBetter =
        span.map {
          match.span.lowerBound < $0.lowerBound
            || (match.span.lowerBound == $0.lowerBound && match.span.count > $0.count)
        } ?? true
      if isBetter { hits.spans[owner.list] = match.span }
    }
    for list in excepted { hits.spans[list] = nil }
    hits.normalized = hits.spans.isEmpty ? nil : normalized
    return hits
  }
}

/// Some lists of phrases.
struct PhraseSelection: Sendable {
  let lists: Set<Int>
}

/// What was found in a text.
struct PhraseHits {
  /// By list, the phrase's bytes in the normalised text.
  var spans: [Int: Range<Int>] = [:]
  /// The normalised text; nil when nothing was found.
  var normalized: NormalizedText?

  /// Whether a phrase of the lists was found.
  func has(_ selection: PhraseSelection) -> Bool {
    spans.count < selection.lists.count
      ? spans.keys.contains(where: selection.lists.contains)
      : selection.lists.contains { spans[$0] != nil }
  }

  /// The first phrase of the lists.
  func span(_ selection: PhraseSelection) -> Range<Int>? {
    selection.lists.compactMap { spans[$0] }.min {
      ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count)
    }
  }
}
